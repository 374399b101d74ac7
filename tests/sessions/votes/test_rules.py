"""Votes by delegation, without a database (FL28)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.votes import rules
from sessions.votes.protocol import Answer, Method, Subject
from sessions.votes.rules import Quorum, Tally, Vote
from tests.support.floors import NOW, after, refused

NO_QUORUM = Quorum()
ROLL = ("chile", "fiji", "japan", "peru")


def vote(method: Method = "electronic", **fields: Any) -> Vote:
    return Vote(7, "proposal", NOW, method=method, roll=ROLL, **{"proposal": 1} | fields)


def close(
    of: Vote,
    answers: dict[str, Answer] | None = None,
    entered: Tally | None = None,
    accredited: tuple[str, ...] = ROLL,
    reason: str = "",
    quorum: Quorum = NO_QUORUM,
) -> rules.Result:
    result = rules.close_vote(of, entered, answers or {}, accredited, reason, quorum, NOW).result
    assert result is not None
    return result


@pytest.mark.parametrize(
    ("in_favour", "against", "simple", "two_thirds"),
    [(2, 1, True, True), (3, 2, True, False), (1, 1, False, False), (1, 2, False, False), (1, 0, True, True)],
)
def test_FL28_a_majority_is_of_those_who_vote_for_or_against(
    in_favour: int, against: int, simple: bool, two_thirds: bool
) -> None:
    found = Tally(in_favour, against, 90)
    assert (rules.is_carried("simple", found), rules.is_carried("two_thirds", found)) == (simple, two_thirds)


@given(st.integers(0, 300), st.integers(0, 300))
def test_FL28_two_thirds_are_at_least_twice_as_many_as_against(in_favour: int, against: int) -> None:
    carried = rules.is_carried("two_thirds", Tally(in_favour, against))
    assert carried == (in_favour > 0 and in_favour >= 2 * against)


def test_FL28_ballots_are_counted_of_those_who_are_accredited_at_the_end() -> None:
    said: dict[str, Answer] = {"chile": "yes", "fiji": "no", "japan": "no", "mars": "yes"}
    assert close(vote(), said).carried is False
    result = close(vote(), said, accredited=("chile", "japan", "peru"))
    assert (result.in_favour, result.against, result.carried) == (1, 1, False)
    assert close(vote(), said, accredited=("chile", "peru")).carried is True


def test_FL28_a_roll_call_begins_with_the_party_drawn_and_anyone_can_draw_again() -> None:
    roll, drawn = rules.order_of_roll_call("seed", ROLL)
    assert roll[0] == drawn
    at = ROLL.index(drawn)
    assert roll == (*ROLL[at:], *ROLL[:at])
    assert rules.order_of_roll_call("seed", ROLL) == (roll, drawn)
    assert {rules.order_of_roll_call(str(seed), ROLL)[1] for seed in range(60)} == {*ROLL}


def test_FL28_who_passed_is_called_a_second_time_and_then_passes_no_more() -> None:
    of, said = vote("roll_call"), dict[str, Answer]()
    order = []
    for answer in ("pass", "yes", "pass", "no"):
        party, round_ = rules.called_party(of, said)
        assert party is not None
        assert round_ == 1
        rules.check_cast("open", of, said, party, answer, True)
        said[party] = answer
        order.append(party)
    assert tuple(order) == ROLL
    assert rules.called_party(of, said) == ("chile", 2)
    with refused("vote.passed_already"):
        rules.check_cast("open", of, said, "chile", "pass", True)
    with refused("vote.roll_not_finished"):
        close(of, said)
    said["chile"] = "abstain"
    assert rules.called_party(of, said) == ("japan", 2)
    said["japan"] = "absent"
    assert rules.called_party(of, said) == (None, 2)
    result = close(of, said)
    assert (result.in_favour, result.against, result.abstentions, result.carried) == (1, 1, 1, False)


def test_FL28_a_roll_call_whose_time_is_over_is_closed_without_those_who_did_not_answer() -> None:
    of, said = vote("roll_call", closes_at=after(seconds=30)), dict[str, Answer](chile="yes", fiji="pass")
    with refused("vote.roll_not_finished"):
        rules.close_vote(of, None, said, ROLL, "", NO_QUORUM, after(seconds=29))
    result = rules.close_vote(of, None, said, ROLL, "", NO_QUORUM, after(seconds=30)).result
    assert result is not None
    assert (result.in_favour, result.against, result.abstentions, result.carried) == (1, 0, 0, True)


def test_FL28_who_has_voted_is_present_where_connections_are_counted() -> None:
    said: dict[str, Answer] = {"chile": "yes", "fiji": "abstain", "japan": "absent"}
    by_connection, by_roll = Quorum(1, 4, 2, "presence"), Quorum(1, 4, 2, "roll_call")
    assert rules.with_voters(by_connection, vote(), said).present == 2
    assert rules.with_voters(Quorum(3, 4, 2), vote(), said).present == 3
    assert rules.with_voters(by_roll, vote(), said).present == 1


def test_FL28_the_needed_presence_stays_as_it_was_when_the_vote_began() -> None:
    begun = replace(vote(), quorum=Quorum(2, 4, 3))
    assert rules.with_voters(Quorum(3, 40, 21), begun, {}) == Quorum(3, 4, 3)
    called = Quorum(1, 40, 0, "roll_call")
    assert rules.with_voters(called, begun, {}) == replace(called, accredited=4, needed=3)


def test_FL28_nobody_answers_the_roll_before_being_called_and_all_may_change_their_answer() -> None:
    of = vote("roll_call")
    with refused("vote.not_called"):
        rules.check_cast("open", of, {}, "peru", "yes", True)
    rules.check_cast("open", of, {"chile": "yes"}, "fiji", "no", True)
    rules.check_cast("open", of, {"chile": "yes", "fiji": "no"}, "chile", "no", True)


@pytest.mark.parametrize(
    ("method", "answer", "code"),
    [
        ("show_of_hands", "yes", "vote.by_hand"),
        ("without_a_vote", "yes", "vote.objections_only"),
        ("electronic", "pass", "vote.roll_call_only"),
        ("electronic", "absent", "vote.roll_call_only"),
    ],
)
def test_FL28_each_kind_takes_its_own_answers(method: Method, answer: Answer, code: str) -> None:
    with refused(code):
        rules.check_cast("open", vote(method), {}, "fiji", answer, True)


def test_FL28_who_may_vote() -> None:
    with refused("vote.no_right"):
        rules.check_cast("open", vote(), {}, "observer", "yes", True)
    with refused("vote.no_right"):
        rules.check_cast("open", vote(), {}, "fiji", "yes", False)
    with refused("session.not_open"):
        rules.check_cast("suspended", vote(), {}, "fiji", "yes", True)


def test_FL28_nothing_is_cast_after_the_end_whose_time_is_told() -> None:
    timed = vote(closes_at=after(seconds=30))
    assert rules.find_vote_under_way(timed, "7", after(seconds=29)) == timed
    with refused("vote.over", "05:20:30 UTC"):
        rules.find_vote_under_way(timed, "7", after(seconds=30))
    closed = rules.close_vote(vote(), None, {"fiji": "yes"}, ROLL, "", Quorum(), after(minutes=2))
    with refused("vote.over", "05:22:00 UTC"):
        rules.find_vote_under_way(closed, "7", after(minutes=3))
    with refused("vote.over"):
        rules.find_vote_under_way(vote(), "6", NOW)
    with refused("vote.over"):
        rules.find_vote_under_way(None, "7", NOW)


def test_FL28_figures_of_a_show_of_hands_are_checked() -> None:
    of = vote("show_of_hands")
    with refused("vote.figures_needed"):
        close(of)
    with refused("vote.too_many", "4 delegations"):
        close(of, entered=Tally(3, 1, 1))
    with refused("vote.too_many", "3 delegations"):
        close(of, entered=Tally(3, 1), quorum=Quorum(3, 4, 0, "roll_call"))
    with refused("vote.nobody_voted"):
        close(of, entered=Tally(0, 0, 4))
    assert close(of, entered=Tally(0, 0, 4), reason="All abstain.").carried is False
    assert close(of, entered=Tally(0, 0, 4), reason="All abstain.").reason == "All abstain."
    assert close(of, entered=Tally(3, 1, 0)).carried is True
    assert close(of, entered=Tally(3, 1, 0), reason="All abstain.").reason == ""


def test_FL28_figures_are_entered_for_a_show_of_hands_alone() -> None:
    with refused("vote.figures_not_needed"):
        close(vote(), {"fiji": "yes"}, entered=Tally(3, 1))
    with refused("vote.nobody_voted"):
        close(vote(), {"fiji": "abstain"})


def test_FL28_without_a_vote_delegations_have_a_moment_to_object() -> None:
    of = vote("without_a_vote", closes_at=after(seconds=10))
    with refused("vote.objections_open"):
        rules.close_vote(of, None, {}, ROLL, "", Quorum(), after(seconds=9))
    adopted = rules.close_vote(of, None, {}, ROLL, "", Quorum(), after(seconds=10)).result
    assert adopted is not None
    assert (adopted.carried, adopted.against) == (True, 0)
    rules.check_objection("open", of, "fiji", True)
    opposed = rules.close_vote(of, None, {"fiji": "object"}, ROLL, "", Quorum(), after(seconds=2)).result
    assert opposed is not None
    assert (opposed.carried, opposed.against) == (False, 1)
    with refused("vote.not_by_consensus"):
        rules.check_objection("open", vote(), "fiji", True)


def test_FL22_a_proposal_is_decided_with_a_quorum_at_the_end_too() -> None:
    short = Quorum(present=2, accredited=4, needed=3)
    with refused("rollcall.no_quorum"):
        close(vote(), {"fiji": "yes"}, quorum=short)
    motion = replace(vote(), subject="motion", proposal=None)
    assert close(motion, {"fiji": "yes"}, quorum=short).carried is True


@pytest.mark.parametrize(
    ("subject", "method", "seconds", "code"),
    [
        ("appeal", "without_a_vote", 20, "vote.appeal_is_voted"),
        ("indicative", "without_a_vote", 20, "vote.appeal_is_voted"),
        ("proposal", "without_a_vote", None, "vote.moment_needed"),
    ],
)
def test_FL28_not_everything_is_decided_without_a_vote(
    subject: Subject, method: Method, seconds: int | None, code: str
) -> None:
    with refused(code):
        rules.check_terms(subject, method, seconds, ROLL)


def test_FL28_somebody_has_to_have_the_right_to_vote() -> None:
    with refused("vote.nobody_votes"):
        rules.check_terms("motion", "electronic", None, ())
    rules.check_terms("motion", "show_of_hands", None, ())


def test_FL28_an_indicative_vote_decides_nothing() -> None:
    of = replace(vote(), subject="indicative", proposal=None, question="Shall we go on?")
    assert close(of, {"fiji": "yes"}).carried is None


def test_FL28_a_correction_is_noted_once_the_vote_is_over() -> None:
    closed = rules.close_vote(vote(), None, {"fiji": "yes"}, ROLL, "", Quorum(), NOW)
    assert rules.check_correction("open", closed, "peru") == closed
    with refused("vote.not_over"):
        rules.check_correction("open", vote(), "fiji")
    with refused("vote.not_over"):
        rules.check_correction("open", None, "fiji")
    with refused("vote.no_right"):
        rules.check_correction("open", closed, "observer")
    with refused("session.closed"):
        rules.check_correction("closed", closed, "fiji")
    hands = rules.close_vote(vote("show_of_hands"), Tally(1), {}, ROLL, "", Quorum(), NOW)
    with refused("vote.nothing_to_correct"):
        rules.check_correction("open", hands, "fiji")


def test_FL28_votes_end_when_the_chair_said() -> None:
    assert rules.end_of_voting(NOW, 30) == NOW + timedelta(seconds=30)
    assert rules.end_of_voting(NOW, None) is None
