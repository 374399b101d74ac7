"""Calendar files after RFC 5545: escaped, folded, with stable ids."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sessions.invitations.calendar import Appointment, calendar

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
SESSION = Appointment(
    "session-4@hall.example", AT, AT + timedelta(hours=2), "Opening", "Ballroom", "https://a.example/c/x"
)


def unfolded(text: str) -> list[str]:
    """The content lines of a file (RFC 5545, 3.1)."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_calendar_is_written_as_the_standard_says() -> None:
    assert calendar([SESSION], "Rivers", AT).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Balai//Balai//EN",
        "METHOD:PUBLISH",
        "NAME:Rivers",
        "X-WR-CALNAME:Rivers",
        "BEGIN:VEVENT",
        "UID:session-4@hall.example",
        "DTSTAMP:20270301T090000Z",
        "SEQUENCE:1803891600",
        "DTSTART:20270301T090000Z",
        "DTEND:20270301T110000Z",
        "SUMMARY:Opening",
        "LOCATION:Ballroom",
        "URL:https://a.example/c/x",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_texts_are_escaped() -> None:
    session = Appointment("1", AT, AT, 'Lakes, seas; "rivers" \\ \nand\r canals')
    assert 'SUMMARY:Lakes\\, seas\\; "rivers" \\\\ \\nand canals' in unfolded(calendar([session], "", AT))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_line_has_more_than_75_octets_and_none_splits_a_character(summary: str) -> None:
    text = calendar([Appointment("1", AT, AT, summary)], "", AT)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    line = next(line for line in unfolded(text) if line.startswith("SUMMARY:"))
    escaped = line.removeprefix("SUMMARY:")
    plain = escaped.replace("\\\\", "\0").replace("\\;", ";").replace("\\,", ",").replace("\\n", "\n")
    assert plain.replace("\0", "\\") == summary


def test_moments_of_any_zone_are_in_utc() -> None:
    later = datetime.fromisoformat("2027-03-01T17:00:00+08:00")
    assert "DTSTART:20270301T090000Z" in calendar([Appointment("1", later, later, "x")], "", AT)
