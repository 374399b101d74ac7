"""Polls over REST: who reads what, drafts of organisers, and answers by name."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from tests.chat.polls.test_services import answer, prepare
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Organiser", "organiser")


def ask(hall: Assembly, seat: Seat, method: str, path: str = "", body: Any = None, **headers: str) -> Any:
    client = Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}", **headers})
    address = f"/api/v1/sessions/{hall.session.pk}/polls{path}"
    return getattr(client, method)(address, body, content_type="application/json")


DRAFT = {"kind": "single", "question": "Go on?", "options": ["Yes", "No"]}


def test_an_organiser_prepares_changes_and_deletes_a_poll(
    hall: Assembly, organiser: Seat, fiji: Seat
) -> None:
    made = ask(hall, organiser, "post", "", DRAFT, **{"Idempotency-Key": "k"})
    again = ask(hall, organiser, "post", "", DRAFT, **{"Idempotency-Key": "k"})
    assert (made.status_code, again.json()) == (201, made.json())
    assert [item["id"] for item in ask(hall, organiser, "get").json()["items"]] == ["1"]
    assert ask(hall, fiji, "get").json()["items"] == []
    assert ask(hall, fiji, "get", "/1").json()["code"] == "poll.unknown"
    tag = ask(hall, organiser, "get", "/1").headers["ETag"]
    changed = {**DRAFT, "question": "Stop?", "anonymous": False}
    assert ask(hall, organiser, "put", "/1", changed, **{"If-Match": tag}).json()["question"] == "Stop?"
    assert ask(hall, organiser, "put", "/1", changed, **{"If-Match": tag}).json()["code"] == "http.changed"
    assert ask(hall, organiser, "delete", "/1").status_code == 204
    assert ask(hall, organiser, "get").json()["items"] == []


def test_an_organiser_orders_drafts_and_restores_one(hall: Assembly, organiser: Seat) -> None:
    for question in ("One?", "Two?"):
        ask(hall, organiser, "post", "", {**DRAFT, "question": question})
    tag = ask(hall, organiser, "get", "/2").headers["ETag"]
    moved = ask(hall, organiser, "post", "/2/move", {"position": 0}, **{"If-Match": tag})
    assert (moved.status_code, moved.json()["position"]) == (200, 1)
    again = ask(hall, organiser, "post", "/2/move", {"position": 1}, **{"If-Match": tag})
    assert (again.status_code, again.json()["code"]) == (412, "http.changed")
    named_twice = ask(hall, organiser, "post", "/2/move", {"position": 1, "poll": "1"})
    assert named_twice.json()["code"] == "wire.bad_command"
    assert ask(hall, organiser, "delete", "/2").status_code == 204
    assert ask(hall, organiser, "get", "/2").json()["code"] == "poll.unknown"
    back = ask(hall, organiser, "post", "/2/restore", **{"Idempotency-Key": "k"})
    assert (back.status_code, back.json()) == (201, moved.json())
    assert back.headers["Location"] == f"/api/v1/sessions/{hall.session.pk}/polls/2"
    assert ask(hall, organiser, "post", "/2/restore", **{"Idempotency-Key": "k"}).json() == back.json()
    assert ask(hall, organiser, "post", "/2/restore").json()["code"] == "poll.unknown"


def test_others_prepare_none(hall: Assembly, fiji: Seat) -> None:
    for method, path in (
        ("post", ""),
        ("put", "/1"),
        ("delete", "/1"),
        ("post", "/1/move"),
        ("post", "/1/restore"),
    ):
        assert ask(hall, fiji, method, path, DRAFT).json()["code"] == "wire.forbidden"
    assert (
        ask(hall, hall.moderator(), "post", "", {**DRAFT, "options": ["Yes"]}).json()["code"]
        == "poll.options"
    )


def test_the_result_of_an_open_poll_is_told_to_those_who_may_know_it(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    prepare(hall, chair, results="after")
    answer(hall, fiji, "1", 2)
    assert ask(hall, fiji, "get", "/1").json()["result"] is None
    assert ask(hall, chair, "get", "/1").json()["result"]["counts"] == [0, 1, 0]
    hall.done(chair, "poll.close", poll="1")
    assert ask(hall, fiji, "get", "/1").json()["result"]["counts"] == [0, 1, 0]


def test_answers_by_name_are_a_file_for_staff_after_the_closing(
    hall: Assembly, chair: Seat, organiser: Seat, fiji: Seat
) -> None:
    prepare(hall, chair, "ranking", anonymous=False, options=["=SUM(A1)", "No", "Later"])
    answer(hall, fiji, "1", 1, 3)
    answer(hall, hall.guest("Ana", network="n"), "1", 2)
    path = "/1/answers.csv"
    assert ask(hall, organiser, "get", path).json()["code"] == "poll.not_closed"
    hall.done(chair, "poll.close", poll="1")
    assert ask(hall, fiji, "get", path).json()["code"] == "wire.forbidden"
    for seat in (chair, organiser):
        lines = ask(hall, seat, "get", path).content.decode("utf-8-sig").splitlines()
        assert lines == [
            "poll,question,name,guest,party,answer",
            "1,Shall we go on?,Ana,yes,,No",
            "1,Shall we go on?,Delegate of Fiji,no,Fiji,'=SUM(A1) | Later",
        ]


def test_of_an_anonymous_poll_nobody_gets_answers(hall: Assembly, chair: Seat, organiser: Seat) -> None:
    prepare(hall, chair)
    answer(hall, hall.guest("Ana"), "1", 2)
    for _ in range(2):
        for seat in (chair, organiser):
            assert ask(hall, seat, "get", "/1/answers.csv").json()["code"] == "poll.anonymous"
        hall.do(chair, "poll.close", poll="1")


def test_the_minutes_for_people_name_each_poll_and_nobody(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    prepare(hall, chair, anonymous=False)
    answer(hall, hall.guest("Ana"), "1", 2)
    hall.done(chair, "poll.close", poll="1")
    client = Client(headers={"Authorization": f"Bearer {seats.sign(fiji)[0]}"})
    minutes = client.get(f"/api/v1/sessions/{hall.session.pk}/minutes").json()
    (polls,) = (each for each in minutes["sections"] if each["name"] == "polls")
    assert polls["title"] == "Polls of participants"
    assert [[cell["text"] for cell in row["cells"]][2:] for row in polls["rows"]] == [
        ["one option", "Shall we go on?", "", "1"],
        ["one option", "Shall we go on?", "Yes", "0"],
        ["one option", "Shall we go on?", "No", "1"],
        ["one option", "Shall we go on?", "Later", "0"],
    ]
    assert "Ana" not in str(minutes)
