"""Rules for changes of closed sessions (FL25, FL26), and for the times of sessions. Pure."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from foundation.refusals import Refusal

FAR = timedelta(days=14)
"""A day that is farther from all days of a conference may be a slip of the pen, such as another year."""


def nearest_day(day: date, days: Collection[date]) -> date | None:
    """The day of a conference that is nearest to a new one, if that one is far from all of them. Else None."""
    nearest = min(days, key=lambda each: abs(each - day), default=day)
    return nearest if abs(nearest - day) > FAR else None


def check_near(day: date, days: Collection[date], *, is_confirmed: bool) -> None:
    """Check that a new day is near the days of its conference, or that the sender means it.

    Refuses `programme.far_day`.
    """
    nearest = None if is_confirmed else nearest_day(day, days)
    if nearest is not None:
        raise Refusal(
            "programme.far_day",
            f"{day} is far from the days of the conference; the nearest is {nearest}. Correct the date, or confirm it.",
            values={"day": f"{day}", "nearest": f"{nearest}"},
        )


def check_not_closed(state: str) -> None:
    """Check that a session is not closed. Refuses `session.closed`."""
    if state == "closed":
        raise Refusal(
            "session.closed", "The session is closed. Only corrections to its minutes can be added."
        )


def session_times(date: str, starts: str, ends: str, zone: str) -> tuple[datetime, datetime]:
    """The start and the end of a session, in UTC, from a date and two times of day in a time zone.

    An end that is not after the start is on the next day. Refuses `programme.no_such_time`.
    """
    first, last = (
        moment_of_local_time(date, f"{starts}:00", zone),
        moment_of_local_time(date, f"{ends}:00", zone),
    )
    return first, last if last > first else moment_of_local_time(date, f"{ends}:00", zone, days=1)


def in_zone(at: datetime, zone: str) -> datetime:
    """A moment in a time zone."""
    return at.astimezone(ZoneInfo(zone))


def local_times(starts_at: datetime, ends_at: datetime, zone: str) -> dict[str, str]:
    """The `day`, `start` and `end` of a session, in a time zone."""
    starts, ends = in_zone(starts_at, zone), in_zone(ends_at, zone)
    return {"day": starts.date().isoformat(), "start": f"{starts:%H:%M}", "end": f"{ends:%H:%M}"}


def moment_of_local_time(date: str, time: str, zone: str, days: int = 0) -> datetime:
    """The moment, in UTC, of a time of day in a time zone, so many days after a date.

    Refuses `programme.no_such_time`, also for a time that daylight-saving time skips: zoneinfo accepts it, but does not
    convert it back.
    """
    try:
        given = datetime.fromisoformat(f"{date}T{time}") + timedelta(days=days)
        there = given.replace(tzinfo=ZoneInfo(zone))
        found = there.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _no_such_time_refusal(date, time) from None
    if in_zone(found, zone).replace(tzinfo=None) != given:
        raise _no_such_time_refusal(f"{given.date()}", time)
    return found


def _no_such_time_refusal(date: str, time: str) -> Refusal:
    return Refusal(
        "programme.no_such_time", f"There is no {date} {time[:5]} at the venue. Give another date or time."
    )
