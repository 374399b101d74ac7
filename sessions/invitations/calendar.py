"""Writes iCalendar files (RFC 5545). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

MAX_OCTETS = 75
"""The longest line, without its end (RFC 5545, 3.1)."""

ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
"""How characters are written in a text (RFC 5545, 3.3.11)."""


@dataclass(frozen=True)
class Appointment:
    """An event of a calendar. A calendar that receives it again recognises it by its `uid`."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str = ""
    url: str = ""


def calendar(appointments: Sequence[Appointment], name: str, at: datetime) -> str:
    """A calendar that is published (RFC 5546, METHOD:PUBLISH). Moments are in UTC. `at` is when it is written."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Balai//Balai//EN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for appointment in appointments for line in _event(appointment, at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(appointment: Appointment, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(appointment.uid)}"
    yield f"DTSTAMP:{_moment(at)}"
    # A calendar replaces an event that it has by one with a higher number: seconds rise with each e-mail.
    yield f"SEQUENCE:{int(at.timestamp()) % 2**31}"
    yield f"DTSTART:{_moment(appointment.starts_at)}"
    yield f"DTEND:{_moment(appointment.ends_at)}"
    yield f"SUMMARY:{_text(appointment.summary)}"
    if appointment.location:
        yield f"LOCATION:{_text(appointment.location)}"
    if appointment.url:
        yield f"URL:{appointment.url}"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return text.translate(ESCAPED)


def _folded(line: str) -> Iterable[str]:
    """The lines of a content line. Each but the first begins with a space, and none splits a character."""
    lines, room = [""], MAX_OCTETS
    for character in line:
        octets = len(character.encode())
        if octets > room:
            lines.append(" ")
            room = MAX_OCTETS - 1
        lines[-1] += character
        room -= octets
    return lines
