"""Roles and seats, on a real database."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.journal.models import Entry
from foundation.messages.protocol import Done, Refused
from sessions.parties import services
from sessions.parties.models import Participant
from tests.support.assembly import Assembly
from tests.support.floors import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


def change(hall: Assembly, by: Seat, of: Seat, *roles: str) -> Done | Refused:
    return hall.do(
        by,
        "parties.change_roles",
        stream=hall.conference.stream,
        participant=of.participant,
        roles=list(roles),
    )


def code(answer: Done | Refused) -> str:
    assert isinstance(answer, Refused)
    return answer.code


def test_roles_change_at_once_whatever_the_token_says(hall: Assembly) -> None:
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    assert isinstance(change(hall, chair, fiji, "moderator", "delegate", "moderator"), Done)
    row = Participant.objects.get(pk=fiji.participant)
    assert (row.roles, seats.current(fiji).roles) == (["moderator", "delegate"], ("moderator", "delegate"))
    (entry,) = Entry.objects.filter(stream=hall.conference.stream)
    assert entry.event == {
        "type": "parties.roles_changed",
        "participant": fiji.participant,
        "roles": ["moderator", "delegate"],
    }
    assert (entry.actor, entry.reseats) == (chair.person, fiji.person)
    put = json.loads(entry.everyone or "")["put"]["participant"][str(fiji.participant)]
    assert put["roles"] == ["moderator", "delegate"]
    hall.done(fiji, "floor.close_list")


def test_roles_that_changed_meanwhile_stay(hall: Assembly) -> None:
    chair, fiji = hall.moderator(), hall.delegate("Fiji")

    def changed(roles: list[str], seen: list[str]) -> Done | Refused:
        about = {"participant": fiji.participant, "roles": roles, "seen": seen}
        return hall.do(chair, "parties.change_roles", stream=hall.conference.stream, **about)

    assert isinstance(changed(["delegate", "panellist"], ["delegate"]), Done)
    assert code(changed(["moderator"], ["delegate"])) == "edit.changed_meanwhile"
    # In another order, and what is there already.
    assert isinstance(changed(["audience"], ["panellist", "delegate"]), Done)
    assert isinstance(changed(["audience"], ["delegate"]), Done)
    assert Participant.objects.get(pk=fiji.participant).roles == ["audience"]


def test_the_last_moderator_stays_until_there_is_another(hall: Assembly) -> None:
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    Assembly().moderator("Of another conference")
    assert code(change(hall, chair, chair, "audience")) == "parties.last_moderator"
    assert isinstance(change(hall, chair, chair, "moderator", "panellist"), Done)
    assert isinstance(change(hall, chair, fiji, "moderator"), Done)
    assert isinstance(change(hall, chair, chair, "audience"), Done)
    assert code(change(hall, fiji, fiji, "delegate")) == "parties.last_moderator"
    assert code(change(hall, chair, fiji, "delegate")) == "wire.forbidden"


@pytest.mark.parametrize("role", ["organiser", "operator", "head", "hall_screen"])
def test_organisers_alone_give_and_take_roles_of_the_staff(hall: Assembly, role: str) -> None:
    chair, organiser = hall.moderator(), hall.person("Organiser", "organiser")
    other, ana = hall.person("Other", role), hall.person("Ana", "audience")
    assert code(change(hall, chair, ana, "audience", role)) == "parties.for_organisers"
    assert code(change(hall, chair, other, "audience")) == "parties.for_organisers"
    assert code(change(hall, chair, chair, "moderator", role)) == "parties.for_organisers"
    # A role that it keeps is not in the way of others.
    assert isinstance(change(hall, chair, other, role, "moderator"), Done)
    assert isinstance(change(hall, organiser, ana, role), Done)


def test_moderators_give_and_take_the_roles_of_a_session(hall: Assembly) -> None:
    chair, ana = hall.moderator(), hall.person("Ana", "audience")
    given = ("moderator", "panellist", "delegate", "audience", "interpreter")
    assert isinstance(change(hall, chair, ana, *given), Done)
    assert isinstance(change(hall, chair, ana, "audience"), Done)


def test_a_moderator_uses_no_endpoint_of_organisers(hall: Assembly) -> None:
    chair = hall.moderator()
    change(hall, chair, chair, "moderator", "organiser")
    client = Client(headers={"Authorization": f"Bearer {seats.sign(chair)[0]}"})
    endpoints = ("audit", "audit.csv", "people", "registrations", "privacy")
    assert {client.get(f"/api/v1/organise/{endpoint}").status_code for endpoint in endpoints} == {403}


def test_roles_are_those_of_the_house_and_people_those_of_the_conference(hall: Assembly) -> None:
    chair, stranger = hall.moderator(), Assembly().delegate("Elsewhere")
    assert code(change(hall, chair, chair, "emperor")) == "wire.bad_command"
    assert code(change(hall, chair, stranger, "moderator")) == "parties.unknown_participant"


def test_whose_access_was_withdrawn_takes_no_seat_until_it_has_roles_again(hall: Assembly) -> None:
    fiji = hall.delegate("Fiji")
    row = Participant.objects.get(pk=fiji.participant)
    services.withdraw_access(row)
    with refused("seat.withdrawn"):
        seats.current(fiji)
    with refused("seat.withdrawn"):
        services.seat_of(row)
    with refused("seat.withdrawn"):
        services.seat_for(row.person, hall.conference)
    assert isinstance(change(hall, hall.person("Organiser", "organiser"), fiji, "delegate"), Done)
    assert seats.current(services.seat_of(row)).roles == ("delegate",)


@pytest.mark.parametrize("end", [services.withdraw_access, lambda row: services.end_part(row, clock.now())])
def test_a_moderator_brings_nobody_back_whose_access_was_withdrawn(
    hall: Assembly, end: Callable[[Participant], None]
) -> None:
    fiji = hall.delegate("Fiji")
    end(Participant.objects.get(pk=fiji.participant))
    assert code(change(hall, hall.moderator(), fiji, "delegate")) == "parties.was_removed"
    with refused("seat.withdrawn"):
        seats.current(fiji)


def test_a_moderator_gives_roles_back_that_were_taken_without_an_end(hall: Assembly) -> None:
    chair, ana = hall.moderator(), hall.person("Ana", "audience")
    for roles in ([], ["audience"]):
        assert isinstance(change(hall, chair, ana, *roles), Done)
    assert seats.current(ana).roles == ("audience",)


def test_the_seat_of_a_participant_says_who_it_is(hall: Assembly) -> None:
    party = hall.party("Japan")
    seat = hall.person("In the hall", "delegate", party=party, place="hall")
    assert seat == Seat(
        person=seat.person,
        conference=str(hall.conference.pk),
        slug=hall.conference.slug,
        name="In the hall",
        place="hall",
        roles=("delegate",),
        participant=str(Participant.objects.get().pk),
        party=str(party.pk),
    )


def test_who_is_no_participant_sits_in_the_audience(hall: Assembly) -> None:
    user = User.objects.create_user("ada@example.org", "a long secret", name="Ada")
    seat = services.seat_for(user, hall.conference)
    assert (seat.person, seat.name, seat.place) == (str(user.public_id), "Ada", "remote")
    assert (seat.roles, seat.participant, seat.party) == (("audience",), None, None)
    assert services.guest_seat(hall.conference, "", "hall", "").place == "hall"
    assert User.objects.filter(is_guest=True).count() == 1
