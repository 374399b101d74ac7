"""Time zones of iCalendar files (RFC 5545, 3.6.5): the changes of a zone's offset around the times in a file."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

STEP = timedelta(days=1)
"""No offset of a time zone is in force for less."""


@lru_cache(maxsize=64)
def time_zone(name: str, first_year: int, last_year: int) -> Timezone:
    """The component VTIMEZONE of a zone, with each change of its offset from one year to another."""
    zone = ZoneInfo(name)
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    made = Timezone()
    made.add("TZID", name)
    made.add_component(_observance(zone, at, at))
    while at < end:
        following = at + STEP
        if _offset_and_name(zone, at) != _offset_and_name(zone, following):
            made.add_component(_observance(zone, *_moments_of_change(zone, at, following)))
        at = following
    return made


def _offset_and_name(zone: ZoneInfo, at: datetime) -> tuple[timedelta | None, str | None]:
    local = at.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _moments_of_change(zone: ZoneInfo, before: datetime, after: datetime) -> tuple[datetime, datetime]:
    """The last second before a change of the offset, and the first one after it."""
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _offset_and_name(zone, middle) == _offset_and_name(zone, before):
            before = middle
        else:
            after = middle
    return before, after


def _observance(zone: ZoneInfo, before: datetime, after: datetime) -> TimezoneStandard | TimezoneDaylight:
    """The component for the time from a change of the offset on. Its start is in the local time that was valid before
    the change (RFC 5545, 3.8.2.4).
    """
    offset_before = before.astimezone(zone).utcoffset()
    local = after.astimezone(zone)
    assert offset_before is not None
    made = TimezoneDaylight() if local.dst() else TimezoneStandard()
    made.DTSTART = (after + offset_before).replace(tzinfo=None)
    made.TZOFFSETFROM = offset_before
    made.TZOFFSETTO = local.utcoffset()
    made.add("TZNAME", local.tzname() or zone.key)
    return made
