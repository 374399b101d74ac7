"""Reactions over REST: what each reader is told, and one's own reaction set and withdrawn."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.api_tokens import services as tokens
from sessions.models import Outcome
from tests.chat.reactions.conftest import act, batch, publish
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def ask(hall: Assembly, seat: Seat | None, method: str = "GET", path: str = "") -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}
    address = f"/api/v1/sessions/{hall.session.pk}/reactions{path}"
    return Client(headers=headers).generic(method, address)


def items(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.content
    return {each["item"]: each for each in answer.json()["items"]}


def test_each_reader_is_told_of_what_it_sees(
    hall: Assembly, statement: str, over: Assembly, fiji: Seat
) -> None:
    publish(hall, "recording", "delegations")
    batch(hall.stream, [(fiji, act(statement)), (fiji, act("recording", "thanks")), (fiji, act("minutes"))])
    assert items(ask(hall, fiji)) == {
        statement: {"item": statement, "row": "written/1", "counts": {"agree": 1}, "mine": ["agree"]},
        "recording": {"item": "recording", "row": "", "counts": {"thanks": 1}, "mine": ["thanks"]},
        "minutes": {"item": "minutes", "row": "", "counts": {"agree": 1}, "mine": ["agree"]},
    }
    of_guest = items(ask(hall, hall.guest()))
    assert [(each["item"], each["counts"], each["mine"]) for each in of_guest.values()] == [
        (statement, {"agree": 1}, []),
        ("minutes", {"agree": 1}, []),
    ]
    assert ask(hall, None).json()["code"] == "seat.missing"
    publish(hall, "recording", "everyone")
    assert list(items(ask(hall, None))) == ["recording"]


def test_a_reaction_is_set_and_withdrawn(hall: Assembly, statement: str, fiji: Seat) -> None:
    path = f"/{statement}/question"
    for _ in range(2):
        assert items(ask(hall, fiji, "PUT", path))[statement]["counts"] == {"question": 1}
    assert items(ask(hall, fiji, "DELETE", path))[statement]["mine"] == []
    assert ask(hall, None, "PUT", path).json()["code"] == "seat.missing"
    answer = ask(hall, fiji, "PUT", "/minutes/agree")
    assert (answer.status_code, answer.json()["code"]) == (404, "reaction.not_released")
    for wrong in ("/questions/agree", "/minutes/love"):
        assert ask(hall, fiji, "PUT", wrong).json()["code"] == "wire.bad_command"


def test_where_the_organiser_takes_none_there_are_none(hall: Assembly, statement: str, fiji: Seat) -> None:
    batch(hall.stream, [(fiji, act(statement))])
    hall.conference.takes_reactions = False
    hall.conference.save()
    assert items(ask(hall, fiji)) == {}
    assert ask(hall, fiji, "PUT", f"/{statement}/agree").json()["code"] == "reaction.off"


def test_a_session_of_others_tells_nothing(hall: Assembly, statement: str) -> None:
    hall.session.access = "delegations"
    hall.session.save()
    assert ask(hall, hall.guest()).json()["code"] == "session.delegations_only"
    assert ask(hall, hall.guest(), "PUT", f"/{statement}/agree").json()["code"] == "session.delegations_only"


def test_a_token_of_the_api_reads_and_does_not_react(hall: Assembly, statement: str, fiji: Seat) -> None:
    batch(hall.stream, [(fiji, act(statement))])
    _, text = tokens.make_token(hall.person("O", "organiser"), "Website", ["record:read"], 1)
    client = Client(headers={"Authorization": f"Bearer {text}"})
    path = f"/api/v1/sessions/{hall.session.pk}/reactions"
    assert items(client.get(path))[statement]["counts"] == {"agree": 1}
    assert client.put(f"{path}/{statement}/agree").status_code == 403


@pytest.mark.parametrize(
    ("access", "code"), [("public", ""), ("delegations", "outcome.not_open"), ("staff", "outcome.not_open")]
)
def test_an_outcome_document(hall: Assembly, adopted: Outcome, access: str, code: str) -> None:
    adopted.access = access
    adopted.save()
    client = Client(headers={"Authorization": f"Bearer {seats.sign(hall.guest())[0]}"})
    path = f"/api/v1/outcomes/{adopted.pk}/reactions"
    for answer in (client.put(f"{path}/agree"), client.get(path)):
        if code:
            assert answer.json()["code"] == code
        else:
            assert items(answer)["outcome"]["counts"] == {"agree": 1}
    assert Client().get(path).json()["code"] == "seat.missing"
    adopted.state = "drafting"
    adopted.save()
    if not code:
        assert items(client.get(path)) == {}
        assert client.delete(f"{path}/agree").json()["code"] == "reaction.not_released"
