"""Every calendar keeps the rules of RFC 5545, whatever the texts in it are, read without a library."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from sessions.calendars.ics import Appointment, calendar
from tests.support.tier import THOROUGH

PARAMETER = r"[A-Z0-9-]+=(?:[^\x00-\x1f\x7f\";:,]*|\"[^\x00-\x1f\x7f\"]*\")"
LINE = re.compile(rf"([A-Z0-9-]+)((?:;{PARAMETER})*):([^\x00-\x08\x0a-\x1f\x7f]*)")
"""A content line (3.1): name, parameters, and a value without control characters but tabs."""

TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
"""A TEXT value (3.3.11)."""

TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "TZNAME", "UID", "PRODID"}
UTC_TIME, LOCAL_TIME = re.compile(r"\d{8}T\d{6}Z"), re.compile(r"\d{8}T\d{6}")
ONCE = {
    "VCALENDAR": {"PRODID", "VERSION", "NAME", "X-WR-CALNAME"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
"""The properties that a component has exactly once (3.6, 3.6.1, 3.6.5)."""

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)
lines = st.lists(words, max_size=3).map(tuple)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)
appointments = st.builds(
    Appointment,
    uid=st.integers(1).map("session-{}.rivers@hall.example".format),
    starts_at=moments,
    ends_at=moments,
    summary=words,
    sequence=st.integers(0, 10_000),
    changed_at=moments,
    is_cancelled=st.booleans(),
    location=words,
    url=st.just("https://hall.example/c/rivers/session/4"),
    notes=lines,
).map(lambda one: _lasting(one))
zones = st.sampled_from(["UTC", "Asia/Makassar", "Europe/Paris", "Australia/Lord_Howe", "America/St_Johns"])


def _lasting(one: Appointment) -> Appointment:
    return Appointment(**{**vars(one), "ends_at": one.starts_at + timedelta(hours=2)})


def content_lines(content: bytes) -> list[str]:
    """The unfolded lines of a file. Each ends by CRLF, and has at most 75 octets of whole characters."""
    assert content.endswith(b"\r\n")
    folded = content.split(b"\r\n")[:-1]
    assert not any(b"\r" in line or b"\n" in line for line in folded)
    assert max(map(len, folded)) <= 75
    for line in folded:
        line.decode()
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def check(content: bytes) -> None:
    """Check a calendar against the grammar, and each component for the properties that it has once."""
    open_components: list[tuple[str, Counter[str]]] = []
    zones, used = set(), set()
    for line in content_lines(content):
        found = LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found.groups()
        if name == "BEGIN":
            open_components.append((value, Counter()))
            continue
        if name == "END":
            component, properties = open_components.pop()
            assert component == value
            assert {each: properties[each] for each in ONCE[component]} == dict.fromkeys(ONCE[component], 1)
            continue
        component, properties = open_components[-1]
        properties[name] += 1
        if name in TEXTS:
            assert TEXT.fullmatch(value), line
        if name in ("DTSTAMP", "LAST-MODIFIED"):
            assert UTC_TIME.fullmatch(value), line
        if name in ("DTSTART", "DTEND"):
            assert (UTC_TIME if component == "VEVENT" and not parameters else LOCAL_TIME).fullmatch(value)
            used |= {parameters.removeprefix(";TZID=")} - {""}
        if name == "TZID":
            zones.add(value)
        if name == "SEQUENCE":
            assert value.isdecimal()
        if name == "STATUS":
            assert value in ("CONFIRMED", "CANCELLED")
    assert not open_components
    assert used <= zones


@settings(max_examples=100 if THOROUGH else 25)
@given(st.lists(appointments, max_size=3, unique_by=lambda one: one.uid), words, zones)
def test_each_feed_keeps_the_rules_and_comes_back(held: list[Appointment], name: str, zone: str) -> None:
    content = calendar(held, name, zone)
    check(content)
    assert b"METHOD" not in content.split(b"\r\n", 8)
    found = Calendar.from_ical(content).walk("VEVENT")
    assert [(str(one["UID"]), one["DTSTART"].dt, one["DTEND"].dt) for one in found] == [
        (one.uid, one.starts_at, one.ends_at) for one in held
    ]
    assert [str(one["SUMMARY"]) for one in found] == [one.summary for one in held]
    assert [str(one.get("DESCRIPTION", "")) for one in found] == ["\n".join(one.notes) for one in held]


@given(appointments, st.sampled_from(["PUBLISH", ""]))
def test_only_an_e_mail_has_a_method(one: Appointment, method: Literal["PUBLISH", ""]) -> None:
    content = calendar([one], "Rivers", "Asia/Makassar", at=one.starts_at, method=method)
    check(content)
    assert [line for line in content_lines(content) if line.startswith("METHOD")] == [
        f"METHOD:{method}"
    ] * bool(method)
