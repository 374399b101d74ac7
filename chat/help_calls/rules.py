"""Limits on help calls and their messages. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from chat.help_calls.protocol import HelpDesk
from foundation.refusals import Refusal
from foundation.text import is_readable

MAX_CALLS, WITHIN = 4, timedelta(minutes=10)
MAX_MESSAGES = 40
MAX_UNANSWERED = 8
"""How many messages in a row a caller may send without an answer."""
MAX_GUESTS = 50
"""How many open calls persons who are no participants may have together. Anyone can take the seat of such a person."""
MAX_VISITORS = 40
"""How many open calls there may be from entrance pages. This limit is separate from that of the audience."""
VISITS_KEPT = timedelta(days=1)
"""A closed call from an entrance page is deleted after this time. Each visit counts as a new person."""


def recent(calls: Iterable[datetime], now: datetime) -> list[datetime]:
    """Those of the `calls` that are recent enough to count for the limit on calls per person."""
    return [at for at in calls if now - at < WITHIN]


def check_call(is_open: bool, calls: Sequence[datetime]) -> None:
    """Check that a person may call now, after these recent `calls`. Refuses `help.already_open`, `help.too_often`."""
    if is_open:
        raise Refusal("help.already_open", "Your call is open already. Write into it.")
    if len(calls) >= MAX_CALLS:
        raise Refusal("help.too_often", "You have called several times in ten minutes. Wait a little.")


def call_to_close(callers: Mapping[int, str], here: Collection[str], most: int) -> int | None:
    """The open call that is closed to make room for another, or None if there is room.

    `callers` maps each open call to its person. The call that has waited longest is first. The first call whose person
    is not connected (not in `here`) is closed. Refuses `help.busy` if all persons are connected.
    """
    if len(callers) < most:
        return None
    for call, person in callers.items():
        if person not in here:
            return call
    raise Refusal("help.busy", "Many people are calling now. Try again in a few minutes.")


def check_text(text: str) -> None:
    """Check that a text has at least one visible character. Refuses `help.blank`."""
    if not is_readable(text):
        raise Refusal("help.blank", "Write what you want to say first.")


def check_message(authors: Sequence[str], by: str) -> None:
    """Check that another message may be added to a call. Refuses `help.full`, `help.wait`.

    `authors` says for each earlier message who wrote it: `caller` or `staff`.
    """
    if len(authors) >= MAX_MESSAGES:
        raise Refusal("help.full", "This call has grown long. Close it and call again.")
    if by == "caller" and list(authors[-MAX_UNANSWERED:]) == ["caller"] * MAX_UNANSWERED:
        raise Refusal("help.wait", "Wait for an answer before you write more.")


def desk(roles: Iterable[Collection[str]]) -> HelpDesk:
    """Count the connected staff who could answer a call. `roles` has the roles of each connected person.

    An operator who is also a moderator counts only as an operator.
    """
    people = list(roles)
    operators = sum("operator" in of for of in people)
    return HelpDesk(
        operators=operators,
        moderators=sum("moderator" in of and "operator" not in of for of in people),
    )
