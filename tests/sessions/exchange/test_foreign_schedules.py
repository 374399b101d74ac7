"""What pretalx and frab write into schedules besides the usual: all of it is imported, or noted in a sentence."""

import json
from typing import Any

import pytest

from foundation.accounts.models import User
from sessions.parties.models import Participant
from sessions.programme.models import Conference, Session
from tests.sessions.exchange import files
from tests.sessions.exchange.conftest import ExchangeClient

pytestmark = pytest.mark.django_db

ANA = {"code": "A1", "name": "Ana Example", "avatar": None, "biography": None, "public_name": "Ana Example"}
BEN = ANA | {"code": "B2", "name": "Ben Example", "public_name": "Ben Example"}


def imported(exchange: ExchangeClient, *events: dict[str, Any], **conference: Any) -> list[Session]:
    """The sessions that a `schedule.json` makes."""
    exchange.carry_out("programme", files.schedule_json(*events, **conference))
    return list(Session.objects.order_by("starts_at", "pk"))


def person(conference: Conference, name: str) -> Participant:
    account = User.objects.create_guest(name)
    return Participant.objects.create(conference=conference, person=account, name=name, roles=["panellist"])


def speakers(row: Session) -> list[str]:
    return sorted(row.session_roles.values_list("participant__name", flat=True))


def fields(faults: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(each["row"], each["name"], each["column"], each["code"]) for each in faults]


def test_members_without_a_value(exchange: ExchangeClient) -> None:
    names = ("track", "type", "language", "abstract", "description", "subtitle", "persons", "logo")
    [row] = imported(exchange, files.event(**dict.fromkeys(names)))
    assert (row.title, row.description, row.theme, row.kind, row.session_roles.count()) == (
        {"en": "Rivers without borders"}, {}, None, "panel", 0,
    )  # fmt: skip


def test_a_day_ends_after_midnight(exchange: ExchangeClient) -> None:
    late = files.event(guid="late", start="23:30", date="2021-11-16T23:30:00+08:00", duration="01:15")
    night = files.event(guid="night", start="01:00", date="2021-11-17T01:00:00+08:00", title="Night")
    rows = imported(exchange, late, night)
    assert [(row.day.date.isoformat(), row.starts_at.isoformat(), row.ends_at.isoformat()) for row in rows] == [
        ("2021-11-16", "2021-11-16T15:30:00+00:00", "2021-11-16T16:45:00+00:00"),
        ("2021-11-17", "2021-11-16T17:00:00+00:00", "2021-11-16T18:30:00+00:00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "date", ["2021-11-16T02:00:00Z", "2021-11-16T02:00:00+00:00", "2021-11-15T21:00:00-05:00"]
)
def test_a_time_in_another_zone(exchange: ExchangeClient, date: str) -> None:
    [row] = imported(exchange, files.event(date=date, start="21:00"))
    assert row.starts_at.isoformat() == "2021-11-16T02:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("en", "en"),
        ("de-formal", "de"),
        ("EN_us", "en"),
        ("pt-br", "pt-BR"),
        ("zh-hant", "zh-Hant"),
        ("?", "en"),
    ],
)
def test_the_language_of_an_event(exchange: ExchangeClient, written: str, stored: str) -> None:
    [row] = imported(exchange, files.event(language=written))
    assert row.title == {stored: "Rivers without borders"}


def test_events_in_several_languages(exchange: ExchangeClient) -> None:
    imported(
        exchange,
        files.event(),
        files.event(guid="2", language="id", title="Sungai", date="2021-11-17T10:00:00+08:00"),
    )
    assert [row.title for row in Session.objects.order_by("starts_at")] == [
        {"en": "Rivers without borders"}, {"id": "Sungai"},
    ]  # fmt: skip


def test_an_event_that_is_given_twice_has_two_ids(exchange: ExchangeClient) -> None:
    again = files.event(guid="0f3c8a52-7d3e-5d0a-9a59-0c1f6a1d2b12", date="2021-11-17T10:00:00+08:00")
    assert [row.title for row in imported(exchange, files.event(), again)] == [
        {"en": "Rivers without borders"}
    ] * 2


def test_line_ends_of_a_form_and_of_xml_are_one(exchange: ExchangeClient) -> None:
    [row] = imported(exchange, files.event(abstract="One.\r\n\r\nTwo.", description=""))
    assert row.description == {"en": "One.\n\nTwo."}
    written = files.SCHEDULE_XML.replace("Who measures, and who is told.", "One.\n\nTwo.")
    assert exchange.preview("programme", written.encode())["counts"]["same"] == 1


