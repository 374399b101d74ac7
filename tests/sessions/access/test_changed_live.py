"""What an access policy closes: sound and picture, the programme, the ways in. Streams: `wire/test_access.py`."""

from dataclasses import replace
from typing import Any, get_args

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.models import Turn
from sessions.programme.protocol import SessionAccess
from streaming.signalling import floor_snapshot
from streaming.signalling.media_tokens import MediaToken
from tests.sessions.seats.test_api import post, problem
from tests.streaming.signalling.conftest import camera_token
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


def restrict(hall: Assembly, access: str) -> None:
    hall.session.access = access
    hall.session.save()


def test_lines_of_those_who_may_not_stay_end(hall: Assembly) -> None:
    def media_token(seat: Any, clearance: int) -> MediaToken:
        return replace(camera_token(str(hall.session.pk), seat), clearance=clearance)

    guest, by_code, delegate = (
        media_token(hall.guest(), 0),
        media_token(hall.guest(), 1),
        media_token(hall.delegate("Fiji"), 3),
    )
    lines = {guest, by_code, delegate}
    out = []
    for access in get_args(SessionAccess):
        restrict(hall, access)
        out.append(floor_snapshot.tokens_without_access(lines))
    assert out == [set(), {guest}, {guest, by_code}, {guest, by_code}, lines]


def test_roles_that_changed_since_the_token_count(hall: Assembly) -> None:
    restrict(hall, "delegations")
    seat = hall.delegate("Fiji")
    line = replace(camera_token(str(hall.session.pk), seat), action="listen", clearance=3)
    assert floor_snapshot.tokens_without_access({line}) == set()
    hall.do(
        hall.moderator(),
        "parties.change_roles",
        stream=hall.conference.stream,
        participant=seat.participant,
        roles=["audience"],
    )
    assert floor_snapshot.tokens_without_access({line}) == {line}


def test_the_line_of_a_registration_that_ended_ends(hall: Assembly) -> None:
    restrict(hall, "registered")
    seat = hall.guest()
    line = replace(camera_token(str(hall.session.pk), seat), action="listen", clearance=2)
    assert floor_snapshot.tokens_without_access({line}) == set()
    seats.revise(seat.person, seat.conference, roles=("audience",), registered=True)
    assert floor_snapshot.tokens_without_access({line}) == set()
    seats.revise(seat.person, seat.conference, roles=("audience",))
    assert floor_snapshot.tokens_without_access({line}) == {line}


def test_the_line_of_a_role_in_one_session_ends_with_it(hall: Assembly) -> None:
    session = str(hall.session.pk)
    ana = hall.person("Ana", "audience")
    line = replace(camera_token(session, ana), action="publish", feed="own")
    seats.revise(ana.person, ana.conference, roles=("audience",), session_roles=((session, "panellist"),))
    assert floor_snapshot.tokens_without_access({line}) == set()
    seats.revise(ana.person, ana.conference, roles=("audience",), session_roles=(("0", "panellist"),))
    assert floor_snapshot.tokens_without_access({line}) == {line}


def test_the_programme_shows_neither_code_nor_speakers_of_a_session_that_is_not_public(
    hall: Assembly,
) -> None:
    fiji, chair = hall.delegate("Fiji"), hall.moderator()
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.do(chair, "session.set_access", access="delegations")

    def shown(audience: Audience) -> tuple[str, str | None]:
        state = journal.snapshot_of(hall.conference.stream, audience).entities
        number = str(hall.session.pk)
        return state["session"][number]["code"], state["live"][number]["party"]

    assert shown(Audience.EVERYONE) == ("", None)
    assert shown(Audience.MODERATORS) == (hall.session.code, fiji.party)
    hall.do(chair, "session.set_access", access="public")
    assert shown(Audience.EVERYONE) == (hall.session.code, fiji.party)
    assert Turn.objects.count() == 1


def test_a_guest_enters_by_the_code_and_keeps_it_on_renewal(hall: Assembly) -> None:
    restrict(hall, "code")
    session = str(hall.session.pk)
    assert problem(post(Client(), "/api/v1/seats/guest", {"session": session})) == (
        403,
        "session.code_needed",
    )
    answer = post(Client(), "/api/v1/seats/join", {"code": hall.session.code})
    seat, _ = seats.read(answer.json()["token"])
    assert seat.entered == (session,)
    again, _ = seats.read(seats.sign(seat)[0])
    assert again == seat


@pytest.mark.parametrize("access", ["registered", "delegations", "staff"])
def test_a_code_opens_no_narrower_session_and_makes_no_guest(hall: Assembly, access: str) -> None:
    restrict(hall, access)
    assert problem(post(Client(), "/api/v1/seats/join", {"code": hall.session.code}))[0] == 403
    assert not hall.conference.participants.exists()


def test_strangers_learn_no_code(hall: Assembly) -> None:
    address = f"/api/v1/sessions/{hall.session.pk}"
    assert Client().get(address).json()["code"] == hall.session.code
    restrict(hall, "code")
    facts = Client().get(address).json()
    assert (facts["access"], facts["code"], facts["join"]) == ("code", "", "")
    assert Client().get(f"{address}/qr.svg").status_code == 404
    assert Client().get(f"{address}/qr.svg?code={hall.session.code}").status_code == 200
