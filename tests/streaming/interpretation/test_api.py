"""Who interprets in a session, by name."""

from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.models import SessionRole
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def booths(hall: Assembly, seat: Seat) -> Any:
    bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    return Client().get(f"/api/v1/sessions/{hall.session.pk}/booths", headers=bearer)


def test_interpreters_and_staff_read_the_names_of_each_booth(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "interpretation.set_channels", languages=["fr", "es"])
    hall.done(chair, "interpretation.set_sign_channel", language="ase")
    ana, ben = hall.person("Ana", "interpreter"), hall.person("Ben", "interpreter")
    for seat, language in ((ben, "fr"), (ana, "")):
        SessionRole.objects.create(
            session=hall.session,
            participant_id=int(seat.participant or 0),
            role="interpreter",
            language=language,
        )
    any_booth = {"participant": ana.participant, "name": "Ana"}
    french = {"participant": ben.participant, "name": "Ben"}
    for seat in (ana, chair):
        assert booths(hall, seat).json() == {
            "channels": [
                {"language": "fr", "signed": False, "interpreters": [any_booth, french]},
                {"language": "es", "signed": False, "interpreters": [any_booth]},
                {"language": "ase", "signed": True, "interpreters": [any_booth]},
            ]
        }


def test_nobody_else_reads_them(hall: Assembly, fiji: Seat) -> None:
    assert booths(hall, fiji).json()["code"] == "wire.forbidden"
