"""Writes iCalendar files (RFC 5545) of sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from sessions.calendars.zones import time_zone

REFRESH = timedelta(minutes=30)
"""How often a calendar program is asked to read a feed again (RFC 7986, 5.7)."""


EMPTY = datetime(2021, 1, 1, tzinfo=UTC)
"""The year for which a calendar without sessions describes its time zone."""


@dataclass(frozen=True)
class Appointment:
    """A session as calendars show it. A calendar program recognises it by `uid` when it reads it again.

    `sequence` counts the changes that calendars show, and `changed_at` is the time of the last one. `notes` are lines
    of its description.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    sequence: int = 0
    changed_at: datetime | None = None
    is_cancelled: bool = False
    location: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


def calendar(
    appointments: Sequence[Appointment],
    name: str,
    zone: str,
    *,
    at: datetime | None = None,
    method: Literal["PUBLISH", ""] = "",
) -> bytes:
    """A calendar, with the time zone in which its times are.

    An e-mail has a `method` (RFC 5546), and its stamps are `at`, when it is written. A feed has none, and its stamps
    are those of the last changes: the same content gives the same file.
    """
    made = Calendar()
    made.add("PRODID", "-//Balai//Balai//EN")
    made.add("VERSION", "2.0")
    if method:
        made.add("METHOD", method)
    for of_name in ("NAME", "X-WR-CALNAME"):
        # icalendar does not know that these are texts, and would escape nothing.
        made.add(of_name, vText(name))
    if not method:
        made.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
        made.add("X-PUBLISHED-TTL", "PT30M")
    # Also in a calendar without sessions, because a calendar has at least one component (RFC 5545, 3.6).
    moments = [each for one in appointments for each in (one.starts_at, one.ends_at)] or [EMPTY]
    made.add_component(time_zone(zone, min(moments).year - 1, max(moments).year + 1))
    for appointment in appointments:
        made.add_component(_event(appointment, ZoneInfo(zone), at))
    written: bytes = made.to_ical()
    return written


def _event(appointment: Appointment, zone: ZoneInfo, at: datetime | None) -> Event:
    event = Event()
    event.add("UID", appointment.uid)
    stamp = at or appointment.changed_at
    assert stamp is not None  # a feed knows when its sessions changed
    event.add("DTSTAMP", stamp.replace(microsecond=0))
    event.add("SEQUENCE", appointment.sequence)
    if appointment.changed_at is not None:
        event.add("LAST-MODIFIED", appointment.changed_at.replace(microsecond=0))
    times = (appointment.starts_at, appointment.ends_at)
    if any(_is_ambiguous(each, zone) for each in times):
        # Programs differ in which of the two moments they take.
        zone = ZoneInfo("UTC")
    for name, each in zip(("DTSTART", "DTEND"), times, strict=True):
        event.add(name, each.astimezone(zone))
    event.add("SUMMARY", appointment.summary)
    event.add("STATUS", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    if appointment.notes:
        event.add("DESCRIPTION", "\n".join(appointment.notes))
    if appointment.location:
        event.add("LOCATION", appointment.location)
    if appointment.url:
        event.add("URL", appointment.url)
    return event


def _is_ambiguous(at: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks show the local time of a moment twice, because they are put back around it."""
    local = at.astimezone(zone)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
