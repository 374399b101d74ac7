"""Roll calls and decisions by real commands."""

from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.wire import signals
from sessions.models import Decision, Party, RollAnswer, RollCall
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def entities(hall: Assembly, kind: str) -> dict[str, Any]:
    return journal.snapshot_of(hall.stream, Audience.EVERYONE).entities[kind]


@pytest.fixture
def japan(hall: Assembly) -> Seat:
    """A delegate who sits in the hall."""
    return hall.person("Delegate of Japan", "delegate", party=hall.party("Japan", place="hall"), place="hall")


def test_FL22_a_roll_call_from_hall_and_remote(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, japan: Seat
) -> None:
    peru = hall.party("Peru", place="hall")
    observer = hall.person("Observer", "delegate", party=hall.party("Bank", accredited=False))
    opened = hall.done(chair, "rollcall.open")
    assert opened.event == {"type": "rollcall.opened", "roll_call": "1", "accredited": 4}
    assert entities(hall, "roll_call")["1"]["needed_to_decide"] == 3
    hall.done(fiji, "rollcall.answer", roll_call="1")
    hall.done(japan, "rollcall.answer", roll_call="1")
    hall.done(hall.person("Desk", "operator"), "rollcall.answer", roll_call="1", party=str(peru.pk))
    hall.done(chair, "rollcall.answer", roll_call="1", party=chile.party)
    hall.done(chair, "rollcall.answer", roll_call="1", party=chile.party, present=False)
    assert hall.code(observer, "rollcall.answer", roll_call="1") == "rollcall.not_accredited"
    places = {party: row["place"] for party, row in entities(hall, "roll_answer").items()}
    assert places == {fiji.party: "remote", japan.party: "hall", str(peru.pk): "hall"}

    closed = hall.done(chair, "rollcall.close", roll_call="1")
    assert closed.event == {
        "type": "rollcall.closed", "roll_call": "1", "present": [fiji.party, japan.party, str(peru.pk)],
        "accredited": 4, "may_open": True, "may_decide": True,
    }  # fmt: skip
    assert entities(hall, "roll_answer") == {}
    assert entities(hall, "roll_call")["1"]["present"] == closed.event["present"]


def test_FL22_the_quorum_is_recorded_with_the_decision(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(chair, "rollcall.open")
    for seat in (fiji, chile):
        hall.done(seat, "rollcall.answer", roll_call="1")
    hall.done(chair, "rollcall.close", roll_call="1")
    # A later accreditation or threshold does not change past roll calls.
    hall.party("Peru")
    hall.session.quorum_to_decide = "two_thirds"
    hall.session.save()
    told = hall.done(chair, "decision.record", text="  The Bali Message is adopted. ")
    assert told.event == {
        "type": "decision.recorded", "decision": "1", "text": "The Bali Message is adopted.", "roll_call": "1",
        "present": [fiji.party, chile.party], "accredited": 2, "needed": 2,
    }  # fmt: skip
    hall.done(chair, "decision.record", text="The session thanks its host.")
    assert [row["text"] for row in entities(hall, "decision").values()] == [
        "The Bali Message is adopted.",
        "The session thanks its host.",
    ]


def test_nothing_is_decided_without_a_quorum(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> None:
    assert hall.code(chair, "decision.record", text="Adopted.") == "rollcall.none_held"
    hall.done(chair, "rollcall.open")
    hall.done(fiji, "rollcall.answer", roll_call="1")
    assert hall.code(chair, "decision.record", text="Adopted.") == "rollcall.still_open"
    hall.done(chair, "rollcall.close", roll_call="1")
    assert hall.code(chair, "decision.record", text="Adopted.") == "rollcall.no_quorum"
    hall.done(chair, "rollcall.open")
    for seat in (fiji, chile):
        hall.done(seat, "rollcall.answer", roll_call="2")
    hall.done(chair, "rollcall.close", roll_call="2")
    hall.done(chair, "decision.record", text="Adopted.")
    assert Decision.objects.get().roll_call.number == 2


def test_a_session_without_a_quorum_decides_with_whoever_is_there(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.session.quorum_to_decide = "none"
    hall.session.save()
    hall.done(chair, "rollcall.open")
    hall.done(chair, "rollcall.close", roll_call="1")
    hall.done(chair, "decision.record", text="Adopted.")
    assert (Decision.objects.get().present, Decision.objects.get().needed) == (0, 0)


def test_a_session_whose_roll_call_fell_short_does_not_open(chair: Seat, hall: Assembly, fiji: Seat) -> None:
    for name in ("Chile", "Japan", "Peru"):
        hall.party(name)
    session = hall.add_session("scheduled", "draft")
    hall.do(chair, "rollcall.open", stream=session.stream)
    hall.do(fiji, "rollcall.answer", stream=session.stream, roll_call="1")
    hall.do(chair, "rollcall.close", stream=session.stream, roll_call="1")
    assert hall.code(chair, "session.open", stream=session.stream) == "rollcall.no_quorum"
    RollCall.objects.update(needed_to_open=1)
    hall.do(chair, "session.open", stream=session.stream)
    assert hall.events(session.stream)[-1] == "session.opened"


def test_a_session_does_not_close_in_the_middle_of_a_roll_call(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(chair, "rollcall.open")
    assert hall.code(chair, "session.close") == "rollcall.still_open"
    hall.done(chair, "rollcall.close", roll_call="1")
    hall.done(chair, "session.close")
    assert hall.code(chair, "rollcall.open") == "session.closed"
    assert hall.code(fiji, "rollcall.answer", roll_call="1") == "session.closed"


def test_a_delegate_answers_for_its_own_party_alone(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(chair, "rollcall.open")
    assert hall.code(fiji, "rollcall.answer", roll_call="1", party=chile.party) == "rollcall.not_yours"
    assert hall.code(chair, "rollcall.answer", roll_call="1") == "parties.party_needed"
    assert hall.code(chair, "rollcall.answer", roll_call="1", party="999") == "parties.unknown_party"
    assert RollAnswer.objects.count() == 0


def test_two_moderators_close_a_roll_call_once(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(chair, "rollcall.open")
    assert hall.code(chair, "rollcall.open") == "rollcall.open_already"
    hall.done(chair, "rollcall.close", roll_call="1")
    assert hall.code(hall.moderator("Vice-chair"), "rollcall.close", roll_call="1") == "rollcall.not_open"
    assert hall.code(fiji, "rollcall.answer", roll_call="1") == "rollcall.not_open"


def test_nobody_is_called_where_nobody_is_accredited(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    Party.objects.update(accredited=False)
    assert hall.code(chair, "rollcall.open") == "rollcall.nobody_accredited"


@pytest.mark.usefixtures("chile")
def test_FL22_who_has_the_quorum_on_screen_is_told_when_its_terms_change(
    hall: Assembly, fiji: Seat, django_capture_on_commit_callbacks: Any
) -> None:
    organiser = hall.person("Organiser", "organiser")
    told: list[signals.ChangedSignal] = []
    unlisten = signals.call_when_changed(told.append)
    change = {"party": fiji.party, "values": {"accredited": False}, "seen": {"accredited": True}}
    rule = {"values": {"quorum_to_decide": "none"}, "seen": {"quorum_to_decide": "majority"}}
    try:
        for stream, command, fields in (
            (hall.conference.stream, "parties.change", change),
            (hall.stream, "programme.change_session", rule),
        ):
            told.clear()
            with django_capture_on_commit_callbacks(execute=True):
                hall.done(organiser, command, stream=stream, **fields)
            assert (hall.stream, "rollcall.quorum", "") in told
    finally:
        unlisten()
