"""The acts in the minutes, and their export for the staff (FL8, FL24)."""

import csv
import io
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from config.concepts import REGISTRY
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.messages.protocol import Event
from foundation.messages.schema import type_of
from sessions.floor import services
from sessions.floor.core import speakers_list
from sessions.minutes.acts import ACTS, NO_ACTS
from sessions.models import Participant
from tests.sessions.minutes.test_api import get, section
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db

OF_THE_FLOOR = ("floor.", "session.", "rollcall.", "decision.", "vote.", "proposal.")


def export(hall: Assembly, seat: Seat, ending: str = "", language: str = "en") -> Any:
    bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    return Client().get(
        f"/api/v1/sessions/{hall.session.pk}/acts{ending}?language={language}", headers=bearer
    )


def told(hall: Assembly, seat: Seat, *columns: str) -> list[tuple[str, ...]]:
    rows = section(get(hall, seat=seat).json(), "acts")
    return [tuple(row.get(column, "") for column in columns) for row in rows]


@pytest.fixture
def guest(hall: Assembly) -> Seat:
    return hall.guest()


@pytest.fixture
def acted(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, moment: list[datetime]) -> Assembly:
    """The chair moves, the desk strikes, a budget is set, and two parties change places."""
    desk = hall.person("Desk of the hall", "operator")
    hall.done(chair, "floor.seat", slot="chair", participant=chair.participant)
    for seat in (fiji, chile):
        hall.done(seat, "floor.inscribe")
    hall.done(desk, "floor.inscribe", party=fiji.party, kind="intervention")
    hall.done(chair, "floor.move", entry="2", moves=0, before="1", before_moves=0, reason="=Early flight")
    hall.done(chair, "floor.set_budget", minutes=30)
    hall.done(fiji, "floor.propose_swap", entry="1", with_entry="2")
    hall.done(chile, "floor.answer_swap", swap="1", agrees=True)
    hall.done(desk, "floor.withdraw", entry="3")
    return hall


def test_FL24_the_acts_say_who_did_what_when_and_why(acted: Assembly, guest: Seat) -> None:
    assert told(acted, guest, "event", "party", "details", "reason", "role", "by", "delegation") == [
        ("Chair taken", "", "chair", "", "moderator", "Chair", ""),
        ("Put on the list by others", "Fiji", "intervention", "", "operator", "", ""),
        ("Moved in the list", "Chile", "from place 2 to place 1", "=Early flight", "chair", "Chair", ""),
        (
            "Places exchanged", "Fiji", "now at place 1, and Chile at place 2", "", "delegate", "Delegate of Chile",
            "Chile",
        ),
        ("Struck from the list", "Fiji", "", "", "operator", "", ""),
    ]  # fmt: skip


def test_the_budget_stands_in_the_minutes_once_the_session_is_closed(
    acted: Assembly, chair: Seat, guest: Seat
) -> None:
    acted.done(chair, "session.close")
    assert ("Time budget set", "until 13:50:00") in told(acted, guest, "event", "details")


def test_FL19_a_call_of_who_is_not_ready_says_so(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, guest: Seat
) -> None:
    """Nobody of the two parties is connected."""
    hall.done(fiji, "floor.inscribe", kind="motion", motion="closure_of_debate")
    hall.done(chair, "floor.recognise", entry="1", token=0, confirmed=True)
    hall.done(chile, "floor.speak_on_motion", motion="1", side="against")
    hall.done(chair, "floor.hear_on_motion", entry="2", token=1, confirmed=True)
    assert told(hall, guest, "event", "details") == [
        ("Point of order or motion heard", "closure of the debate, although not ready"),
        ("Floor given on a motion", "against, although not ready"),
    ]


def test_what_the_server_did_by_itself_says_so(hall: Assembly, chair: Seat, guest: Seat) -> None:
    services.apply_by_time(hall.session.pk, lambda floor, now: speakers_list.close_list(floor))
    assert told(hall, guest, "event", "role", "by") == [("List of speakers closed", "the system", "")]


def test_the_staff_exports_all_names_and_what_moderators_alone_were_told(
    acted: Assembly, chair: Seat
) -> None:
    answer = export(acted, chair)
    acts = answer.json()["acts"]
    assert [act["event"] for act in acts] == [
        "floor.seated", "floor.inscribed", "floor.moved", "floor.budget_set", "floor.swapped", "floor.withdrawn",
    ]  # fmt: skip
    assert acts[-1] == {
        "act": acts[-1]["act"], "at": "2021-11-16T05:20:00.000Z", "event": "floor.withdrawn", "entry": 3, "turn": None,
        "party": "Fiji", "party_code": "", "details": "", "reason": "", "role": "operator", "by": "Desk of the hall",
        "delegation": "",
    }  # fmt: skip
    assert answer["Cache-Control"] == "no-store"


def test_the_export_as_a_table_is_safe_in_a_spreadsheet(acted: Assembly, chair: Seat) -> None:
    answer = export(acted, chair, ".csv", "id")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].endswith('-acts-for-staff.csv"')
    text = answer.content.decode("utf-8-sig")
    moved = next(
        row for row in csv.DictReader(io.StringIO(text, newline="")) if row["event"] == "floor.moved"
    )
    assert (moved["reason"], moved["details"], moved["by"], moved["entry"]) == (
        "'=Early flight", "dari tempat 2 ke tempat 1", "Chair", "2",
    )  # fmt: skip
    budget = next(row for row in csv.DictReader(io.StringIO(text, newline="")) if "budget" in row["event"])
    assert budget["details"] == "sampai 2021-11-16 13:50:00"


def test_the_export_is_for_the_staff_alone(hall: Assembly) -> None:
    may = {
        role
        for role in ("moderator", "operator", "organiser", "delegate", "panellist", "interpreter", "audience")
        if export(hall, hall.person("Someone", role)).status_code == 200
    }
    assert may == {"moderator", "operator", "organiser"}
    assert export(hall, Assembly().moderator()).json()["code"] == "wire.wrong_conference"
    for ending in ("", ".csv"):
        assert (
            Client().get(f"/api/v1/sessions/{hall.session.pk}/acts{ending}").json()["code"] == "seat.missing"
        )
        assert export(hall, hall.guest(), ending).json()["code"] == "wire.forbidden"


def test_somebody_who_was_erased_keeps_the_other_name(acted: Assembly, chair: Seat, guest: Seat) -> None:
    Participant.objects.filter(pk=chair.participant).update(name="Erased person")
    assert told(acted, guest, "by")[0] == ("Erased person",)


def test_every_event_of_floor_and_session_is_an_act_or_none() -> None:
    events = {
        name
        for concept in REGISTRY.concepts
        if concept.protocol
        for name in _events(concept.protocol)
        if name.startswith(OF_THE_FLOOR)
    }
    assert events == {*ACTS} | NO_ACTS


def _events(protocol: Any) -> set[str]:
    found = (each for each in vars(protocol).values() if isinstance(each, type) and issubclass(each, Event))
    return {type_of(each) for each in found if "type" in each.model_fields}
