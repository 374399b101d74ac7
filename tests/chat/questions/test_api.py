"""Questions over REST: pages, filters, and what only moderators may find."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> Assembly:
    """Five questions: of Fiji, of Chile, of Fiji anonymously, a pending one of Chile, and one of a guest."""
    for seat, text, fields in [
        (fiji, "Who pays for the cable?", {"language": "en"}),
        (chile, "Who decides?", {"addressee": "chair", "language": "es"}),
        (fiji, "Who is late?", {"anonymous": True}),
        (chile, "Is it secret?", {}),
        (hall.guest(), "Who pays for the ship?", {}),
    ]:
        hall.done(seat, "question.ask", text=text, **fields)
    for number in "1235":
        hall.done(chair, "question.approve", question=number)
    for number, voters in (("2", 3), ("5", 1)):
        for _ in range(voters):
            hall.do(hall.guest(), "question.vote", question=number)
    return hall


def get(hall: Assembly, seat: Seat | None, **query: str) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}
    return Client(headers=headers).get(f"/api/v1/sessions/{hall.session.pk}/questions", query)


def found(hall: Assembly, seat: Seat, **query: str) -> list[str]:
    answer = get(hall, seat, **query)
    assert answer.status_code == 200, answer.content
    return [item["id"] for item in answer.json()["items"]]


def test_orders_and_pages(asked: Assembly, fiji: Seat) -> None:
    assert found(asked, fiji) == ["1", "2", "3", "5"]
    assert found(asked, fiji, order="newest") == ["5", "3", "2", "1"]
    assert found(asked, fiji, order="votes") == ["2", "5", "1", "3"]
    for order, pages in [("asked", [["1", "2"], ["3", "5"]]), ("votes", [["2", "5"], ["1", "3"]])]:
        first = get(asked, fiji, order=order, limit="2").json()
        second = get(asked, fiji, order=order, limit="2", after=first["next"]).json()
        assert [[item["id"] for item in page["items"]] for page in (first, second)] == pages
        assert (second["next"], first["total"]) == (None, 4)


@pytest.mark.parametrize(
    ("order", "after", "rest"), [("asked", "2", ["3", "5"]), ("newest", "3", ["2", "1"])]
)
def test_a_page_goes_on_after_a_question_that_is_shown_no_more(
    asked: Assembly, chair: Seat, fiji: Seat, order: str, after: str, rest: list[str]
) -> None:
    asked.done(chair, "question.dismiss", question=after, reason="Asked before.")
    assert found(asked, fiji, order=order, after=after) == rest


def test_filters(asked: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> None:
    asked.done(chair, "question.label", question="1", labels=["Funds"])
    assert found(asked, fiji, q="who PAYS") == ["1", "5"]
    assert found(asked, fiji, language="es") == found(asked, fiji, addressee="chair") == ["2"]
    assert found(asked, chair, label="Funds") == ["1"]
    assert found(asked, chair, state="pending") == ["4"]


def test_no_filter_tells_what_only_moderators_know(
    asked: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    asked.done(chair, "question.label", question="1", labels=["Funds"])
    assert found(asked, chile, state="pending") == []
    assert found(asked, chile, party=str(fiji.party)) == ["1"]
    assert found(asked, chair, party=str(fiji.party)) == ["1", "3"]
    assert found(asked, chile, q="Delegate of Fiji") == []
    assert found(asked, chair, q="Delegate of Fiji") == ["1", "3"]
    refused = get(asked, chile, label="Funds")
    assert (refused.status_code, refused.json()["code"]) == (403, "wire.forbidden")


def test_hidden_votes_cannot_be_read_from_the_order(asked: Assembly, chair: Seat, fiji: Seat) -> None:
    asked.done(chair, "question.set_policy", hides_votes=True)
    answer = get(asked, fiji, order="votes")
    assert (answer.json()["votes"], found(asked, fiji, order="votes")) == ({}, ["1", "2", "3", "5"])
    assert found(asked, chair, order="votes")[:2] == ["2", "5"]


@pytest.mark.parametrize(
    "query",
    [{"order": "worst"}, {"limit": "0"}, {"limit": "1000"}, {"after": "x"}, {"state": "lost"}, {"nope": "1"}],
)
def test_bad_queries_are_refused(asked: Assembly, fiji: Seat, query: dict[str, str]) -> None:
    assert get(asked, fiji, **query).status_code == 400


def test_similar_questions_are_for_moderators(asked: Assembly, chair: Seat, fiji: Seat) -> None:
    def similar(seat: Seat, number: str) -> Any:
        headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
        return Client(headers=headers).get(f"/api/v1/sessions/{asked.session.pk}/questions/{number}/similar")

    assert [item["id"] for item in similar(chair, "1").json()["items"]][:1] == ["5"]
    assert (similar(fiji, "1").status_code, similar(chair, "99").status_code) == (403, 404)
