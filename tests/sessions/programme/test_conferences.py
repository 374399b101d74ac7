"""Several conferences on one server."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from foundation.accounts.models import User
from foundation.refusals import Refusal
from sessions.parties.models import Participant
from sessions.programme.models import Conference, Day, Session
from sessions.programme.services import find_conference
from tests.sessions.seats.test_api import post, problem
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def listed(client: Client) -> list[tuple[str, bool]]:
    found: Any = client.get("/api/v1/conferences").json()["conferences"]
    return [(each["slug"], each["has_part"]) for each in found]


def signed_in(email: str) -> tuple[Client, User]:
    user, client = User.objects.create_user(email, "a long secret", name="Ada"), Client()
    client.force_login(user)
    return client, user


def close(hall: Assembly) -> str:
    Session.objects.filter(conference=hall.conference).update(access="delegations")
    return str(hall.conference.slug)


def test_the_first_page_knows_a_server_without_a_conference() -> None:
    assert Client().get("/api/v1/conferences").json() == {"conferences": [], "is_empty": True}
    close(Assembly())
    assert Client().get("/api/v1/conferences").json() == {"conferences": [], "is_empty": False}


def test_the_first_page_lists_those_open_to_guests_and_those_with_a_part() -> None:
    open_to_all, closed, no_sessions = Assembly(), Assembly(), Assembly()
    close(closed)
    no_sessions.session.delete()
    client, user = signed_in("ada@example.org")
    assert listed(Client()) == listed(client) == [(open_to_all.conference.slug, False)]
    Participant.objects.create(conference=closed.conference, person=user, name="Ada", roles=["delegate"])
    assert listed(client) == [(open_to_all.conference.slug, False), (closed.conference.slug, True)]


def test_a_part_that_ended_lists_nothing() -> None:
    hall, other = Assembly(), Assembly()
    close(hall)
    client, user = signed_in("ada@example.org")
    row = Participant.objects.create(conference=hall.conference, person=user, name="Ada", roles=[])
    assert listed(client) == [(other.conference.slug, False)]
    row.party = hall.party("Fiji")
    row.save()
    assert dict(listed(client))[hall.conference.slug]


def test_the_first_to_begin_is_listed_first() -> None:
    late, early = Assembly(), Assembly()
    Day.objects.create(conference=early.conference, date=date(2020, 1, 1))
    assert listed(Client()) == [(early.conference.slug, False), (late.conference.slug, False)]


def test_anyone_may_know_what_a_conference_is() -> None:
    hall = Assembly()
    slug = close(hall)
    facts = Client().get(f"/api/v1/c/{slug}").json()
    assert (facts["short"], facts["first_day"], facts["admits_guests"]) == ("Test", "2021-11-16", False)
    assert problem(Client().get("/api/v1/c/nowhere")) == (404, "programme.unknown")


def test_a_conference_without_a_public_session_seats_invited_people_alone() -> None:
    hall = Assembly()
    slug = close(hall)
    client, user = signed_in("ada@example.org")
    assert problem(post(client, f"/api/v1/c/{slug}/seats")) == (403, "seat.invited_only")
    assert problem(post(Client(), f"/api/v1/c/{slug}/seats/guest", {})) == (403, "seat.invited_only")
    assert User.objects.count() == 1, "a refused guest leaves nothing"
    Participant.objects.create(conference=hall.conference, person=user, name="Ada", roles=["delegate"])
    assert post(client, f"/api/v1/c/{slug}/seats").status_code == 201


def test_a_person_has_a_seat_in_each_conference() -> None:
    first, second = Assembly(), Assembly()
    client, user = signed_in("ada@example.org")
    Participant.objects.create(conference=first.conference, person=user, name="Ada", roles=["delegate"])
    roles = {}
    for hall in (first, second):
        answer: Any = post(client, f"/api/v1/c/{hall.conference.slug}/seats")
        seat = answer.json()["seat"]
        assert (seat["conference"], seat["slug"]) == (str(hall.conference.pk), hall.conference.slug)
        roles[hall] = seat["roles"]
    assert roles == {first: ["delegate"], second: ["audience"]}
    assert problem(post(client, "/api/v1/seats")) == (409, "programme.which")


def test_the_only_conference_needs_no_name() -> None:
    with pytest.raises(Refusal, match=r"programme\.empty"):
        find_conference()
    hall = Assembly()
    assert find_conference() == hall.conference
    Assembly()
    with pytest.raises(Refusal, match=r"programme\.which"):
        find_conference()


def test_ranks_are_of_the_named_conference(tmp_path: Any) -> None:
    first, second = Assembly(), Assembly()
    party = second.party("Chile", code="CL")
    file = tmp_path / "ranks.csv"
    file.write_text("party,rank\nCL,1\n")
    with pytest.raises(CommandError, match="several conferences"):
        call_command("ranks", str(file))
    with pytest.raises(CommandError):
        call_command("ranks", str(file), conference=first.conference.slug)
    call_command("ranks", str(file), conference=second.conference.slug)
    party.refresh_from_db()
    assert party.rank == 1
    assert Conference.objects.count() == 2


def test_the_save_of_another_field_leaves_the_languages_that_were_changed_meanwhile() -> None:
    Conference.objects.create(slug="rivers", name={"en": "Rivers", "fr": "Fleuves"})
    stale = Conference.objects.get()
    changed = Conference.objects.get()
    changed.languages = ["fr", "en"]
    changed.save(update_fields=["languages"])
    stale.venue = "Hall"
    stale.save(update_fields=["venue"])
    assert (Conference.objects.get().languages, Conference.objects.get().venue) == (["fr", "en"], "Hall")
    changed.name = {"es": "Rios", "fr": "Fleuves"}
    changed.save(update_fields=["name"])
    assert Conference.objects.get().languages == ["fr", "es"]
