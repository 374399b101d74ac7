"""The parties that are expected in sessions, as the plan shows its clashes."""

from typing import Any

import pytest

from foundation.wire import signals
from sessions.models import PodiumSeat, Session, WrittenStatement
from sessions.planning.expected.services import expected_signal
from tests.sessions.planning.conftest import Office
from tests.support.assembly import STARTS


def shown(office: Office) -> dict[str, list[str]]:
    return {each.session: list(each.parties) for each in expected_signal(office.conference.pk).sessions}


@pytest.fixture
def other(office: Office) -> Session:
    return office.add_session("scheduled", "draft")


def statement(session: Session, party: str | None, **fields: Any) -> None:
    given = {"language": "en", "submitted_at": STARTS, "text": "We meet again."}
    WrittenStatement.objects.create(session=session, party_id=int(party or 0), **given | fields)


def test_who_is_on_a_list_handed_in_a_text_to_speak_or_sits_on_the_podium_is_expected(
    office: Office, other: Session
) -> None:
    fiji, chile, ghana = (office.delegate(name) for name in ("Fiji", "Chile", "Ghana"))
    office.done(fiji, "floor.inscribe")
    statement(other, fiji.party, held=True, spoken=True)
    statement(office.session, chile.party, spoken=True)
    PodiumSeat.objects.create(session=other, slot="first", participant_id=ghana.participant)
    assert shown(office) == {
        str(office.session.pk): [str(fiji.party), str(chile.party)],
        str(other.pk): [str(fiji.party), str(ghana.party)],
    }


def test_a_text_that_is_only_read_or_withdrawn_and_a_session_that_is_over_count_for_nothing(
    office: Office, other: Session
) -> None:
    fiji = office.delegate("Fiji")
    statement(office.session, fiji.party)
    statement(office.session, fiji.party, held=True, withdrawn=True)
    statement(other, fiji.party, held=True)
    Session.objects.filter(pk=other.pk).update(state="closed")
    assert shown(office) == {}


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_organisers_are_told_when_it_changes(office: Office) -> None:
    fiji = office.delegate("Fiji")
    told: list[signals.ChangedSignal] = []
    stop = signals.call_when_changed(told.append)
    try:
        office.done(fiji, "floor.inscribe")
        office.done(fiji, "written.submit", language="en", text="We meet again.", spoken=True)
        office.done(office.moderator(), "floor.seat", slot="chair", participant=fiji.participant)
        office.plan(
            "people.change", participant=fiji.participant, values={"party": None}, seen={"party": fiji.party}
        )
    finally:
        stop()
    wanted = (office.conference.stream, "planning.expected", "")
    assert [each for each in told if each == wanted] == [wanted] * 4
