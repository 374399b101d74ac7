"""How often and how much one may call for help. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from unicodedata import category

from chat.help_calls.protocol import HelpDesk
from foundation.refusals import Refusal

MOST_CALLS, WITHIN = 4, timedelta(minutes=10)
MOST_MESSAGES = 40
MOST_UNANSWERED = 8
"""Messages of the caller in a row."""
MOST_GUESTS = 50
"""Open calls of people without a part in the conference, whose seats anyone may take."""
MOST_VISITORS = 40
"""Open calls from the doors: however many there are, the audience has its own."""
VISITS_KEPT = timedelta(days=1)
"""After that a closed call from a door is forgotten: each visitor is another person, and none comes back."""


def recent(calls: Iterable[datetime], now: datetime) -> list[datetime]:
    """Those calls that still count."""
    return [at for at in calls if now - at < WITHIN]


def check_call(is_open: bool, calls: Sequence[datetime]) -> None:
    """May this person call now, after its recent `calls`? Refuses `help.already_open`, `help.too_often`."""
    if is_open:
        raise Refusal("help.already_open", "Your call is open already. Write into it.")
    if len(calls) >= MOST_CALLS:
        raise Refusal("help.too_often", "You have called several times in ten minutes. Wait a little.")


def gives_way(callers: Mapping[int, str], here: Collection[str], most: int) -> int | None:
    """Which of the open calls is closed so that one more has room; None while there is room.

    `callers` are their persons, the longest waiting first: the first that is not `here`, on its page, gives way.
    Refuses `help.busy` where all are.
    """
    if len(callers) < most:
        return None
    for call, person in callers.items():
        if person not in here:
            return call
    raise Refusal("help.busy", "Many people are calling now. Try again in a few minutes.")


def check_text(text: str) -> None:
    """Refuses `help.blank`."""
    if not any(category(character)[0] in "LNPS" for character in text):
        raise Refusal("help.blank", "Write what you want to say first.")


def check_message(authors: Sequence[str], by: str) -> None:
    """May another message go into a call? Refuses `help.full`, `help.wait`."""
    if len(authors) >= MOST_MESSAGES:
        raise Refusal("help.full", "This call has grown long. Close it and call again.")
    if by == "caller" and list(authors[-MOST_UNANSWERED:]) == ["caller"] * MOST_UNANSWERED:
        raise Refusal("help.wait", "Wait for an answer before you write more.")


def desk(roles: Iterable[Collection[str]]) -> HelpDesk:
    """Who could answer, from the roles of each person connected; an operator who moderates counts as the first."""
    people = list(roles)
    operators = sum("operator" in of for of in people)
    return HelpDesk(
        operators=operators,
        moderators=sum("moderator" in of and "operator" not in of for of in people),
    )
