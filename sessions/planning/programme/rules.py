"""What organisers may plan. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from foundation.refusals import Refusal
from sessions.planning.programme.protocol import SessionValues
from sessions.programme.rules import times

TOLD = frozenset({"title", "room", "date", "starts", "ends"})
"""The fields whose change a calendar shows: SEQUENCE goes up (RFC 5545, section 3.8.7.4)."""


def local(at: datetime, zone: str) -> datetime:
    """A moment in the conference's time zone."""
    return at.astimezone(ZoneInfo(zone))


def check_changes(state: str, changed: frozenset[str]) -> None:
    """Refuse what cannot be planned any more: `session.closed`, `programme.has_begun`."""
    if state == "closed":
        raise Refusal(
            "session.closed", "The session is closed. Only corrections to its minutes can be added."
        )
    if state != "scheduled" and changed & {"date", "starts", "kind"}:
        raise Refusal(
            "programme.has_begun", "The session has begun. Its end can be changed, its beginning cannot."
        )


def moved(values: SessionValues, present: SessionValues, zone: str) -> tuple[datetime, datetime]:
    """The beginning and end of a session, in UTC, with the given values before the present ones.

    A session that is moved without a new end keeps its duration. Refuses `programme.no_such_time`.
    """
    given = values.model_fields_set
    date, starts = values.date or present.date or "", values.starts or present.starts or ""
    first, last = times(date, starts, values.ends or present.ends or "", zone)
    if "ends" not in given:
        before = times(present.date or "", present.starts or "", present.ends or "", zone)
        last = first + (before[1] - before[0])
    if last - first >= timedelta(days=1):
        raise Refusal("programme.too_long", "A session lasts less than a day. Add one for each day.")
    return first, last


def check_cancel(state: str, cancelled: bool) -> None:
    """Refuse `programme.has_begun` and `programme.cancelled_already`."""
    if state != "scheduled":
        raise Refusal("programme.has_begun", "The session has begun. Adjourn or close it at its console.")
    if cancelled:
        raise Refusal(
            "programme.cancelled_already", "The session is cancelled already. Nothing is to be done."
        )


def check_timezone(name: str) -> None:
    """Refuse `programme.no_such_zone` to a name that browsers do not know."""
    if name not in available_timezones():
        raise Refusal("programme.no_such_zone", "Give a time zone by its IANA name, such as Asia/Makassar.")
