"""The debate on a motion, without a database: who speaks on it, precedence, and what ends it (FL27)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sessions.floor.core import session_state, turns
from sessions.floor.core import speakers_list as lists
from sessions.floor.core.state import MOTION_SPEAKERS, Entry, Floor, PendingMotion, Turn
from sessions.floor.core.turns import READY
from sessions.floor.disconnections import rules as failures
from sessions.floor.motions import protocol, rules
from sessions.floor.points_of_order import rules as interruptions
from sessions.floor.points_of_order.protocol import MotionRuledOut
from sessions.floor.protocol import MotionSpeakers, Side, Sides
from sessions.floor.speaking_time import rules as figures
from sessions.floor.speaking_time.presets import PRESETS
from sessions.floor.voting import rules as votes
from sessions.votes import protocol as vote_protocol
from sessions.votes.protocol import Motion
from tests.sessions.floor.voting.test_rules import enter
from tests.support.floors import (
    LIMITS,
    MODERATOR,
    NOW,
    OPERATOR,
    after,
    candidate,
    entry,
    floor,
    member,
    refused,
    speaking,
)

GRACE = timedelta(seconds=30)


def raised(number: int, motion: Motion | None = None) -> Entry:
    """A motion that waits, or a point of order."""
    return entry(number, kind="motion" if motion else "point_of_order", motion=motion)


def moved(motion: Motion = "adjournment_of_debate", *entries: Entry) -> Floor:
    """Entry 1 had spoken for 20 s when motion 2 of party p2 was recognised. The token is 2."""
    of = speaking(1).with_entries(raised(2, motion), *entries)
    of = replace(of, next_number=10)
    return interruptions.recognise(of, "2", 1, after(seconds=20), READY, False).floor


def recognised(of: Floor, number: int, seconds: int = 60) -> Floor:
    return interruptions.recognise(
        of, str(number), of.token, after(seconds=seconds), READY, confirmed=False
    ).floor


def ask(of: Floor, party: str, side: Side, motion: str = "") -> Floor:
    number = motion or str(of.motions[-1].number)
    return rules.speak_on_motion(of, member(party), candidate(party), number, side, NOW).floor


def hear(of: Floor, seconds: int = 40) -> Floor:
    """The first who asked has the floor."""
    first = of.speaking_on(of.motions[-1].number)[0]
    return rules.hear_on_motion(
        of, str(first.number), of.token, after(seconds=seconds), READY, confirmed=False
    ).floor


def debated(motion: Motion = "adjournment_of_debate", *entries: Entry) -> Floor:
    """A speaks against motion 2 since second 40. The token is 3."""
    return hear(ask(moved(motion, *entries), "a", "against"))


def carried(of: Floor, in_favour: int = 9, seconds: int = 100) -> Floor:
    """The motion before the meeting was put to the vote, and carried."""
    of = votes.put_to_vote(of, of.token, after(seconds=seconds)).floor
    return enter(of, in_favour, 4, 0, after(seconds=seconds + 10)).floor


def present(of: Floor) -> Turn:
    assert of.turn is not None
    return of.turn


def state(of: Floor, party: str) -> str:
    return next(e.state for e in of.entries if (e.party, e.kind) == (party, "on_motion"))


# Who speaks on a motion


def test_FL27_a_motion_is_before_the_meeting_once_it_is_recognised() -> None:
    of = moved()
    assert of.motion == PendingMotion(
        number=2, entry=2, party="p2", motion="adjournment_of_debate", motion_text="",
        recognised_at=after(seconds=20), in_favour=2, against=2,
    )  # fmt: skip
    assert (present(of).motion_number, [turn.number for turn in of.interrupted_turns]) == (2, [1])


@pytest.mark.parametrize(
    ("motion", "in_favour", "against"),
    [
        ("suspension", 0, 0),
        ("adjournment", 0, 0),
        ("adjournment_of_debate", 2, 2),
        ("closure_of_debate", 0, 2),
        ("closure_of_list", 1, 1),
        ("other", 2, 2),
    ],
)
def test_FL27_as_many_speak_as_its_kind_allows(motion: Motion, in_favour: int, against: int) -> None:
    of = moved(motion)
    most: dict[Side, int] = {"for": in_favour, "against": against}
    for side, places in most.items():
        for n in range(places):
            of = ask(of, f"{side}-{n}", side)
        with refused("floor.side_full" if places else "floor.not_debated"):
            ask(of, "late", side)
    assert len(of.speaking_on(2)) == in_favour + against


def test_FL27_one_press_asks_and_the_event_says_so() -> None:
    outcome = rules.speak_on_motion(moved(), member("a"), candidate("a"), "2", "for", NOW)
    assert outcome.event == protocol.AskedOnMotion(entry="10", motion="2", party="a", side="for")
    (asking,) = outcome.floor.speaking_on(2)
    assert (asking.kind, asking.of, asking.side) == ("on_motion", 2, "for")
    assert (outcome.floor.waiting, outcome.floor.replies) == ([], [])


def test_FL27_a_party_speaks_once_and_the_mover_has_spoken() -> None:
    with refused("floor.mover_speaks"):
        ask(moved(), "p2", "for")
    asked = ask(moved(), "a", "for")
    with refused("floor.already_inscribed"):
        ask(asked, "a", "against")
    with refused("floor.spoke_already"):
        ask(hear(asked), "a", "against")


def test_FL27_only_its_own_members_and_the_staff_ask_for_a_party() -> None:
    with refused("floor.not_yours"):
        rules.speak_on_motion(moved(), member("b"), candidate("a"), "2", "for", NOW)
    for staff in (MODERATOR, OPERATOR):
        of = rules.speak_on_motion(moved(), staff, candidate("a"), "2", "for", NOW).floor
        assert [e.party for e in of.speaking_on(2)] == ["a"]


def test_FL27_nobody_asks_to_speak_on_what_is_not_before_the_meeting() -> None:
    put = votes.put_to_vote(moved(), 2, NOW).floor
    for of, number in ((speaking(1), "1"), (moved(), "1"), (moved(), "x"), (put, "2")):
        with refused("floor.no_motion"):
            ask(of, "a", "for", number)
    with refused("session.not_open"):
        ask(session_state.suspend_session(moved(), "Lunch.", NOW).floor, "a", "for", "2")


def test_FL27_the_sides_alternate_in_the_order_of_the_requests() -> None:
    of = moved()
    asked: list[tuple[str, Side]] = [("a", "against"), ("b", "against"), ("c", "for"), ("d", "for")]
    for party, side in asked:
        of = ask(of, party, side)
    assert [e.party for e in of.speaking_on(2)] == ["c", "a", "d", "b"]
    gone = lists.withdraw(of, member("a"), "10", NOW).floor
    assert [e.party for e in ask(gone, "e", "against").speaking_on(2)] == ["c", "d", "b", "e"]


def test_FL27_who_withdraws_leaves_the_place_and_takes_it_back_while_it_is_free() -> None:
    of = ask(ask(moved(), "a", "for"), "b", "for")
    gone = lists.withdraw(of, member("a"), "10", NOW).floor
    assert len(lists.restore(gone, member("a"), "10", NOW).floor.speaking_on(2)) == 2
    with refused("floor.side_full"):
        lists.restore(ask(gone, "c", "for"), member("a"), "10", NOW)
    with refused("floor.no_motion"):
        lists.restore(votes.put_to_vote(gone, 2, NOW).floor, member("a"), "10", NOW)


# Hearing


def test_FL27_the_chair_gives_the_floor_which_ends_the_turn_before() -> None:
    outcome = rules.hear_on_motion(
        ask(moved(), "a", "against"), "10", 2, after(seconds=90), READY, confirmed=False
    )
    assert outcome.event == protocol.HeardOnMotion(
        turn="3", entry="10", motion="2", party="a", side="against", token=3, allotted=120, ended="2",
        ended_overtime=10.0, ended_party="p2",
    )  # fmt: skip
    of = outcome.floor
    assert (present(of).kind, present(of).side, present(of).motion_number, of.token) == (
        "on_motion",
        "against",
        2,
        3,
    )
    assert of.motions[-1].heard == ((10, "a", "against"),)
    assert [turn.number for turn in of.interrupted_turns] == [1]


def test_FL27_its_limit_is_a_figure_of_the_session() -> None:
    of = replace(ask(moved(), "a", "against"), limits=LIMITS.model_copy(update={"on_motion": 45}))
    assert present(hear(of)).allotted == 45


@pytest.mark.parametrize(
    ("number", "token", "code"),
    [
        ("10", 1, "floor.token_changed"),
        ("9", 2, "floor.entry_gone"),
        ("3", 2, "floor.other_motion"),
        ("4", 2, "floor.other_motion"),
    ],
)
def test_FL27_who_is_not_heard_on_the_motion(number: str, token: int, code: str) -> None:
    of = ask(moved("closure_of_debate", entry(3), raised(4)), "a", "against")
    with refused(code):
        rules.hear_on_motion(of, number, token, NOW, READY, False)


def test_FL27_of_two_moderators_who_act_at_once_one_does() -> None:
    of = ask(ask(moved(), "a", "against"), "b", "for")
    heard = rules.hear_on_motion(of, "10", 2, NOW, READY, False).floor
    for act in (
        lambda: rules.hear_on_motion(heard, "11", 2, NOW, READY, False),
        lambda: votes.put_to_vote(heard, 2, NOW),
        lambda: interruptions.rule_out_of_order(heard, 2, "No.", NOW),
    ):
        with refused("floor.token_changed"):
            act()


def test_FL27_meanwhile_the_list_waits() -> None:
    for of in (moved(), debated(), turns.end(debated(), 3, "closed", NOW).floor):
        of = of.with_entries(entry(5))
        with refused("floor.motion_pending"):
            turns.grant(of, "5", of.token, NOW)
    asked = ask(moved(), "a", "against")
    for act in (
        lambda: lists.move(asked, "10", 0, None, None),
        lambda: failures.call_later(asked, "10", 0),
    ):
        with refused("floor.on_motion"):
            act()


def test_FL27_a_speaker_who_is_done_ends_and_the_motion_stays() -> None:
    done = turns.finish(debated(), member("a"), 3, after(seconds=60))
    timed = turns.apply_time(replace(debated(), ends_turns=True), after(minutes=9))
    assert timed is not None
    for outcome in (done, timed, turns.end(debated(), 3, "revoked", after(seconds=60))):
        assert outcome.event.model_dump()["returned"] is None
        assert (outcome.floor.turn, len(outcome.floor.motions)) == (None, 1)


def test_FL27_the_chair_puts_it_to_the_vote_sooner_and_who_waits_is_not_heard() -> None:
    of = ask(debated(), "b", "for")
    outcome = votes.put_to_vote(of, 3, after(seconds=70))
    assert isinstance(outcome.event, vote_protocol.VotePut)
    assert (outcome.event.of, outcome.event.party, outcome.event.spoken) == ("2", "p2", 30.0)
    assert outcome.event.interrupted == "1"
    assert (outcome.floor.motions, outcome.floor.turn, state(outcome.floor, "b")) == ((), None, "not_heard")
    entered = enter(outcome.floor, 2, 9, 0, after(seconds=90)).floor
    assert present(entered).number == 1
    assert present(entered).spoken_time(after(seconds=95)) == timedelta(seconds=25)


# Precedence


@pytest.mark.parametrize("higher", ["suspension", "adjournment", "adjournment_of_debate"])
def test_FL27_a_higher_motion_interrupts_and_the_lower_one_returns(higher: Motion) -> None:
    of = recognised(debated("closure_of_debate", raised(3, higher)), 3)
    assert [motion.motion for motion in of.motions] == ["closure_of_debate", higher]
    assert [turn.number for turn in of.interrupted_turns] == [1, 3]
    put = votes.put_to_vote(of, of.token, after(seconds=70)).floor
    assert isinstance(put.vote and put.vote.motion, str)
    lost = enter(put, 1, 9, 0, after(seconds=90)).floor
    assert (present(lost).number, present(lost).party) == (3, "a")
    assert present(lost).spoken_time(after(seconds=100)) == timedelta(seconds=30)
    assert [motion.motion for motion in lost.motions] == ["closure_of_debate"]
    end = carried(lost, in_favour=0)
    assert (present(end).number, end.motions, end.interrupted_turns) == (1, (), ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("suspension", "suspension"),
        ("suspension", "adjournment"),
        ("adjournment", "closure_of_debate"),
        ("closure_of_debate", "other"),
    ],
)
def test_FL27_a_lower_or_equal_one_waits(first: Motion, second: Motion) -> None:
    of = moved(first, raised(3, second))
    with refused("floor.motion_precedes"):
        recognised(of, 3)
    assert [motion.motion for motion in recognised(carried(of, 0), 3).motions] == [second]


def test_FL27_three_motions_return_one_after_the_other_and_then_the_speaker() -> None:
    of = debated("closure_of_debate", raised(3, "adjournment_of_debate"), raised(4, "suspension"))
    of = recognised(of, 3)
    of = hear(ask(of, "b", "for"), 65)
    of = recognised(of, 4, 70)
    assert [turn.number for turn in of.interrupted_turns] == [1, 3, 5]
    of = carried(of, in_favour=0)
    assert (present(of).party, of.motion and of.motion.motion) == ("b", "adjournment_of_debate")
    of = carried(of, in_favour=0)
    assert (present(of).party, of.motion and of.motion.motion) == ("a", "closure_of_debate")
    of = carried(of, in_favour=0)
    assert (present(of).number, of.motion, of.interrupted_turns) == (1, None, ())


def test_FL27_where_nobody_spoke_on_the_lower_one_nobody_is_given_the_floor() -> None:
    of = turns.end(moved("closure_of_debate", raised(3, "suspension")), 2, "closed", NOW).floor
    of = carried(recognised(of, 3), in_favour=0)
    assert (of.turn, of.motion and of.motion.number) == (None, 2)
    assert [turn.number for turn in of.interrupted_turns] == [1]
    assert present(hear(ask(of, "a", "against"), 120)).party == "a"


LAPSES: list[tuple[Motion, Motion, bool]] = [
    ("closure_of_debate", "suspension", False),
    ("closure_of_debate", "adjournment", True),
    ("closure_of_debate", "adjournment_of_debate", True),
    ("closure_of_list", "adjournment_of_debate", True),
    ("closure_of_list", "closure_of_debate", True),
    ("other", "closure_of_debate", False),
    ("other", "adjournment_of_debate", False),
    ("other", "adjournment", True),
]


@pytest.mark.parametrize(("lower", "higher", "lapses"), LAPSES)
def test_FL27_a_motion_that_is_carried_makes_void_what_it_decides(
    lower: Motion, higher: Motion, lapses: bool
) -> None:
    of = ask(debated(lower, raised(3, higher)), "b", "for") if lower != "closure_of_debate" else debated(
        lower, raised(3, higher)
    )  # fmt: skip
    put = recognised(of, 3)
    put = votes.put_to_vote(put, put.token, after(seconds=70)).floor
    outcome = enter(put, 9, 1, 0, after(seconds=90))
    assert isinstance(outcome.event, vote_protocol.VoteClosed)
    assert outcome.event.lapsed == (["2"] if lapses else [])
    assert present(outcome.floor).number == (1 if lapses else 3)
    assert len(outcome.floor.motions) == (0 if lapses else 1)
    if lower != "closure_of_debate":
        assert state(outcome.floor, "b") == ("not_heard" if lapses else "waiting")


# Points of order, rulings and appeals


def test_FL13_a_point_of_order_is_taken_in_the_debate_and_the_speaker_goes_on() -> None:
    of = recognised(debated("adjournment_of_debate", raised(3), raised(4)), 3)
    assert (present(of).kind, [turn.number for turn in of.interrupted_turns]) == ("point_of_order", [1, 3])
    asked = ask(of, "b", "for")
    for act in (
        lambda: rules.hear_on_motion(asked, "11", asked.token, NOW, READY, False),
        lambda: votes.put_to_vote(of, of.token, NOW),
        lambda: interruptions.rule_out_of_order(of, of.token, "No.", NOW),
        lambda: recognised(of, 4),
    ):
        with refused("floor.ruling_due"):
            act()
    back = interruptions.rule(of, of.token, "noted", "", after(seconds=80)).floor
    assert (present(back).number, present(back).spoken_time(after(seconds=90))) == (3, timedelta(seconds=30))


def test_FL13_an_appeal_is_voted_on_in_the_debate_and_the_speaker_goes_on() -> None:
    of = recognised(debated("adjournment_of_debate", raised(3)), 3)
    of = interruptions.rule(of, of.token, "not_upheld", "", after(seconds=80)).floor
    of = votes.raise_appeal(of, member("b"), "4", "b", after(seconds=66)).floor
    of = votes.appeal(of, "4", "b", of.token, after(seconds=90)).floor
    assert [turn.number for turn in of.interrupted_turns] == [1, 3]
    of = enter(of, 9, 1, 0, after(seconds=100)).floor
    assert (present(of).number, len(of.motions)) == (3, 1)


def test_FL13_the_chair_rules_a_motion_out_of_order_in_its_debate() -> None:
    between = turns.end(ask(debated(), "b", "for"), 3, "closed", after(seconds=60)).floor
    outcome = interruptions.rule_out_of_order(between, 3, "It was decided.", after(seconds=70))
    assert isinstance(outcome.event, MotionRuledOut)
    assert (outcome.event.turn, outcome.event.spoken, outcome.event.returned) == ("2", 0.0, "1")
    of = outcome.floor
    assert (of.ruled, of.motions, state(of, "b"), of.token) == (2, (), "not_heard", 4)


# What ends it otherwise


def test_FL27_its_mover_withdraws_it_and_the_turn_goes_on() -> None:
    outcome = rules.withdraw_motion(ask(debated(), "b", "for"), member("p2"), "2", after(seconds=70))
    assert outcome.event == protocol.MotionWithdrawn(motion="2", party="p2", returned="1", resumed=True)
    of = outcome.floor
    assert (of.motions, present(of).number, of.token, state(of, "b")) == ((), 1, 4, "not_heard")


def test_FL27_nobody_withdraws_anothers_motion_and_none_after_the_vote_began() -> None:
    for actor in (member("a"), member("b")):
        with refused("floor.not_yours"):
            rules.withdraw_motion(debated(), actor, "2", NOW)
    assert rules.withdraw_motion(debated(), MODERATOR, "2", NOW).floor.motions == ()
    with refused("floor.no_motion"):
        rules.withdraw_motion(votes.put_to_vote(debated(), 3, NOW).floor, member("p2"), "2", NOW)
    with refused("session.closed"):
        rules.withdraw_motion(session_state.close_session(debated(), NOW).floor, member("p2"), "2", NOW)


def test_FL27_one_that_waits_is_withdrawn_and_what_the_meeting_deals_with_goes_on() -> None:
    of = recognised(debated("closure_of_debate", raised(3, "suspension")), 3)
    outcome = rules.withdraw_motion(of, member("p2"), "2", after(seconds=70))
    assert outcome.event == protocol.MotionWithdrawn(motion="2", party="p2", returned=None, resumed=False)
    after_it = outcome.floor
    assert (after_it.token, after_it.turn) == (of.token, of.turn)
    assert [turn.number for turn in after_it.interrupted_turns] == [1]
    assert present(carried(after_it, in_favour=0)).number == 1


def test_FL27_one_is_withdrawn_while_a_point_of_order_is_heard_or_another_is_voted_on() -> None:
    of = recognised(debated("closure_of_debate", raised(3)), 3)
    ruled = rules.withdraw_motion(of, member("p2"), "2", NOW).floor
    assert (present(ruled).kind, ruled.token) == ("point_of_order", of.token)
    assert present(interruptions.rule(ruled, of.token, "noted", "", NOW).floor).number == 1
    of = recognised(debated("closure_of_debate", raised(3, "suspension")), 3)
    of = votes.put_to_vote(of, of.token, NOW).floor
    voted = rules.withdraw_motion(of, member("p2"), "2", NOW).floor
    assert (voted.voting, voted.token) == (of.voting, of.token)
    assert present(enter(voted, 1, 2, 0, NOW).floor).number == 1


def test_FL27_the_token_rises_with_a_motion_that_goes_also_where_nobody_returns() -> None:
    of = recognised(turns.end(moved("closure_of_debate", raised(3, "suspension")), 2, "closed", NOW).floor, 3)
    of = turns.end(of, of.token, "closed", NOW).floor
    gone = rules.withdraw_motion(of, member("p3"), "3", NOW).floor
    assert gone.turn is None
    with refused("floor.token_changed"):
        votes.put_to_vote(gone, of.token, NOW)


@pytest.mark.parametrize("who", ["mover", "speaker"])
def test_FL27_a_line_that_drops_stops_the_clock_and_the_chair_goes_on(who: str) -> None:
    of = moved() if who == "mover" else debated()
    dropped = failures.holder_dropped(of, present(of).number, after(seconds=45), after(seconds=47), GRACE)
    assert dropped is not None
    held = dropped.floor
    waited = failures.wait(held, held.token, after(seconds=50), GRACE).floor
    assert present(waited).dropped_at == after(seconds=45)
    for act in (
        lambda: failures.read_out(held, held.token, NOW),
        lambda: failures.play_video_statement(held, held.token, {"p2", "a"}, NOW),
        lambda: failures.return_to_list(held, held.token, NOW),
    ):
        with refused("floor.motion_pending"):
            act()
    assert present(hear(ask(held, "b", "for"), 60)).party == "b"
    assert votes.put_to_vote(held, held.token, NOW).floor.voting is not None
    assert present(rules.withdraw_motion(held, member("p2"), "2", after(seconds=60)).floor).number == 1


def test_FL26_a_session_that_is_suspended_in_the_debate_keeps_it() -> None:
    of = session_state.suspend_session(ask(debated(), "b", "for"), "Lunch.", after(seconds=60)).floor
    for act in (
        lambda: rules.hear_on_motion(of, "11", of.token, NOW, READY, False),
        lambda: votes.put_to_vote(of, of.token, NOW),
    ):
        with refused("session.not_open"):
            act()
    back = session_state.resume_session(of, after(seconds=90)).floor
    assert (present(back).paused, [turn.paused for turn in back.interrupted_turns]) == (True, [True])
    assert len(back.motions) == 1
    assert present(hear(back)).party == "b"


def test_FL26_a_session_that_is_closed_in_the_debate_ends_it() -> None:
    outcome = session_state.close_session(ask(debated(), "b", "for"), after(seconds=60))
    assert outcome.event.model_dump() == {
        "type": "session.closed", "ended": "3", "ended_overtime": 0.0, "interrupted": ["1"], "unheard": [],
    }  # fmt: skip
    of = outcome.floor
    assert (of.motions, of.interrupted_turns, state(of, "b")) == ((), (), "not_heard")


# Figures


def test_FL27_the_figures_are_the_sessions_and_a_motion_keeps_its_own() -> None:
    wide = MOTION_SPEAKERS.model_copy(update={"suspension": Sides(in_favour=1, against=3)})
    before = moved("suspension")
    of = figures.set_limits(before, LIMITS, None, motion_speakers=wide).floor
    assert (of.motions, of.motion_speakers, of.preset) == (before.motions, wide, None)
    again = carried(of, 0).with_entries(raised(3, "suspension"))
    assert recognised(again, 3).motions[-1].speakers == {"for": 1, "against": 3}
    kept = figures.set_limits(of, LIMITS, None).floor
    assert kept.motion_speakers == wide


def test_FL27_presets_have_the_numbers_of_the_general_assembly() -> None:
    for preset in PRESETS.values():
        speakers: dict[str, Any] = preset.motion_speakers.model_dump()
        assert speakers["adjournment_of_debate"] == {"in_favour": 2, "against": 2}
        assert speakers["closure_of_debate"] == {"in_favour": 0, "against": 2}
        assert speakers["suspension"] == speakers["adjournment"] == {"in_favour": 0, "against": 0}
    assert set(MotionSpeakers.model_fields) == {
        "suspension", "adjournment", "adjournment_of_debate", "closure_of_debate", "closure_of_list", "other",
    }  # fmt: skip
    assert floor().motion_speakers == PRESETS["conference"].motion_speakers


def test_FL13_a_motion_is_not_put_to_the_vote_while_an_appeal_waits() -> None:
    waits = replace(moved(), ruled=1, appellant="b")
    with refused("floor.appeal_due"):
        votes.put_to_vote(waits, 2, NOW)
