"""A person's export has every table, and nobody else's rows."""

import pytest

from sessions.personal_data import export, people
from sessions.personal_data.tables import TABLES
from tests.sessions.personal_data.conftest import EMAIL, World, leave_traces

pytestmark = pytest.mark.django_db


def test_the_export_has_a_row_of_every_table(world: World) -> None:
    leave_traces(world)
    found = export.as_json(people.person_of_user(world.ana))["data"]
    assert {each.model for each in TABLES} - found.keys() == set()
    assert found["accounts.User"]["rows"][0]["email"] == EMAIL
    assert found["conference.Turn"]["rows"][0]["session__title"] == {"en": "Review"}
    assert "hidden" not in str(found)


def test_it_has_nobody_elses_rows(world: World) -> None:
    leave_traces(world)
    chair = world.hall.conference.participants.get(name="Chair").person
    found = export.as_json(people.person_of_user(chair))["data"]
    assert EMAIL not in str(found)
    assert "Who pays?" not in str(found["journal.Entry"]["rows"])
    assert "conference.Turn" not in found


def test_a_guest_gets_its_own(world: World) -> None:
    guest = world.hall.guest("Ben")
    world.hall.done(guest, "question.ask", text="And who reads?")
    found = export.as_json(people.person_of_seat(guest))["data"]
    assert found["chat.Question"]["rows"][0]["text"] == "And who reads?"
    assert found["accounts.User"]["rows"][0]["name"] == "Ben"
