"""When the sessions of a copied conference begin and end. Pure."""

from datetime import date, datetime, timedelta

from sessions.programme.rules import in_zone, moment_of_local_time


def parse_day(given: str) -> date:
    """The day that a command names. Refuses `programme.no_such_time` for a day that does not exist."""
    return moment_of_local_time(given, "00:00:00", "UTC").date()


def shifted_times(
    starts_at: datetime, ends_at: datetime, shift: timedelta, zone: str, new_zone: str
) -> tuple[datetime, datetime]:
    """The start and end of a copied session: `shift` days later, at the same times of day, in another time zone.

    Refuses `programme.no_such_time` for a time of day that daylight-saving time skips there.
    """
    first, last = (
        _shifted_moment(starts_at, shift, zone, new_zone),
        _shifted_moment(ends_at, shift, zone, new_zone),
    )
    # Clocks are put back between the two, so the end comes twice in the original and once in the copy.
    return first, last if last > first else first + (ends_at - starts_at)


def _shifted_moment(at: datetime, shift: timedelta, zone: str, new_zone: str) -> datetime:
    there = in_zone(at, zone)
    # Time of day in seconds: a plan that was imported may have them.
    return moment_of_local_time(there.date().isoformat(), f"{there:%H:%M:%S}", new_zone, days=shift.days)
