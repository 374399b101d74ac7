"""A role that runs the conference and is given while its person sits asks for the second factor all the same."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.messages.protocol import Refused
from sessions.models import Participant
from sessions.parties.services import seat_of
from tests.support.assembly import Assembly
from tests.support.floors import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def needed(settings: Settings) -> None:
    settings.STAFF_MFA = "required"


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Olga", "organiser")


def give(hall: Assembly, organiser: Seat, participant: str, role: str, scope: str) -> Any:
    about = {"participant": participant}
    if scope == "conference":
        kind, of = "parties.change_roles", {"roles": ["delegate", role]}
    else:
        kind, of = "session_roles.give", {"session": str(hall.session.pk), "role": role}
    return hall.do(organiser, kind, stream=hall.conference.stream, **about, **of)


@pytest.fixture
def ana(hall: Assembly) -> tuple[Client, Seat]:
    """Ana's browser, where she signed in by a password, and her delegate's seat."""
    user = User.objects.create_user("ana@example.org", "a long secret", name="Ana")
    part = {"conference": hall.conference, "person": user, "name": "Ana", "party": hall.party("Fiji")}
    Participant.objects.create(roles=["delegate"], **part)
    browser = Client()
    browser.force_login(user)
    return browser, seats.read(take(browser, hall)["token"])[0]


def take(browser: Client, hall: Assembly) -> Any:
    return browser.post(f"/api/v1/c/{hall.conference.slug}/seats").json()


@pytest.mark.parametrize("scope", ["conference", "session"])
def test_a_seat_ends_when_its_roles_begin_to_need_a_factor(
    hall: Assembly, organiser: Seat, ana: tuple[Client, Seat], scope: str
) -> None:
    browser, seat = ana
    assert not isinstance(give(hall, organiser, str(seat.participant), "moderator", scope), Refused)
    with refused("seat.signed_out"):
        seats.current(seat)
    assert take(browser, hall)["code"] == "seat.second_factor"


@pytest.mark.parametrize("scope", ["conference", "session"])
def test_a_seat_goes_on_with_a_role_that_needs_none(
    hall: Assembly, organiser: Seat, ana: tuple[Client, Seat], scope: str
) -> None:
    _, seat = ana
    give(hall, organiser, str(seat.participant), "panellist", scope)
    assert "panellist" in seats.current(seat).all_roles


def test_staff_keep_their_seat_with_another_role_of_the_staff(hall: Assembly, organiser: Seat) -> None:
    chair = hall.moderator()
    give(hall, organiser, str(chair.participant), "operator", "session")
    assert "operator" in seats.current(chair).all_roles


@pytest.mark.parametrize("scope", ["conference", "session"])
def test_a_seat_that_the_staff_gave_out_gets_no_role_of_the_staff(
    hall: Assembly, organiser: Seat, scope: str
) -> None:
    card = Participant.objects.create(
        conference=hall.conference, person=User.objects.create_guest("Card"), name="Card",
        party=hall.party("Fiji"), roles=["delegate"], given_out=True,
    )  # fmt: skip
    answer = give(hall, organiser, str(card.pk), "moderator", scope)
    assert isinstance(answer, Refused)
    assert answer.code == "parties.given_out"
    assert seats.current(seat_of(card)).all_roles == {"delegate"}
