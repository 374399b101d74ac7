"""Appeals that delegations raise themselves, and motions that are ruled out of order (FL13)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.floor.core import session_state, turns
from sessions.floor.core.state import Entry, Floor
from sessions.floor.core.turns import READY
from sessions.floor.points_of_order import rules as interruptions
from sessions.floor.voting import rules
from sessions.votes.protocol import RulingFacts
from tests.support.assembly import Assembly
from tests.support.floors import OPERATOR, after, entry, floor, member, refused, speaking

FJ, CL = member("fj"), member("cl")


def ruled(*entries: Entry) -> Floor:
    """The chair has ruled on the point of order of p2. The token is 3, the ruling 2, and entry 1 has the floor."""
    before = speaking(1)
    raised = [entry(2, kind="point_of_order"), *entries]
    of = interruptions.recognise(
        before.with_entries(*raised), "2", 1, after(seconds=20), READY, confirmed=False
    ).floor
    return interruptions.rule(of, 2, "not_upheld", "It is in order.", after(seconds=80)).floor


def moved() -> Floor:
    """The motion of p2 is heard, while the turn of entry 1 waits. The token is 2."""
    motion = entry(2, kind="motion", motion="closure_of_debate")
    return interruptions.recognise(
        speaking(1).with_entries(motion), "2", 1, after(seconds=20), READY, confirmed=False
    ).floor


def test_FL13_a_delegation_appeals_itself_once_for_a_ruling() -> None:
    of = rules.raise_appeal(ruled(), FJ, "2", "fj", after(seconds=85)).floor
    assert of.appellant == "fj"
    with refused("floor.appealed_already"):
        rules.raise_appeal(of, CL, "2", "cl", after(seconds=85))
    with refused("floor.appealed_already"):
        rules.appeal(of, "2", "cl", of.token, after(seconds=90))


def test_FL13_nobody_appeals_for_another_or_against_what_was_not_ruled() -> None:
    with refused("floor.not_yours"):
        rules.raise_appeal(ruled(), CL, "2", "fj", after(seconds=85))
    for of, ruling in ((ruled(), "1"), (floor(), "2")):
        with refused("floor.no_ruling"):
            rules.raise_appeal(of, FJ, ruling, "fj", after(seconds=85))
    assert rules.raise_appeal(ruled(), OPERATOR, "2", "fj", after(seconds=85)).floor.appellant == "fj"


def test_FL13_the_clock_stops_while_an_appeal_waits() -> None:
    before = ruled(entry(3))
    of = rules.raise_appeal(before, FJ, "2", "fj", after(seconds=85)).floor
    assert (of.turn, of.token, [turn.number for turn in of.interrupted_turns]) == (None, before.token, [1])
    with refused("floor.appeal_due"):
        turns.grant(of, "3", of.token, after(seconds=90))
    back = rules.withdraw_appeal(of, FJ, "2", after(seconds=95)).floor
    assert back.turn is not None
    assert back.turn.spoken_time(after(seconds=100)) == timedelta(seconds=30)
    put = rules.appeal(of, "2", "fj", of.token, after(seconds=91)).floor
    assert (put.ruled, put.appellant, put.interrupted) == (None, None, of.interrupted)
    assert turns.grant(before, "3", before.token, after(seconds=90)).floor.ruled is None


def test_FL13_the_ruling_stands_with_the_vote_on_the_appeal() -> None:
    before = ruled()
    facts = RulingFacts(turn="2", party="p2", ruling="not_upheld", text="It is in order.")
    assert before.ruling == facts
    of = rules.raise_appeal(before, FJ, "2", "fj", after(seconds=85)).floor
    put = rules.appeal(of, "2", "fj", of.token, after(seconds=90)).floor
    assert put.vote is not None
    assert put.vote.ruling == facts


def test_FL13_nothing_else_is_recognised_before_an_appeal_that_was_raised() -> None:
    of = rules.raise_appeal(ruled(entry(3, kind="point_of_order")), FJ, "2", "fj", after(seconds=85)).floor
    with refused("floor.appeal_due"):
        interruptions.recognise(of, "3", of.token, after(seconds=90), READY, False)


def test_FL13_whoever_appealed_withdraws_it_until_it_is_put_to_the_vote() -> None:
    of = rules.raise_appeal(ruled(), FJ, "2", "fj", after(seconds=85)).floor
    with refused("floor.not_yours"):
        rules.withdraw_appeal(of, CL, "2", after(seconds=95))
    again = rules.withdraw_appeal(of, FJ, "2", after(seconds=95)).floor
    assert (again.appellant, again.ruled) == (None, 2)
    put = rules.appeal(of, "2", "fj", of.token, after(seconds=90)).floor
    for none in (again, put, replace(of, ruled=9)):
        with refused("floor.no_appeal"):
            rules.withdraw_appeal(none, FJ, "2", after(seconds=95))


def test_FL13_who_withdrew_an_appeal_cuts_no_speaker_with_another_one() -> None:
    raised = rules.raise_appeal(ruled(), FJ, "2", "fj", after(seconds=85)).floor
    of = rules.withdraw_appeal(raised, FJ, "2", after(seconds=90)).floor
    for actor in (FJ, OPERATOR):
        with refused("floor.appeal_withdrawn"):
            rules.raise_appeal(of, actor, "2", "fj", after(seconds=95))
    # Others still may, and the chair puts the appeal of the first to the vote.
    assert rules.raise_appeal(of, CL, "2", "cl", after(seconds=95)).floor.appellant == "cl"
    put = rules.appeal(of, "2", "fj", of.token, after(seconds=95)).floor
    assert put.vote is not None
    assert put.vote.party == "fj"


def test_FL13_an_appeal_that_interrupted_no_turn_ends_none_when_it_is_withdrawn() -> None:
    """As of an earlier release, which left the turn to go on while an appeal waited."""
    before = replace(ruled(), appellant="fj")
    back = rules.withdraw_appeal(before, FJ, "2", after(seconds=95)).floor
    assert (back.turn, back.token, back.appellant) == (before.turn, before.token, None)
    assert back.turn is not None


def test_FL13_a_session_that_closes_ends_an_appeal() -> None:
    of = rules.raise_appeal(ruled(), FJ, "2", "fj", after(seconds=85)).floor
    closed = session_state.close_session(of, after(seconds=90)).floor
    assert (closed.ruled, closed.appellant) == (None, None)
    with refused("session.not_open"):
        rules.raise_appeal(replace(ruled(), session="suspended"), FJ, "2", "fj", after(seconds=85))


def test_FL13_a_motion_is_ruled_out_of_order_and_the_turn_goes_on() -> None:
    outcome = interruptions.rule_out_of_order(moved(), 2, "It was decided already.", after(seconds=50))
    of = outcome.floor
    assert of.turn is not None
    assert (of.turn.entry, of.interrupted, of.ruled, of.voting, of.token) == (1, None, 2, None, 3)
    assert rules.raise_appeal(of, FJ, "2", "fj", after(seconds=85)).floor.appellant == "fj"
    with refused("floor.no_motion"):
        interruptions.rule_out_of_order(of, of.token, "Again.", after(seconds=51))


@pytest.mark.django_db
class TestCommands:
    """The same by commands, on a database."""

    @pytest.fixture
    def ruling(self, hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> str:
        """A motion of Chile, which speaks of something else, was ruled out of order while Fiji spoke."""
        hall.done(fiji, "floor.inscribe")
        hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
        hall.done(chile, "floor.inscribe", kind="motion", motion="other", text="That the room be aired.")
        hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=1)
        assert hall.code(chair, "floor.rule_out_of_order", token=2, text=" ") == "wire.bad_command"
        done = hall.done(chair, "floor.rule_out_of_order", token=2, text="It is warm enough.")
        assert (done.event["motion"], done.event["text"]) == ("other", "It is warm enough.")
        return str(done.event["turn"])

    def test_FL13_everyone_sees_who_appeals(self, hall: Assembly, fiji: Seat, ruling: str) -> None:
        hall.done(fiji, "floor.raise_appeal", ruling=ruling)
        (of,) = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["floor"].values()
        assert (of["ruled"], of["appellant"]) == (ruling, fiji.party)
        assert hall.floor().appellant_id == int(fiji.party or 0)

    def test_FL13_who_listens_appeals_against_nothing(self, hall: Assembly, chair: Seat, ruling: str) -> None:
        assert hall.code(hall.guest(), "floor.raise_appeal", ruling=ruling) == "wire.forbidden"
        assert hall.code(chair, "floor.raise_appeal", ruling=ruling) == "parties.party_needed"

    def test_FL13_a_motion_for_something_else_is_shown_in_the_movers_words(
        self, hall: Assembly, chair: Seat, chile: Seat, ruling: str
    ) -> None:
        words = "That the meeting be held outdoors."
        hall.done(chile, "floor.inscribe", kind="motion", motion="other", text=words)
        shown = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities
        assert [row["motion_text"] for row in shown["entry"].values()] == [words]
        hall.done(chair, "floor.recognise", confirmed=True, entry="3", token=hall.floor().token)
        hall.done(chair, "floor.put_to_vote", token=hall.floor().token)
        (vote,) = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["vote"].values()
        assert vote["motion_text"] == words
