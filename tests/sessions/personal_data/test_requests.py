"""Which requests end the account too, and which end a part alone."""

from typing import Any

import pytest

from foundation import clock
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.messages.protocol import Done
from sessions import models
from sessions.parties.services import seat_of
from sessions.personal_data import requests
from tests.sessions.personal_data.conftest import EMAIL, NAME, World, register
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(world: World) -> Seat:
    return world.hall.person("Olga", "organiser")


def add(hall: Assembly, organiser: Seat, email: str, **fields: Any) -> models.Participant:
    """Add a person by its address, as an organiser does; it accepts nothing."""
    answer = hall.do(
        organiser,
        "invitations.add_people",
        stream=hall.conference.stream,
        people=email,
        language="en",
        roles=["audience"],
        **fields,
    )
    assert isinstance(answer, Done), answer
    return models.Participant.objects.get(invitation__email=email, conference=hall.conference)


def accept(part: models.Participant) -> None:
    models.Invitation.objects.filter(participant=part).update(accepted_at=clock.now())


def erase_by_letter(part: models.Participant) -> None:
    """Note a request for a participant, and execute it."""
    row = requests.request_erasure_for(part.conference, str(part.pk), clock.now())
    requests.execute_request(part.conference, row.pk, clock.now(), dry_run=False)


def ben(**fields: Any) -> User:
    return User.objects.create_user("ben@example.org", "a long secret", name="Ben", **fields)


@pytest.mark.parametrize("right", ["is_superuser", "is_staff"])
def test_an_organiser_ends_no_account_that_administers(world: World, organiser: Seat, right: str) -> None:
    User.objects.create_superuser("first@example.org", "a long secret")
    user, part = ben(**{right: True}), add(world.hall, organiser, "ben@example.org")
    accept(part)
    erase_by_letter(part)
    user.refresh_from_db()
    assert (user.email, user.is_active, getattr(user, right)) == ("ben@example.org", True, True)
    assert not models.Participant.objects.filter(pk=part.pk).exists()


def test_an_organiser_ends_no_account_that_is_registered_elsewhere(world: World, organiser: Seat) -> None:
    row, part = register(ben(), Assembly()), add(world.hall, organiser, "ben@example.org")
    accept(part)
    erase_by_letter(part)
    assert [*models.Registration.objects.all()] == [row]


@pytest.mark.parametrize("role", ["", "moderator"])
def test_an_organiser_ends_no_account_with_a_part_elsewhere(world: World, organiser: Seat, role: str) -> None:
    """Also if that part has ended, or is a role in one session alone."""
    user, other, part = ben(), Assembly(), add(world.hall, organiser, "ben@example.org")
    elsewhere = models.Participant.objects.create(conference=other.conference, person=user, name="Ben")
    if role:
        models.SessionRole.objects.create(session=other.session, participant=elsewhere, role=role)
    accept(part)
    erase_by_letter(part)
    user.refresh_from_db()
    assert (user.email, user.is_active) == ("ben@example.org", True)


def test_an_organiser_ends_no_account_that_did_not_accept(world: World, organiser: Seat) -> None:
    """Also not by a second request, when the first one has deleted the invitation."""
    user = ben()
    fiji = world.part.party
    assert fiji is not None
    part = add(world.hall, organiser, "ben@example.org", party=str(fiji.pk))
    world.hall.done(world.chair, "presence.check_in", participant=str(part.pk))
    for _ in range(2):
        erase_by_letter(part)
    user.refresh_from_db()
    assert (user.email, user.is_active) == ("ben@example.org", True)


def test_an_account_that_accepted_goes_with_its_only_part(world: World, organiser: Seat) -> None:
    user, part = ben(), add(world.hall, organiser, "ben@example.org")
    accept(part)
    erase_by_letter(part)
    assert not User.objects.filter(pk=user.pk).exists()


def test_whoever_has_no_account_yet_is_deleted(world: World, organiser: Seat) -> None:
    part = add(world.hall, organiser, "new@example.org")
    erase_by_letter(part)
    assert not User.objects.filter(pk=part.person_id).exists()


def test_whoever_asked_itself_loses_the_account_and_its_rights(world: World) -> None:
    """It did not accept the invitation, took its seat all the same, and an organiser noted its letter first."""
    User.objects.create_superuser("first@example.org", "a long secret")
    world.ana.is_superuser = True
    world.ana.save()
    conference, now = world.hall.conference, clock.now()
    models.Invitation.objects.create(
        conference=conference, participant=world.part, email=EMAIL, language="en"
    )
    world.hall.done(world.chair, "presence.check_in", participant=str(world.part.pk))
    row = requests.request_erasure_for(conference, str(world.part.pk), now)
    assert requests.request_erasure(world.ana, now, "") is False
    requests.execute_request(conference, row.pk, now, dry_run=False)
    world.ana.refresh_from_db()
    assert (world.ana.email, world.ana.is_active, world.ana.is_superuser) == (None, False, False)


def test_whoever_asks_itself_loses_its_registrations_at_once(world: World) -> None:
    """So none of them holds the account, which goes with the last part."""
    other = Assembly()
    register(world.ana, other)
    world.hall.done(world.chair, "presence.check_in", participant=str(world.part.pk))
    assert requests.request_erasure(world.ana, clock.now(), "") is False
    assert not models.Registration.objects.exists()
    row = models.ErasureRequest.objects.get()
    requests.execute_request(world.hall.conference, row.pk, clock.now(), dry_run=False)
    assert User.objects.get(pk=world.ana.pk).email is None


def test_a_part_since_the_request_holds_the_account(world: World) -> None:
    world.hall.done(world.chair, "presence.check_in", participant=str(world.part.pk))
    requests.request_erasure(world.ana, clock.now(), "")
    other = Assembly()
    part = models.Participant.objects.create(
        conference=other.conference, person=world.ana, name=NAME, roles=["delegate"]
    )
    row = models.ErasureRequest.objects.get()
    requests.execute_request(world.hall.conference, row.pk, clock.now(), dry_run=False)
    assert User.objects.get(pk=world.ana.pk).email == EMAIL
    assert seat_of(part).name == NAME
