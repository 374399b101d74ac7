"""Codes, cards, links and keys that are given out and revoked are in the audit log, and nothing secret of them."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from sessions.first_run import services as first_run
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def send(seat: Seat, method: str, path: str, body: Any = None) -> Any:
    bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    client = Client(REMOTE_ADDR="192.0.2.3", headers=bearer)
    return client.generic(method, path, body or "{}", content_type="application/json")


def entries() -> list[tuple[str, str, str, str]]:
    rows = AuditEntry.objects.order_by("pk")
    return [*rows.values_list("action", "name", "subject_label", "address")]


def test_seat_cards(hall: Assembly, chair: Seat) -> None:
    party = hall.party("Fiji")
    code = send(chair, "POST", "/api/v1/seatcards").json()["cards"][0]["code"]
    send(chair, "POST", "/api/v1/seatcards/revoke", f'{{"party": "{party.pk}"}}')
    assert send(chair, "POST", "/api/v1/seatcards/revoke", '{"party": "999"}').status_code != 201
    assert entries() == [
        ("seatcards.make", "Chair", "", "192.0.2.3"),
        ("seatcards.revoke", "Chair", "Fiji", "192.0.2.3"),
    ]
    assert code not in str([*AuditEntry.objects.values()])


def test_equipment_keys(hall: Assembly, chair: Seat) -> None:
    path = f"/api/v1/sessions/{hall.session.pk}/publisher-keys"
    made = send(chair, "POST", path, '{"label": "OBS"}').json()
    send(chair, "DELETE", f"{path}/{made['id']}")
    send(chair, "DELETE", f"{path}/{made['id']}")
    assert entries() == [
        ("media.make_key", "Chair", "OBS", "192.0.2.3"),
        ("media.revoke_key", "Chair", "OBS", "192.0.2.3"),
    ]
    assert made["key"] not in str([*AuditEntry.objects.values()])


def test_links_for_journalists(hall: Assembly, chair: Seat) -> None:
    hall.do(chair, "press.add_journalist", stream=hall.conference.stream, name="Ana", outlet="Times")
    row = hall.conference.participants.get(name="Ana")
    answer = send(
        chair, "POST", "/api/v1/seats/press", f'{{"participant": "{row.pk}", "session": "{hall.session.pk}"}}'
    )
    assert answer.status_code == 201
    assert [entry[:3] for entry in entries()] == [
        ("press.add_journalist", "Chair", "Ana"),
        ("press.send_seat", "Chair", "Ana"),
    ]


def test_seats_for_a_rehearsal(hall: Assembly, chair: Seat) -> None:
    session = hall.add_session("scheduled", "draft")
    answer = send(chair, "POST", "/api/v1/seats/simulated", f'{{"session": "{session.pk}", "audience": 2}}')
    assert answer.status_code == 201
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_id, entry.after) == ("seats.simulate", str(session.pk), {"seats": 2})


def test_a_link_for_the_first_organiser() -> None:
    token = first_run.new_link()
    assert entries() == [("first_run.link", "", "", "")]
    assert token not in str([*AuditEntry.objects.values()])
