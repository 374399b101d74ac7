"""A seat's own data, and what organisers decide: the notice, the retention period, and requests for erasure."""

import json
from typing import Any

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.refusals import Refusal
from sessions import models, permissions
from sessions.parties.services import seat_of
from sessions.personal_data import requests
from tests.sessions.personal_data.conftest import EMAIL, NAME, World, leave_traces
from tests.sessions.seats.test_api import problem
from tests.support.assembly import Assembly
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db
PATH = "/api/v1/organise/privacy"


def send(seat: Seat, method: str, path: str, **body: Any) -> Any:
    client = Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"})
    return client.generic(method, path, json.dumps(body), content_type="application/json")


@pytest.fixture
def organiser(world: World) -> Seat:
    return world.hall.person("Olga", "organiser")


ENDPOINTS = [
    ("GET", PATH),
    ("PUT", PATH),
    ("POST", f"{PATH}/erasures"),
    ("POST", f"{PATH}/erasures/1"),
]


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
@pytest.mark.parametrize("role", permissions.TABLE)
def test_organisers_alone_decide(hall: Assembly, role: str, method: str, path: str) -> None:
    answer = send(hall.person("Someone", role), method, path)
    assert (answer.status_code == 403) == (role != "organiser")


def test_a_seat_sees_its_own_data_and_a_given_out_one_nothing(world: World) -> None:
    leave_traces(world)
    answer = send(world.seat, "GET", "/api/v1/seats/data?language=id")
    assert answer.json()["data"]["account.EmailAddress"]["rows"][0]["email"] == EMAIL
    guest = world.hall.guest("Ben")
    assert (
        send(guest, "GET", "/api/v1/seats/data").json()["data"]["accounts.User"]["rows"][0]["name"] == "Ben"
    )
    world.part.given_out = True
    world.part.save()
    assert problem(send(seat_of(world.part), "GET", "/api/v1/seats/data")) == (403, "seat.not_yours")


def test_a_notice_and_a_period_are_set_and_audited(world: World, organiser: Seat) -> None:
    send(organiser, "PUT", PATH, text={"en": "We store your name."})
    answer = send(organiser, "PUT", PATH, text={"en": "We store more."}, retention_days=90)
    assert answer.json() == {
        "notice": {"version": 2, "text": {"en": "We store more."}},
        "retention_days": 90,
        "consents": [],
        "requests": [],
    }
    assert [*AuditEntry.objects.order_by("pk").values_list("action", "after")] == [
        ("privacy.publish_notice", {"text": {"en": "We store your name."}}),
        ("privacy.publish_notice", {"text": {"en": "We store more."}}),
        ("privacy.set_retention", {"retention_days": 90}),
    ]
    assert send(organiser, "PUT", PATH, retention_days=-1).status_code == 400


def test_a_request_is_shown_tried_and_executed_once(world: World, organiser: Seat) -> None:
    leave_traces(world)
    models.ErasureRequest.objects.all().delete()
    waiting = send(organiser, "POST", f"{PATH}/erasures", participant=str(world.part.pk)).json()["requests"]
    assert [(each["name"], each["party"]) for each in waiting] == [(NAME, str(world.part.party_id))]
    path = f"{PATH}/erasures/{waiting[0]['id']}"
    planned = send(organiser, "POST", path, dry_run=True).json()["changes"]
    assert models.Participant.objects.get(pk=world.part.pk).name == NAME
    assert send(organiser, "POST", path).json()["changes"] == planned
    assert models.Participant.objects.get(pk=world.part.pk).name == "Delegate of Fiji"
    assert problem(send(organiser, "POST", path)) == (404, "privacy.unknown_request")
    assert send(organiser, "GET", PATH).json()["requests"] == []
    entry = AuditEntry.objects.get(action="privacy.erase")
    assert NAME not in str(vars(entry))


def test_a_request_of_another_conference_is_unknown(world: World) -> None:
    other = Assembly()
    row = models.ErasureRequest.objects.create(
        conference=other.conference, person=world.ana, asked_at=clock.now()
    )
    organiser = world.hall.person("Olga", "organiser")
    assert send(organiser, "POST", f"{PATH}/erasures/{row.pk}").status_code == 404


def test_the_account_goes_with_its_last_part(world: World) -> None:
    leave_traces(world)
    models.ErasureRequest.objects.all().delete()
    other = Assembly()
    part = models.Participant.objects.create(
        conference=other.conference, person=world.ana, name=NAME, roles=["organiser"]
    )
    other.person("Olga", "organiser")
    User.objects.filter(name="Olga").update(email="olga@example.org")
    assert requests.request_erasure(world.ana, clock.now(), "") is False
    for conference in (world.hall.conference, other.conference):
        assert User.objects.get(pk=world.ana.pk).email == EMAIL
        row = models.ErasureRequest.objects.get(conference=conference)
        requests.execute_request(conference, row.pk, clock.now(), dry_run=False)
    assert User.objects.get(pk=world.ana.pk).email is None
    assert not models.Participant.objects.filter(pk=part.pk).exists()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_organisers_one_executes_a_request() -> None:
    hall = Assembly()
    ana = User.objects.create_user(EMAIL, "a long secret", name=NAME)
    models.Participant.objects.create(conference=hall.conference, person=ana, name=NAME)
    row = models.ErasureRequest.objects.create(conference=hall.conference, person=ana, asked_at=clock.now())

    def execute() -> str:
        try:
            requests.execute_request(hall.conference, row.pk, clock.now(), dry_run=False)
        except Refusal as refusal:
            return str(getattr(refusal, "code", refusal))
        return "done"

    assert sorted(at_once(execute, execute)) == ["done", "privacy.unknown_request"]
