"""The page *Who may do what, and why*, over REST."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.models import SessionRole
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def ask(seat: Seat, of: Seat | str) -> Any:
    bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    participant = of.participant if isinstance(of, Seat) else of
    return Client().get(f"/api/v1/organise/rights?participant={participant}", headers=bearer)


def test_an_organiser_sees_by_session_what_a_person_may_do_and_why() -> None:
    hall = Assembly()
    organiser, ana = hall.person("Organiser", "organiser"), hall.person("Ana", "interpreter")
    closed, open_to_all = hall.session, hall.add_session()
    closed.access = "staff"
    closed.save()
    SessionRole.objects.create(session=open_to_all, participant_id=ana.participant, role="moderator")
    first, second = ask(organiser, ana).json()["sessions"]
    assert first == {"session": str(closed.pk), "access": "staff", "roles": [], "rights": {}}
    assert second["roles"] == [{"role": "moderator", "language": ""}]
    assert second["rights"]["moderate"] == [{"source": "session", "name": "moderator"}]
    assert second["rights"]["enter"][0] == {"source": "policy", "name": "public"}
    assert second["rights"]["read_ahead"] == [
        {"source": "conference", "name": "interpreter"},
        {"source": "session", "name": "moderator"},
    ]
    assert "operate" not in second["rights"]


def test_rights_are_shown_to_organisers_of_the_conference_alone() -> None:
    hall, other = Assembly(), Assembly()
    ana = hall.person("Ana", "audience")
    assert ask(hall.moderator(), ana).json()["code"] == "wire.forbidden"
    organiser = other.person("Organiser", "organiser")
    assert ask(organiser, ana).json()["code"] == "parties.unknown_participant"
    assert ask(organiser, "").status_code == 400
