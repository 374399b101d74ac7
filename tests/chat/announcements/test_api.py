"""The REST endpoints of announcements, and their section of the minutes."""

import json
from typing import Any

import pytest
from django.test import Client

from chat.announcements.minutes import announcements
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
TEXTS = {"en": "The bus leaves at six.", "id": "Bus berangkat pukul enam."}


def ask(seat: Seat, method: str, path: str, body: Any = None, **headers: str) -> Any:
    """The answer to a request from a seat."""
    sent = {"Authorization": f"Bearer {seats.sign(seat)[0]}", **headers}
    call = getattr(Client(), method)
    return call(path, json.dumps(body), content_type="application/json", headers=sent) if body else call(
        path, headers=sent
    )  # fmt: skip


def test_moderators_announce_to_a_session_once_and_withdraw(hall: Assembly, chair: Seat) -> None:
    path = f"/api/v1/sessions/{hall.session.pk}/announcements"
    made = [ask(chair, "post", path, {"texts": TEXTS}, **{"Idempotency-Key": "bus"}) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    reader = hall.person("Reader", "audience")
    shown = ask(reader, "get", path).json()["items"]
    assert [(each["id"], each["texts"]) for each in shown] == [("1", TEXTS)]
    (row,) = announcements(hall.session).rows
    assert (row.values[1], row.item) == (TEXTS, "announcement/1")
    assert ask(reader, "delete", f"{path}/1").json()["code"] == "wire.forbidden"
    assert ask(chair, "delete", f"{path}/1").status_code == 204
    assert ask(reader, "get", path).json() == {"items": []}
    assert announcements(hall.session).rows == ()
    assert ask(chair, "delete", f"{path}/1").json()["code"] == "announcement.withdrawn"
    assert ask(chair, "delete", f"{path}/9").status_code == 404


def test_organisers_announce_to_the_conference(hall: Assembly, chair: Seat) -> None:
    path = f"/api/v1/c/{hall.conference.slug}/announcements"
    organiser = hall.person("Organiser", "organiser")
    assert ask(chair, "post", path, {"texts": TEXTS}).json()["code"] == "wire.forbidden"
    assert ask(organiser, "post", path, {"texts": TEXTS}).json()["texts"] == TEXTS
    assert [each["texts"] for each in ask(chair, "get", path).json()["items"]] == [TEXTS]
    assert announcements(hall.session).rows == ()
    assert ask(organiser, "delete", f"{path}/1").status_code == 204
    assert ask(chair, "get", path).json() == {"items": []}


@pytest.mark.parametrize("texts", [{}, {"en": " "}, {"en": "x" * 501}, "The bus"])
def test_bad_texts_are_refused(hall: Assembly, chair: Seat, texts: Any) -> None:
    answer = ask(chair, "post", f"/api/v1/sessions/{hall.session.pk}/announcements", {"texts": texts})
    assert answer.json()["code"] == "wire.bad_command"
