"""Media tokens: short-lived bearers for the WHIP and WHEP endpoints, given to a seat over REST."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sessions.access.rules import CLEARANCE
from streaming import signed_tokens
from streaming.equipment_keys.models import PublisherKey
from streaming.signalling.slot_assignment import HALL, HALL_BOOTH, INTERPRETER, SLIDES

_SALT = "balai.media"
NEVER = 2**33
"""The `seat_until` of an encoder's token, in seconds of Unix time. It is so late that it never comes."""
Action = Literal["publish", "listen", "check"]
Feed = Literal["own", "hall", "slides", "booth", "talkback"]

KEEPS_ROOM = "media.listen_when_full"
"""The permission for which a busy relay keeps room (`capacity.py`)."""
PERMISSIONS: dict[tuple[Action, Feed], str] = {
    ("listen", "own"): "media.listen",
    ("listen", "hall"): "media.watch_hall",
    ("listen", "talkback"): "media.hear_talkback",
    ("publish", "own"): "media.publish",
    ("publish", "hall"): "media.publish_hall",
    ("publish", "slides"): "media.show_screen",
    ("publish", "booth"): "media.publish_booth",
    ("check", "own"): "media.check",
}


@dataclass(frozen=True)
class MediaToken:
    """What a bearer may do in one session: publish its own feed, its screen, its booth's or the hall's, or listen.

    A technical check belongs to the conference, whether or not a session is open: its `session` is empty. A listener
    with the feed `hall` works in the hall (a screen, the desk): it gets the hall's picture and never its sound.
    One with the feed `talkback` hears the interpreter who speaks to the moderator and the operator, and nothing else.
    `seat_until` is when the seat's token expires, `seat_ends` when the seat itself ends. Both are seconds of Unix time.
    `seat_revision` is the seat's revision number.
    """

    session: str
    action: Action
    feed: Feed
    person: str
    conference: str
    participant: str | None
    party: str | None
    place: str
    seat_until: int
    seat_ends: int = 2**40
    seat_revision: int = 0
    is_equipment: bool = False
    """Whether it belongs to a key and not to a person. `person` is then the key's id."""
    clearance: int = 0
    """The seat's clearance for the session (`sessions/access/rules.py`)."""
    is_spectator: bool = False
    """Whether its seat has no role for which a busy relay keeps room."""
    is_simulated: bool = False
    """Whether its seat is a rehearsal's. A simulated hall yields to a real one."""

    @property
    def source(self) -> str:
        """The relay's id of the source that this token publishes."""
        if self.feed == "hall":
            return HALL
        booth = HALL_BOOTH if self.is_equipment else INTERPRETER
        kind = {"slides": SLIDES, "booth": booth}.get(self.feed, "person")
        return f"{kind}/{self.person}"

    @property
    def permission(self) -> str:
        """The permission that the seat must keep while the connection is open."""
        return PERMISSIONS[self.action, self.feed]

    @property
    def stream(self) -> str:
        """The session's stream, which is also the name of its stage. Checks have a stage without listeners."""
        return f"check/{self.conference}" if self.action == "check" else f"session/{self.session}"


def token_of_key(key: PublisherKey) -> MediaToken:
    """The token of a key: it may publish the hall of its session, or its booth of the hall."""
    return MediaToken(
        session=str(key.session_id),
        action="publish",
        feed="booth" if key.language else "hall",
        person=str(key.public_id),
        conference=str(key.session.conference_id),
        participant=None,
        party=None,
        place="hall",
        seat_until=NEVER,
        is_equipment=True,
        clearance=CLEARANCE["staff"],
    )


def sign_token(media_token: MediaToken) -> tuple[str, datetime]:
    """Sign a token. Returns it and its expiry, at most a minute from now."""
    return signed_tokens.sign_token(asdict(media_token), _SALT)


def read_token(header: str, *, expired: bool = False) -> MediaToken:
    """The token of an `Authorization` header.

    Refuses `media.token_missing`, `media.token_forged`, `media.token_expired`. With `expired`, an expired token is
    accepted too, so that its resource can be ended.
    """
    return MediaToken(**signed_tokens.read_token(header, _SALT, expired=expired))
