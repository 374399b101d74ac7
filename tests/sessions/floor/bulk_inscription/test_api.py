"""The preview of a file over REST, and its inscription."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.journal.models import Entry as Journaled
from foundation.messages.protocol import Done, Refused
from sessions.floor.bulk_inscription.protocol import MAX_ROWS
from sessions.floor.bulk_inscription.sheet import MAX_BYTES
from sessions.floor.models import Entry
from sessions.programme.models import Theme
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db

FILE = """party,kind,mode,on_behalf_of,speaker,theme,Notes
FJ,,,Pacific Islands Forum,Ana,crisis,
Tonga,,,,,,
chile,,video_statement,,,,
Atlantis,,,,,,
TO,intervention,read out,,,recovery,
tonga,,,,,,
"""


@pytest.fixture
def hall(hall: Assembly) -> Assembly:
    crisis = Theme.objects.create(conference=hall.conference, key="crisis", title={"en": "Crisis"})
    recovery = Theme.objects.create(conference=hall.conference, key="recovery", title={"en": "Recovery"})
    hall.session.theme = crisis
    hall.session.save()
    fiji = hall.party("Fiji", code="FJ", theme=crisis)
    hall.person("Ana", "delegate", party=fiji)
    hall.party("Tonga", code="TO", groups=["Pacific Islands Forum"], theme=recovery)
    hall.party("Chile", code="CL")
    return hall


def upload(hall: Assembly, seat: Seat | None, content: bytes, session: int | None = None) -> Any:
    bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}
    path = f"/api/v1/sessions/{session or hall.session.pk}/inscriptions"
    return Client(headers=bearer).post(path, content, content_type="text/csv")


def test_FL3_each_row_is_judged_by_code_and_sentence(hall: Assembly, chair: Seat) -> None:
    body = upload(hall, chair, FILE.encode()).json()
    seen = [(row["line"], row["verdict"], row["code"], row["group_warning"]) for row in body["rows"]]
    assert seen == [
        (2, "good", "", ""),
        (3, "good", "", "Pacific Islands Forum"),
        (4, "refused", "floor.no_video_statement", ""),
        (5, "refused", "inscriptions.unknown_party", ""),
        (6, "elsewhere", "inscriptions.other_theme", ""),
        (7, "refused", "floor.already_inscribed", ""),
    ]
    assert "Atlantis" in body["rows"][3]["message"]
    assert (body["ignored"], body["late"]) == (["notes"], False)
    assert [row["party_theme"] for row in body["rows"]] == ["", "recovery", "", "", "", "recovery"]
    assert Journaled.objects.count() == Entry.objects.count() == 0


def good_rows(body: Any) -> list[Any]:
    return [row["row"] for row in body["rows"] if row["verdict"] == "good"]


def test_FL3_the_good_rows_come_onto_the_list_by_one_event(hall: Assembly, chair: Seat) -> None:
    rows = good_rows(upload(hall, chair, FILE.encode()).json())
    event = hall.done(chair, "floor.inscribe_many", rows=rows).event
    assert event["type"] == "floor.inscribed_many"
    assert [row["group_warning"] for row in event["rows"]] == ["", "Pacific Islands Forum"]
    waiting = Entry.objects.order_by("number")
    assert [(str(e.party), e.on_behalf_of, str(e.speaker or "")) for e in waiting] == [
        ("Fiji", "Pacific Islands Forum", "Ana"),
        ("Tonga", "", ""),
    ]


def test_FL3_nothing_is_half_imported_where_the_list_changed_meanwhile(hall: Assembly, chair: Seat) -> None:
    rows = good_rows(upload(hall, chair, FILE.encode()).json())
    tonga = rows[1]["party"]
    hall.done(chair, "floor.inscribe", party=tonga)
    assert hall.code(chair, "floor.inscribe_many", rows=rows) == "inscriptions.list_changed"
    assert Entry.objects.count() == 1


def test_FL3_a_closed_list_asks_for_a_reason(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "floor.close_list")
    body = upload(hall, chair, b"party\nFJ\n").json()
    assert body["late"] is True
    rows = good_rows(body)
    assert hall.code(chair, "floor.inscribe_many", rows=rows) == "floor.reason_needed"
    event = hall.done(chair, "floor.inscribe_many", rows=rows, reason="On paper").event
    assert (event["late_reason"], Entry.objects.get().late_reason) == ("On paper", "On paper")


def test_a_party_of_another_conference_is_refused(hall: Assembly, chair: Seat) -> None:
    stranger = Assembly().party("Peru")
    assert (
        hall.code(chair, "floor.inscribe_many", rows=[{"party": str(stranger.pk)}]) == "parties.unknown_party"
    )


@pytest.mark.parametrize(
    "rows", [[], [{"party": "1"}] * (MAX_ROWS + 1), [{"party": "1", "kind": "point_of_order"}]]
)
def test_what_no_file_holds_is_no_command(hall: Assembly, chair: Seat, rows: list[Any]) -> None:
    answer = hall.do(chair, "floor.inscribe_many", rows=rows)
    assert isinstance(answer, Refused)
    assert answer.code == "wire.bad_command"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "inscriptions.empty"),
        (b"\xff\xfe\x00", 400, "inscriptions.not_text"),
        (b"party\n" + b"x" * MAX_BYTES, 413, "inscriptions.too_large"),
        (b"party\n" + b"x" * 3_000_000, 413, "inscriptions.too_large"),
        (b"Fiji\n", 400, "inscriptions.no_party_column"),
    ],
)
def test_FL3_garbage_is_a_problem(
    hall: Assembly, chair: Seat, content: bytes, status: int, code: str
) -> None:
    answer = upload(hall, chair, content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_FL3_only_a_moderator_of_this_conference_looks(hall: Assembly, chair: Seat) -> None:
    fiji = hall.delegate("Samoa")
    outsider = Assembly().moderator()
    codes = [upload(hall, seat, b"party\nFJ").json().get("code") for seat in (None, fiji, outsider)]
    assert codes == ["seat.missing", "wire.forbidden", "wire.wrong_conference"]
    assert upload(hall, chair, b"party\nFJ", session=999_999).json()["code"] == "wire.unknown_stream"


def test_FL3_two_hundred_delegations_at_once(hall: Assembly, chair: Seat) -> None:
    for number in range(200):
        hall.party(f"State {number:03}")
    content = "party\n" + "".join(f"State {number:03}\n" for number in reversed(range(200)))
    with CaptureQueriesContext(connection) as looking:
        body = upload(hall, chair, content.encode()).json()
    assert len(looking) < 30
    assert isinstance(hall.do(chair, "floor.inscribe_many", rows=good_rows(body)), Done)
    listed = Entry.objects.order_by("number").values_list("party__name__en", flat=True)
    assert list(listed) == [f"State {number:03}" for number in reversed(range(200))]
