"""The connections of this process: each WHIP or WHEP resource and its owner."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass

from foundation.refusals import Refusal
from streaming.relay import Relay
from streaming.signalling.disconnect_detector import connection_state, is_silent
from streaming.signalling.media_tokens import Feed, MediaToken
from streaming.signalling.slot_assignment import HALL, Publication


@dataclass(frozen=True)
class MediaConnection:
    """One WHIP or WHEP resource: its token, its order of arrival, its address, and when it ends by itself.

    `until` is the loop's time in seconds, or None. `page` names the page that sends, if it gave itself a name.
    """

    media_token: MediaToken
    order: int
    address: str
    until: float | None = None
    page: str = ""


def unknown_resource_refusal() -> Refusal:
    """The refusal `media.unknown_resource`: there is no such resource, or it is another person's."""
    return Refusal("media.unknown_resource", "You have no such connection, or it has ended. Make a new one.")


class MediaConnections:
    """The connections that the relay has answered, by resource, the oldest first."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._known: dict[str, MediaConnection] = {}
        self._orders = itertools.count(1)

    def add(
        self, resource: str, media_token: MediaToken, address: str, until: float | None = None, page: str = ""
    ) -> None:
        """Note a connection that was answered."""
        self._known[resource] = MediaConnection(media_token, next(self._orders), address, until, page)

    def remove(self, resource: str) -> None:
        """Forget a connection that was hung up or is gone."""
        self._known.pop(resource, None)

    def forget_closed(self) -> None:
        """Forget the connections that the relay does not know any more."""
        for resource in [resource for resource in self._known if not self._relay.has_resource(resource)]:
            del self._known[resource]

    def __contains__(self, resource: str) -> bool:
        return resource in self._known

    def check_own(self, media_token: MediaToken, resource: str) -> MediaToken:
        """The token with which a resource was made. Refuses `media.unknown_resource` unless it is the same person's."""
        known = self._known.get(resource)
        if known is None or known.media_token.person != media_token.person:
            raise unknown_resource_refusal()
        return known.media_token

    def tokens(self) -> list[MediaToken]:
        """The tokens of all connections. Any thread may call this."""
        return [each.media_token for each in list(self._known.values())]

    def resources_of_stream(self, stream: str) -> list[str]:
        """The WHIP and WHEP resources of a stream."""
        return [resource for resource, each in self._known.items() if each.media_token.stream == stream]

    def resources_of_tokens(self, tokens: Collection[MediaToken]) -> list[str]:
        """The WHIP and WHEP resources that were made with these tokens."""
        return [resource for resource, each in self._known.items() if each.media_token in tokens]

    def expired_resources(self, now: float) -> list[str]:
        """The resources whose time is over, at the loop's time `now`."""
        return [resource for resource, each in self._known.items() if each.until and each.until <= now]

    def connecting_from(self, address: str) -> int:
        """How many connections of an address are not connected yet."""
        connecting = self._relay.connecting
        return sum(each.address == address for name, each in self._known.items() if name in connecting)

    def listening_resources(self, media_token: MediaToken) -> list[str]:
        """The resources by which a person listens, the oldest first.

        There may be several: the screens of a hall share a seat.
        """
        return [
            resource
            for resource, each in self._known.items()
            if media_token.feed == each.media_token.feed
            and media_token.feed in ("own", "talkback")
            and each.media_token.action == "listen"
            and (each.media_token.person, each.media_token.stream) == (media_token.person, media_token.stream)
        ]

    def is_displaced(self, media_token: MediaToken, page: str) -> bool:
        """Whether another page sends this token's source now."""
        source = self._relay.stage(media_token.stream).sources.get(media_token.source)
        return source is not None and any(
            each.media_token.stream == media_token.stream
            and each.page not in ("", page)
            and self._relay.source(resource) is source
            for resource, each in self._known.items()
        )

    def has_other_hall(self, media_token: MediaToken) -> bool:
        """Whether another person already publishes the hall of this token's session, so that it may not.

        A rehearsal's hall does not count for anyone real: theirs replaces it once it is connected.
        """
        return any(
            media_token.feed == each.media_token.feed == "hall"
            and each.media_token.action == "publish"  # the hall's screen listens
            and each.media_token.stream == media_token.stream
            and each.media_token.person != media_token.person
            and (media_token.is_simulated or not each.media_token.is_simulated)
            for each in self._known.values()
        )

    def hall_sender(self, stream: str) -> MediaToken | None:
        """The token with which the hall of a stream is sent. None if nobody sends it."""
        hall = self._relay.stage(stream).sources.get(HALL)
        return next(
            (
                each.media_token
                for resource, each in self._known.items()
                if each.media_token.stream == stream
                and hall is not None
                and self._relay.source(resource) is hall
            ),
            None,
        )

    def checks_of_others(self, media_token: MediaToken) -> int:
        """How many technical checks of other persons than the token's are running."""
        return sum(
            bool(each.until) and each.media_token.person != media_token.person
            for each in self._known.values()
        )

    def sending_lines(self, stream: str) -> list[Publication]:
        """The sources of `all_lines` that send something."""
        sources = self._relay.stage(stream).sources
        return [line for line in self.all_lines(stream) if not is_silent(sources[line.source])]

    def all_lines(self, stream: str) -> list[Publication]:
        """The sources at a stage that persons send: a room's and the slides are not among them."""
        return self._of_feed(stream, "own")

    def shown_screens(self, stream: str) -> list[Publication]:
        """The screens that persons show to a stage. A still screen may send nothing for a while."""
        return self._of_feed(stream, "slides")

    def booth_lines(self, stream: str) -> list[Publication]:
        """The microphones of interpreters at a stage, without those that send nothing."""
        sources = self._relay.stage(stream).sources
        return [line for line in self._of_feed(stream, "booth") if not is_silent(sources[line.source])]

    def _of_feed(self, stream: str, feed: Feed) -> list[Publication]:
        sources = self._relay.stage(stream).sources
        return [
            Publication(
                each.media_token.source,
                each.media_token.person,
                each.media_token.party or "",
                each.order,
                each.media_token.participant or "",
                connection_state(sources[each.media_token.source]),
            )
            for resource, each in self._known.items()
            if each.media_token.stream == stream
            and each.media_token.action == "publish"
            and each.media_token.feed == feed
            and each.media_token.source in sources
            and self._relay.source(resource) is sources[each.media_token.source]
        ]
