"""Which interpreter speaks to the moderator and the operator of a session instead of into a channel.

It is in the memory of the relay alone: what is said there is no part of the proceedings.
"""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from foundation.languages import name_of_language
from foundation.refusals import Refusal
from streaming.interpretation.protocol import ChannelLanguage
from streaming.relay import Relay
from streaming.signalling.slot_assignment import FloorSnapshot


class TalkbackRequest(BaseModel):
    """Whether the interpreter speaks to the moderator and the operator. `language` is the booth's."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    on: bool
    language: ChannelLanguage


def parse_talkback(text: str) -> TalkbackRequest:
    """Read the request. Refuses `media.talkback_malformed`."""
    try:
        return TalkbackRequest.model_validate_json(text)
    except ValidationError:
        raise Refusal(
            "media.talkback_malformed", "Send JSON with whether to talk, and the language of the booth."
        ) from None


@dataclass
class Talk:
    """A booth that speaks to the moderator and the operator, over the publication `resource`.

    `was_on_duty` is whether the person was on duty at any time since the talk began.
    """

    resource: str
    source: str
    person: str
    participant: str
    language: str
    was_on_duty: bool = False


class Talkback:
    """The talks of this process's sessions, at most one a session. A talk ends with its connection or its duty."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._talks: dict[str, Talk] = {}

    def begin(self, stream: str, talk: Talk, now: FloorSnapshot) -> None:
        """Begin a talk. The same person's former one is replaced. Refuses `media.talkback_busy`."""
        other = self.current(stream, now)
        if other is not None and other.person != talk.person:
            raise Refusal(
                "media.talkback_busy",
                f"The booth {name_of_language(other.language)} speaks to the moderator and the operator now. "
                "Wait until it is done.",
            )
        self._talks[stream] = talk

    def end(self, stream: str, resource: str) -> None:
        """End the talk of a publication. Does nothing if another one talks, or nobody."""
        talk = self._talks.get(stream)
        if talk is not None and talk.resource == resource:
            del self._talks[stream]

    def known(self, stream: str) -> Talk | None:
        """The talk of a session, as it was when its slots were last assigned. Any thread may call this."""
        return self._talks.get(stream)

    def current(self, stream: str, now: FloorSnapshot) -> Talk | None:
        """The talk of a session, or None if there is none or it is over by now."""
        talk = self._talks.get(stream)
        if talk is None:
            return None
        is_on_duty = any(person == talk.person for _, person in now.booths)
        is_relieved = talk.was_on_duty and not is_on_duty
        if not now.booths or is_relieved or not self._is_connected(stream, talk):
            del self._talks[stream]
            return None
        talk.was_on_duty = is_on_duty
        return talk

    def _is_connected(self, stream: str, talk: Talk) -> bool:
        """Whether the publication is the person's source at the stage, or is about to replace it."""
        publisher = self._relay.source(talk.resource)
        if publisher is None or publisher.state == "gone":
            return False
        here = self._relay.stage(stream).sources.get(talk.source)
        return publisher is here or publisher.state == "connecting"
