"""Rules of publication: which parts of a closed session may be published, and who may read them. Pure."""

from collections.abc import Mapping
from typing import Final

from foundation.refusals import Refusal
from sessions.access.rules import CLEARANCE

PARTS: Final = ("minutes", "recording", "questions")
"""The parts of a session that can be published."""

READERS: Final = ("nobody", "delegations", "participants", "entrants", "everyone")
"""To whom a part can be published. Each is wider than the one before. `entrants` are those who may enter the session.
`everyone` needs no seat.
"""

DEFAULTS: Final[Mapping[str, str]] = {"minutes": "entrants", "recording": "nobody", "questions": "entrants"}
"""Who may read a part on which nobody has decided."""

IN_ANY_CASE: Final[Mapping[str, str]] = {
    "minutes": "session.enter_staff",
    "recording": "session_recording.download",
    "questions": "session.enter_staff",
}
"""The permission to read a part even if it is not published."""

_CLEARED: Final[Mapping[str, str]] = {
    "delegations": "delegations",
    "participants": "registered",
    "entrants": "public",
    "everyone": "public",
}


def needed_clearance(readers: str, access: str) -> str | None:
    """The clearance that these readers of a session with this access policy need. None if nobody may read.

    Somebody who may not enter a session may read nothing that is published of it.
    """
    if readers == "nobody":
        return None
    return max(_CLEARED[readers], access, key=lambda each: CLEARANCE[each])


def may_read(readers: str, access: str, held: int) -> bool:
    """Whether a seat whose clearance for the session is `held` is among the readers."""
    wanted = needed_clearance(readers, access)
    return wanted is not None and held >= CLEARANCE[wanted]


def is_open(readers: str, access: str) -> bool:
    """Whether anyone may read it, also without a seat."""
    return readers == "everyone" and access == "public"


def is_withheld(readers: str, access: str) -> bool:
    """Whether some of those who may enter the session are not among the readers."""
    return needed_clearance(readers, access) != access


def check_over(state: str) -> None:
    """Check that a session is closed. Refuses `publication.not_over`."""
    if state != "closed":
        raise Refusal(
            "publication.not_over",
            "This session is not closed yet. Ask who moderates it to close it, then publish it.",
        )


def check_wider(readers: str, access: str) -> None:
    """Check that all of these readers may enter the session. Refuses `publication.wider_than_session`."""
    if readers != "entrants" and needed_clearance(readers, access) != _CLEARED[readers]:
        raise Refusal(
            "publication.wider_than_session",
            "Not everyone may enter this session, so only those who may can read what is published of it. "
            "Choose “who may enter the session”, or fewer.",
        )


def not_published_refusal(readers: str) -> Refusal:
    """The refusal for a seat that may enter the session, and may not read a part of it: `publication.for_others` or
    `publication.not_published`.
    """
    if readers == "nobody":
        return Refusal(
            "publication.not_published", "This is not published. Ask the organiser of the conference for it."
        )
    return Refusal(
        "publication.for_others",
        "This is published to other readers. Sign in with the account with which you take part, or ask the organiser.",
    )
