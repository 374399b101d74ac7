"""Roles in one session, given and taken, on a real database."""

from typing import Any

import pytest

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.journal.models import Entry
from foundation.messages.protocol import Done, Refused
from foundation.wire.execution import check_permission
from sessions.models import Participant, Session
from sessions.parties import services as parties
from sessions.roles.handlers import HANDLERS
from sessions.roles.models import SessionRole
from sessions.roles.protocol import GiveSessionRole, TakeSessionRole
from tests.support.assembly import Assembly
from tests.support.floors import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


def give(hall: Assembly, by: Seat, of: Seat, role: str, session: Session | None = None, **more: Any) -> Any:
    return hall.do(
        by,
        "session_roles.give",
        stream=hall.conference.stream,
        session=str((session or hall.session).pk),
        participant=of.participant,
        role=role,
        **more,
    )


def take(hall: Assembly, by: Seat, row: SessionRole) -> Any:
    return hall.do(
        by,
        "session_roles.take",
        stream=hall.conference.stream,
        session=str(row.session_id),
        participant=str(row.participant_id),
        role=row.role,
        language=row.language,
    )


def code(answer: Done | Refused) -> str:
    return answer.code if isinstance(answer, Refused) else ""


def test_a_moderator_of_one_session_moderates_it_and_no_other(hall: Assembly) -> None:
    organiser, ana = hall.person("Organiser", "organiser"), hall.person("Ana", "audience")
    other = hall.add_session()
    assert code(give(hall, organiser, ana, "moderator")) == ""
    hall.done(ana, "floor.close_list")
    assert code(hall.do(ana, "floor.close_list", stream=other.stream)) == "wire.forbidden"
    assert code(give(hall, ana, ana, "moderator", other)) == "wire.forbidden"
    (entry,) = Entry.objects.filter(stream=hall.conference.stream)
    assert entry.event == {
        "type": "session_roles.given", "session": str(hall.session.pk), "participant": ana.participant,
        "role": "moderator", "language": "",
    }  # fmt: skip
    assert entry.reseats == ana.person
    assert seats.current(ana).session_roles == ((str(hall.session.pk), "moderator"),)


def test_a_new_seat_has_the_roles_and_a_token_keeps_them(hall: Assembly) -> None:
    organiser, ana = hall.person("Organiser", "organiser"), hall.person("Ana", "audience")
    give(hall, organiser, ana, "interpreter", language="fr")
    give(hall, organiser, ana, "interpreter", language="es")
    seat = parties.seat_of(Participant.objects.get(pk=ana.participant))
    assert seat.session_roles == ((str(hall.session.pk), "interpreter"),)
    assert seats.read(seats.sign(seat)[0])[0] == seat
    parties.sign_out(Participant.objects.get(pk=ana.participant).person)
    assert parties.seat_of(Participant.objects.get(pk=ana.participant)).session_roles == seat.session_roles


def test_a_role_that_is_taken_is_gone_whatever_the_token_says(hall: Assembly) -> None:
    organiser, ana = hall.person("Organiser", "organiser"), hall.person("Ana", "audience")
    hall.moderator()
    give(hall, organiser, ana, "moderator")
    seat = seats.current(ana)
    assert code(take(hall, organiser, SessionRole.objects.get())) == ""
    with refused("wire.forbidden"):
        check_permission(seats.current(seat), hall.stream, "floor.grant")
    assert not SessionRole.objects.exists()
    assert code(hall.do(seat, "floor.close_list")) == "wire.forbidden"


def test_other_roles_survive_a_change_of_roles_in_the_conference(hall: Assembly) -> None:
    chair, organiser = hall.moderator(), hall.person("Organiser", "organiser")
    ana = hall.person("Ana", "audience")
    give(hall, organiser, ana, "panellist")
    hall.do(
        chair,
        "parties.change_roles",
        stream=hall.conference.stream,
        participant=ana.participant,
        roles=["interpreter"],
    )
    seat = seats.current(ana)
    assert (seat.roles, seat.session_roles) == (("interpreter",), ((str(hall.session.pk), "panellist"),))


def test_the_same_role_again_changes_nothing(hall: Assembly) -> None:
    organiser, ana = hall.person("Organiser", "organiser"), hall.person("Ana", "audience")
    assert [code(give(hall, organiser, ana, "panellist")) for _ in range(2)] == ["", ""]
    assert Entry.objects.filter(stream=hall.conference.stream).count() == 1


def test_what_is_not_of_the_conference_is_refused(hall: Assembly) -> None:
    organiser, ana, other = hall.person("Organiser", "organiser"), hall.person("Ana", "audience"), Assembly()
    assert code(give(hall, organiser, ana, "moderator", other.session)) == "session_roles.unknown_session"
    assert code(give(hall, organiser, other.moderator(), "moderator")) == "parties.unknown_participant"
    assert code(give(hall, organiser, ana, "organiser")) == "wire.bad_command"
    assert code(give(hall, organiser, ana, "interpreter", language="français")) == "wire.bad_command"
    never_given = SessionRole(
        session=hall.session, participant_id=int(ana.participant or 0), role="moderator"
    )
    assert code(take(hall, organiser, never_given)) == "session_roles.unknown"


def test_whose_access_was_withdrawn_gets_no_role_in_a_session(hall: Assembly) -> None:
    organiser, ana = hall.person("Organiser", "organiser"), hall.person("Ana", "audience")
    give(hall, organiser, ana, "panellist")
    parties.end_part(Participant.objects.get(pk=ana.participant), hall.session.starts_at)
    assert not SessionRole.objects.exists()
    assert code(give(hall, organiser, ana, "panellist")) == "session_roles.withdrawn"


def test_a_running_session_keeps_its_last_moderator(hall: Assembly) -> None:
    organiser, ana = hall.person("Organiser", "organiser"), hall.person("Ana", "audience")
    give(hall, organiser, ana, "moderator")
    row = SessionRole.objects.get()
    assert code(take(hall, organiser, row)) == "session_roles.last_moderator"
    hall.moderator()
    assert code(take(hall, organiser, row)) == ""


def test_the_conferences_last_moderator_may_go_once_every_session_has_its_own(hall: Assembly) -> None:
    organiser, chair = hall.person("Organiser", "organiser"), hall.moderator()
    hall.add_session("closed")

    def resign() -> str:
        roles = {"participant": chair.participant, "roles": ["audience"]}
        return code(hall.do(organiser, "parties.change_roles", stream=hall.conference.stream, **roles))

    assert resign() == "parties.last_moderator"
    give(hall, organiser, hall.person("Ana", "audience"), "moderator")
    assert resign() == ""


def test_a_moderator_of_the_session_may_take_its_chair(hall: Assembly) -> None:
    organiser, ana, chair = (
        hall.person("Organiser", "organiser"),
        hall.person("Ana", "audience"),
        hall.moderator(),
    )
    assert hall.code(chair, "floor.hand_over", chair=None, to=ana.participant) == "floor.not_a_moderator"
    give(hall, organiser, ana, "moderator")
    hall.done(chair, "floor.hand_over", chair=None, to=ana.participant)


@pytest.mark.parametrize("command", [GiveSessionRole, TakeSessionRole])
def test_the_stream_of_a_session_is_locked_first_where_its_booths_may_change(command: Any) -> None:
    given = {"session": "7", "participant": "1", "language": "fr"}
    handler = next(one for one in HANDLERS if one.command is command)
    assert handler.locks(command(role="interpreter", **given)) == ["session/7"]
    assert handler.locks(command(role="moderator", **given | {"language": ""})) == []
