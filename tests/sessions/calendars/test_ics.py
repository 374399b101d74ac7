"""Calendar files after RFC 5545: escaped, folded, with stable ids and time zones."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sessions.calendars.ics import Appointment, calendar

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
SESSION = Appointment(
    "session-4@hall.example",
    AT,
    AT + timedelta(hours=2),
    "Opening",
    sequence=3,
    changed_at=AT - timedelta(days=1),
    location="Ballroom",
    url="https://a.example/c/x",
    notes=("You chair this session.", "Welcome"),
)


def read(content: bytes) -> Any:
    """The calendar as a program reads it."""
    return Calendar.from_ical(content)


def test_a_feed_is_written_as_the_standard_says() -> None:
    lines = calendar([SESSION], "Rivers", "Asia/Makassar").decode().split("\r\n")
    assert lines[:7] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Balai//Balai//EN",
        "NAME:Rivers",
        "X-WR-CALNAME:Rivers",
        "REFRESH-INTERVAL;VALUE=DURATION:PT30M",
        "X-PUBLISHED-TTL:PT30M",
    ]
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert sorted(event) == sorted(
        [
            "BEGIN:VEVENT",
            "SUMMARY:Opening",
            "DTSTART;TZID=Asia/Makassar:20270301T170000",
            "DTEND;TZID=Asia/Makassar:20270301T190000",
            "DTSTAMP:20270228T090000Z",
            "LAST-MODIFIED:20270228T090000Z",
            "UID:session-4@hall.example",
            "SEQUENCE:3",
            "STATUS:CONFIRMED",
            "DESCRIPTION:You chair this session.\\nWelcome",
            "LOCATION:Ballroom",
            "URL:https://a.example/c/x",
        ]
    )
    assert "TZID:Asia/Makassar" in lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_an_e_mail_has_a_method_and_the_moment_when_it_is_written() -> None:
    lines = calendar([SESSION], "Rivers", "UTC", at=AT, method="PUBLISH").decode().split("\r\n")
    assert {"METHOD:PUBLISH", "DTSTAMP:20270301T090000Z"} <= {*lines}


def test_the_times_of_a_zone_with_daylight_saving_are_the_same_moments() -> None:
    winter, summer = datetime(2027, 1, 5, 9, tzinfo=UTC), datetime(2027, 7, 5, 9, tzinfo=UTC)
    held = [Appointment(str(at), at, at + timedelta(hours=1), "x", changed_at=at) for at in (winter, summer)]
    found = read(calendar(held, "", "Europe/Paris"))
    assert [event["DTSTART"].dt.astimezone(UTC) for event in found.walk("VEVENT")] == [winter, summer]
    zones = {part.name for part in found.walk("VTIMEZONE")[0].subcomponents}
    assert zones == {"STANDARD", "DAYLIGHT"}


ZONES = (
    "Asia/Makassar",
    "Europe/Paris",
    "Europe/Dublin",
    "America/New_York",
    "America/Santiago",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Asia/Gaza",
    "Pacific/Chatham",
)


def offset_by(component: Any, local: datetime) -> timedelta:
    """The offset of a local time, from the observances of a VTIMEZONE alone (RFC 5545, 3.6.5)."""
    begun = [part for part in component.subcomponents if part["DTSTART"].dt <= local]
    offset: timedelta = max(begun, key=lambda part: part["DTSTART"].dt)["TZOFFSETTO"].td
    return offset


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2027, pytest.param(2039, marks=pytest.mark.thorough)])
def test_a_program_without_time_zones_of_its_own_finds_the_same_moments(zone: str, year: int) -> None:
    begin = datetime(year, 1, 1, 20, tzinfo=UTC)
    held = [begin + timedelta(days=day) for day in range(365)]
    sessions = [Appointment(str(at), at, at + timedelta(hours=1), "x", changed_at=at) for at in held]
    found = read(calendar(sessions, "", zone))
    [component] = found.walk("VTIMEZONE")
    locals_ = [event["DTSTART"].dt.replace(tzinfo=None) for event in found.walk("VEVENT")]
    assert [local - offset_by(component, local) for local in locals_] == [
        at.replace(tzinfo=None) for at in held
    ]


def test_a_time_zone_says_when_it_changes_in_the_time_before() -> None:
    lines = calendar([SESSION], "", "Europe/Paris").decode().split("\r\n")
    summer = lines.index("DTSTART:20270328T020000")
    assert lines[summer - 1 : summer + 4] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:20270328T020000",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
    ]
    assert not any(line.startswith("COMMENT") for line in lines)


@pytest.mark.parametrize("hour", [0, 1])
def test_a_time_that_clocks_show_twice_is_in_utc(hour: int) -> None:
    at = datetime(2027, 10, 31, hour, 30, tzinfo=UTC)
    content = calendar(
        [Appointment("1", at, at + timedelta(hours=4), "x", changed_at=at)], "", "Europe/Paris"
    )
    assert f"DTSTART:20271031T0{hour}3000Z\r\nDTEND:20271031T0{hour + 4}3000Z" in content.decode()


def test_a_calendar_without_sessions_has_a_component() -> None:
    assert read(calendar([], "Rivers", "Asia/Makassar")).walk("VTIMEZONE")
    assert calendar([], "Rivers", "UTC") == calendar([], "Rivers", "UTC")


def test_a_cancelled_session_stays_as_cancelled() -> None:
    gone = Appointment("1", AT, AT, "x", changed_at=AT, is_cancelled=True)
    [event] = read(calendar([gone], "", "UTC")).walk("VEVENT")
    assert str(event["STATUS"]) == "CANCELLED"


def test_texts_are_escaped() -> None:
    session = Appointment("1", AT, AT, 'Lakes, seas; "rivers" \\ \nand canals', changed_at=AT)
    assert b'SUMMARY:Lakes\\, seas\\; "rivers" \\\\ \\nand canals' in calendar([session], "", "UTC").replace(
        b"\r\n ", b""
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_no_line_has_more_than_75_octets_and_texts_come_back(summary: str) -> None:
    content = calendar([Appointment("1", AT, AT, summary, changed_at=AT)], summary, "UTC")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    content.decode()  # no line end splits a character
    assert all(line.decode() is not None for line in content.split(b"\r\n"))
    [event] = read(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == summary