def test_a_long_description_is_cut_and_noted(exchange: ExchangeClient) -> None:
    content = files.schedule_json(files.event(abstract="A " * 1500, description="B " * 1500))
    preview = exchange.preview("programme", content)
    assert (preview["faults"], fields(preview["notes"])) == (
        [], [(1, "Rivers without borders", "description", "description_cut"), *NOBODY],
    )  # fmt: skip
    exchange.carry_out("programme", content)
    description = Session.objects.get().description["en"]
    assert (len(description), description.startswith("A A")) == (4000, True)
    assert exchange.preview("programme", content)["counts"]["same"] == 1


NOBODY = [(1, "Rivers without borders", "speakers", "speaker_unknown")]


def test_what_is_wrong_with_an_event_names_its_column(exchange: ExchangeClient) -> None:
    content = files.schedule_json(
        files.event(guid="1", persons=[], title="T" * 201),
        files.event(guid="2", persons=[], duration="24:00", title="Long"),
        files.event(guid="3" * 65, persons=[], title="Id"),
        files.event(guid="4", persons=[], title="", date="2021-11-20T10:00:00+08:00"),
        files.event(guid="5", persons=[], date="tomorrow", start="25:00", title="Late"),
    )
    assert fields(exchange.preview("programme", content)["faults"]) == [
        (1, "T" * 80, "title", "too_long"),
        (2, "Long", "duration", "duration"),
        (3, "Id", "id", "too_long"),
        (4, "", "title", "required"),
        (5, "Late", "start", "time"),
    ]


def test_known_speakers_come_with_a_new_session_and_others_are_noted(
    exchange: ExchangeClient, conference: Conference
) -> None:
    for name in ("Ana Example", "Cara Example", "Cara Example"):
        person(conference, name)
    cara = ANA | {"name": "Cara Example", "public_name": "Cara Example"}
    content = files.schedule_json(files.event(persons=[ANA, BEN, cara]))
    preview = exchange.preview("programme", content)
    assert fields(preview["notes"]) == [
        (1, "Rivers without borders", "speakers", "speaker_unknown"),
        (1, "Rivers without borders", "speakers", "speaker_ambiguous"),
    ]
    assert [each["values"] for each in preview["notes"]] == [
        {"text": "Ben Example"},
        {"text": "Cara Example"},
    ]
    exchange.carry_out("programme", content)
    row = Session.objects.get()
    assert speakers(row) == ["Ana Example"]
    # Ben comes to the conference later, and the same file is imported again.
    person(conference, "Ben Example")
    exchange.carry_out("programme", files.schedule_json(files.event(persons=[ANA, BEN])))
    assert speakers(row) == ["Ana Example", "Ben Example"]
    # A speaker whom the organiser added by hand stays, as long as the file names somebody who is not here.
    person(conference, "Dan Example")
    exchange.carry_out(
        "programme", files.schedule_json(files.event(persons=[BEN, ANA | {"public_name": "Nobody"}]))
    )
    assert speakers(row) == ["Ana Example", "Ben Example"]


@pytest.mark.parametrize("rooms", [None, {}, []])
def test_a_day_without_rooms(exchange: ExchangeClient, rooms: Any) -> None:
    content = json.loads(files.schedule_json(files.event()))
    days = content["schedule"]["conference"]["days"]
    days.append({"index": 2, "date": "2021-11-17", "rooms": rooms})
    days.append({"index": 3, "date": "2021-11-18", "rooms": {"Plenary Hall": [], "Garden": None}})
    assert exchange.carry_out("programme", json.dumps(content).encode())["added"] == 1


def test_elements_as_older_versions_indent_them(exchange: ExchangeClient) -> None:
    indented = files.SCHEDULE_XML
    for text in ("2021-11-16T10:00:00+08:00", "1:30", "10:00", "Rivers without borders", "Ana Example"):
        indented = indented.replace(f">{text}<", f">\n          {text}\n        <")
    assert indented != files.SCHEDULE_XML
    exchange.carry_out("programme", indented.encode())
    row = Session.objects.get()
    assert (row.title, row.starts_at.isoformat()) == (
        {"en": "Rivers without borders"},
        "2021-11-16T02:00:00+00:00",
    )
