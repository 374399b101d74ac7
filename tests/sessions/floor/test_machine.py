"""A state machine applies the rules in any order and checks their invariants."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from sessions.floor.core import speakers_list, turns
from sessions.floor.core.speakers_list import Actor, Candidate, Outcome
from sessions.floor.core.state import PRECEDENCE, Entry, Floor, Turn
from sessions.floor.core.turns import READY
from sessions.floor.disconnections import rules as failures
from sessions.floor.podium import rules as podium
from sessions.floor.points_of_order import rules as interruptions
from sessions.floor.protocol import Inscribe
from sessions.floor.swaps import rules as swaps
from tests.sessions.floor.machine_ordering import CATEGORIES, PARTIES, RANKS, numbers, rarely, slips
from tests.sessions.floor.machine_session import MAX_REPLIES, SessionMachine, seconds
from tests.sessions.floor.machine_voting import motions, parties
from tests.support.floors import MODERATOR, NOW, OPERATOR, candidate, entry, floor
from tests.support.tier import THOROUGH

GRACE = timedelta(seconds=30)
MEMBERS = frozenset({"1", "2"})

actors = st.one_of(st.just(MODERATOR), st.just(OPERATOR), parties.map(lambda p: Actor(p, "1")))
kinds = st.sampled_from(["statement", "intervention", "point_of_order", "motion", "right_of_reply"])

ACTS = ["wait", "play", "read_out", "return"]
"""The choices of a moderator when the holder's line is gone (FL20)."""
slots = st.sampled_from(["chair", "panel-1", "panel-2"])


class FloorMachine(SessionMachine):
    """All participants act, and time passes."""

    @initialize(state=st.sampled_from([*["open"] * 7, "scheduled"]), ends_turns=st.booleans())
    def begin(self, state: Any, ends_turns: bool) -> None:
        listed = "open" if state == "open" else "draft"
        first = ("party-0", "party-4", "party-1", "party-5")  # two parties of the same category, twice
        waiting = [entry(n, party, category=PARTIES[party]) for n, party in enumerate(first, 1)]
        self.floor = floor(*waiting, session=state, list_state=listed, ends_turns=ends_turns)
        self.now = NOW
        self.states: dict[int, str] = dict.fromkeys((1, 2, 3, 4), "waiting")
        self.orderings = {}
        self.begin_record()

    # Delegates

    @rule(
        actor=actors, party=parties, kind=kinds,
        group=st.sampled_from(["", "", "", "PIF"]), speaker=st.sampled_from([None, "1", "3"]),
        mode=st.sampled_from(["live", "live", "video_statement", "read_out"]), motion=motions,
        reason=st.sampled_from(["", "Late."]), item=st.sampled_from([None, None, None, 1, 2, 3]),
    )  # fmt: skip
    def inscribe(self, actor: Actor, party: str, speaker: Any, group: str, **fields: Any) -> None:
        candidate = Candidate(
            party=party, category=PARTIES[party], members=MEMBERS, groups=["PIF"], place="hall",  # type: ignore[arg-type]
            has_video_statement=party == "party-0", rank=RANKS.get(party),
        )  # fmt: skip
        command = Inscribe(speaker=speaker, on_behalf_of=group, **fields)
        self.attempt(lambda of: speakers_list.inscribe(of, actor, candidate, command, self.now))

    @rule(actor=actors, which=numbers)
    def withdraw(self, actor: Actor, which: int) -> None:
        self.attempt(lambda of: speakers_list.withdraw(of, actor, self.named(which), self.now))

    @rule(actor=actors, which=numbers)
    def restore(self, actor: Actor, which: int) -> None:
        gone = [e for e in self.floor.entries if e.state == "withdrawn"]
        self.attempt(lambda of: speakers_list.restore(of, actor, self.named(which, gone), self.now))

    @rule(actor=actors, which=numbers, speaker=st.sampled_from(["1", "2", "3"]))
    def change_speaker(self, actor: Actor, which: int, speaker: str) -> None:
        number = self.named(which, self.floor.entries)
        self.attempt(lambda of: speakers_list.change_speaker(of, actor, number, speaker, MEMBERS))

    @rule(which=numbers, language=st.sampled_from(["", "en", "fr"]))
    def set_language(self, which: int, language: str) -> None:
        number = self.named(which, self.floor.entries)
        self.attempt(lambda of: speakers_list.set_language(of, number, language))

    @rule(which=numbers, neighbour=st.one_of(st.none(), numbers), slip=slips, other_slip=slips)
    def move(self, which: int, neighbour: int | None, slip: int, other_slip: int) -> None:
        number, before = self.named(which), neighbour and self.named(neighbour, self.floor.waiting)
        moves = {str(e.number): e.moves for e in self.floor.entries}
        self.attempt(
            lambda of: speakers_list.move(
                of, number, moves.get(number, 0) + slip, before, before and moves.get(before, 0) + other_slip
            )  # type: ignore[arg-type]
        )

    @rule(actor=actors, slip=slips)
    def finish(self, actor: Actor, slip: int) -> None:
        self.attempt(lambda of: turns.finish(of, actor, of.token + slip, self.now))

    # Moderators

    @rule(which=numbers, slip=slips)
    def grant(self, which: int, slip: int) -> None:
        self.attempt(lambda of: turns.grant(of, self.named(which), of.token + slip, self.now))

    @rule(slip=slips)
    def grant_next(self, slip: int) -> None:
        replies = self.floor.replies if self.floor.takes_replies else []
        listed = [*replies, *self.floor.waiting, *self.floor.replies]
        first = str(listed[0].number) if listed else "1"
        self.attempt(lambda of: turns.grant(of, first, of.token + slip, self.now))

    @precondition(lambda self: self.floor.turn is not None)
    @rule(slip=slips, by=st.sampled_from(["closed", "revoked"]))
    def end(self, slip: int, by: Any) -> None:
        self.attempt(lambda of: turns.end(of, of.token + slip, by, self.now, "Why."))

    @precondition(lambda self: self.floor.turn is not None)
    @rule(slip=slips, by=seconds, other_slip=slips)
    def extend(self, slip: int, by: int, other_slip: int) -> None:
        seen = self.turn().allotted + other_slip
        self.attempt(lambda of: turns.extend(of, of.token + slip, by, seen))

    @precondition(lambda self: self.floor.turn is not None)
    @rule(slip=slips)
    def suspend(self, slip: int) -> None:
        self.attempt(lambda of: turns.suspend(of, of.token + slip, self.now, "Noise."))

    @precondition(lambda self: self.floor.turn is not None and self.floor.turn.suspended_at is not None)
    @rule(slip=slips)
    def resume(self, slip: int) -> None:
        self.attempt(lambda of: turns.resume(of, of.token + slip, self.now))

    @precondition(lambda self: self.floor.turn is not None)
    @rule(by=st.integers(1, 90))
    def interrupt(self, by: int) -> None:
        self.time_passes(by)
        self.suspend(0)
        self.time_passes(by)
        self.resume(0)

    # Disconnections

    @precondition(lambda self: self.floor.turn is not None)
    @rule(
        ago=st.integers(0, 20),
        by=st.integers(0, 90),
        then=st.sampled_from(["returns", "", *ACTS]),
        other=rarely, hall=st.booleans(),
    )  # fmt: skip
    def drop(self, ago: int, by: int, then: str, other: bool, hall: bool) -> None:
        seen, number = self.now - timedelta(seconds=ago), self.floor.token if other else self.turn().number
        dropped = lambda of: failures.holder_dropped(of, number, seen, self.now, GRACE, hall)  # noqa: E731
        self.attempt(dropped, seen)
        assert not self.attempt(dropped), "another process that tells it too changes nothing"
        self.time_passes(by)
        if then == "returns":
            self.come_back(hall)
        elif then:
            self.choose(0, then)

    def turn(self) -> Turn:
        assert self.floor.turn is not None
        return self.floor.turn

    @precondition(lambda self: self.floor.turn is not None)
    @rule(hall=st.booleans())
    def come_back(self, hall: bool) -> None:
        back = lambda of: failures.holder_returned(of, self.turn().number, self.now, hall)  # noqa: E731
        self.attempt(back)
        assert not self.attempt(back)

    @precondition(lambda self: self.floor.turn is not None and self.floor.turn.dropped_at is not None)
    @rule(slip=slips, act=st.sampled_from(ACTS))
    def choose(self, slip: int, act: str) -> None:
        token, now = self.floor.token + slip, self.now
        choices: dict[str, Callable[[Floor], Outcome]] = {
            "wait": lambda of: failures.wait(of, token, now, GRACE),
            "play": lambda of: failures.play_video_statement(of, token, {"party-0", "party-1"}, now),
            "read_out": lambda of: failures.read_out(of, token, now),
            "return": lambda of: failures.return_to_list(of, token, now),
        }
        self.attempt(choices[act])

    @rule(which=numbers, slip=slips)
    def call_later(self, which: int, slip: int) -> None:
        number, moves = self.named(which), {str(e.number): e.moves for e in self.floor.entries}
        self.attempt(lambda of: failures.call_later(of, number, moves.get(number, 0) + slip))

    # Points of order, and swaps

    @rule(party=parties, recognised=st.booleans(), slip=slips)
    def raise_a_point_of_order(self, party: str, recognised: bool, slip: int) -> None:
        raised = [str(e.number) for e in self.floor.item_requests if e.interrupts]
        if raised and recognised:
            self.attempt(
                lambda of: interruptions.recognise(
                    of, raised[0], of.token + slip, self.now, READY, confirmed=False
                )
            )
        else:
            command = Inscribe(kind="point_of_order")
            self.attempt(
                lambda of: speakers_list.inscribe(of, MODERATOR, candidate(party), command, self.now)
            )

    @precondition(lambda self: self.floor.turn is not None and self.floor.turn.kind == "point_of_order")
    @rule(slip=slips, ruling=st.sampled_from(["upheld", "not_upheld", "noted"]))
    def rule_on_it(self, slip: int, ruling: Any) -> None:
        self.attempt(lambda of: interruptions.rule(of, of.token + slip, ruling, "So be it.", self.now))

    @rule(actor=actors, which=numbers, other=numbers, own=st.booleans(), like=st.booleans())
    def propose_swap(self, actor: Actor, which: int, other: int, own: bool, like: bool) -> None:
        number = self.named(which, self.floor.waiting)
        entry = self.floor.entry(int(number))
        actor = Actor(entry.party, "1") if own and entry else actor
        likes = [
            e for e in self.floor.waiting if entry and (e.category, e != entry) == (entry.category, True)
        ]
        with_whom = self.named(other, likes if like else None)
        self.attempt(lambda of: swaps.propose_swap(of, actor, number, with_whom, self.now))

    @precondition(lambda self: len(self.floor.swaps) > 0)
    @rule(actor=actors, agrees=st.booleans(), theirs=st.booleans())
    def answer_swap(self, actor: Actor, agrees: bool, theirs: bool) -> None:
        swap = self.floor.swaps[0]
        asked = self.floor.entry(swap.with_entry)
        who = Actor(asked.party, "1") if theirs and asked else actor
        self.attempt(lambda of: swaps.answer_swap(of, who, str(swap.number), agrees))

    @precondition(lambda self: len(self.floor.swaps) > 0)
    @rule(actor=actors)
    def cancel_swap(self, actor: Actor) -> None:
        self.attempt(lambda of: swaps.cancel_swap(of, actor, str(of.swaps[-1].number)))

    # The podium and the list

    @rule(slot=slots, participant=st.sampled_from(["5", "6", "7"]))
    def seat(self, slot: Any, participant: str) -> None:
        self.attempt(lambda of: podium.seat(of, slot, participant))

    @precondition(lambda self: self.floor.podium)
    @rule(slot=slots)
    def unseat(self, slot: Any) -> None:
        self.attempt(lambda of: podium.unseat(of, slot))

    @rule(ahead=st.one_of(st.none(), st.integers(-5, 300)))
    def open_list(self, ahead: int | None) -> None:
        closes_at = None if ahead is None else self.now + timedelta(seconds=ahead)
        self.attempt(lambda of: speakers_list.open_list(of, closes_at, self.now))

    @rule(really=rarely)
    def close_list(self, really: bool) -> None:
        if really or self.floor.session == "closed":
            self.attempt(speakers_list.close_list)

    @rule(takes=st.booleans())
    def turn_to_replies(self, takes: bool) -> None:
        self.attempt(lambda of: speakers_list.turn_to_replies(of, takes))

    # Time and the database

    @rule(by=st.one_of(st.just(0.0), st.floats(0.001, 60), st.just(120.0)))
    def time_passes(self, by: float) -> None:
        self.now += timedelta(seconds=by)

    @precondition(lambda self: self.floor.ends_turns or self.floor.closes_at is not None)
    @rule()
    def tick(self) -> None:
        self.attempt(lambda of: turns.apply_time(of, self.now))

    @rule()
    def load_anew(self) -> None:
        """Load the floor as `store.load_floor` does: without called entries, and those that cannot be restored."""
        of_turns = {turn.entry for turn in self.floor.turns}
        kept = [
            e for e in self.floor.entries
            if e.state == "waiting" or self._restorable(e) or e.number in of_turns
            or (e.replies and e.state == "called")
        ]  # fmt: skip
        self.floor = replace(self.floor, entries=tuple(kept))

    def _restorable(self, entry: Entry) -> bool:
        return entry.withdrawn_at is not None and entry.withdrawn_at >= self.now - speakers_list.RESTORABLE

    # Invariants

    @invariant()
    def FL1_a_party_has_one_waiting_entry_of_each_kind_and_capacity(self) -> None:
        claims = [
            (e.party, e.kind, e.on_behalf_of != "", e.listed and e.item, e.of) for e in self.floor.requests
        ]
        assert len(claims) == len(set(claims))

    @invariant()
    def FL6_the_order_is_total(self) -> None:
        def explained(e: Entry) -> tuple[float, int, int, int]:
            placement = float("inf") if e.placement is None else e.placement
            category = 0 if e.kind == "right_of_reply" else CATEGORIES.index(e.category)
            return placement, category, e.rank, e.number

        for listed in (self.floor.waiting, self.floor.replies):
            keys = [explained(entry) for entry in listed]
            assert keys == sorted(set(keys))

    @invariant()
    def FL14_the_list_is_that_of_the_present_item(self) -> None:
        assert {entry.item for entry in self.floor.waiting} <= {self.floor.item}
        assert all(1 <= entry.item <= len(self.floor.agenda) for entry in self.floor.requests)
        assert self.floor.item_title == self.floor.agenda[self.floor.item - 1]

    @invariant()
    def FL14_a_party_has_no_more_replies_than_it_may_and_each_its_number(self) -> None:
        replies = [e for e in self.floor.entries if e.kind == "right_of_reply"]
        for party, item in {(e.party, e.item) for e in replies}:
            kept = [e for e in replies if (e.party, e.item) == (party, item)]
            used = [e for e in kept if e.state == "called"]
            waits = sorted((e for e in kept if e.state == "waiting"), key=lambda e: e.number)
            assert [e.reply for e in waits] == [len(used) + n for n in range(1, len(waits) + 1)]
            assert len(waits) + len(used) <= MAX_REPLIES
        assert self.floor.replies or not self.floor.takes_replies

    @invariant()
    def FL15_a_clock_that_is_told_an_earlier_moment_is_not_less_than_nothing(self) -> None:
        for turn in self.floor.turns:
            earlier = self.now - timedelta(hours=1)
            assert (turn.spoken_time(earlier) >= timedelta(), turn.overtime(earlier) >= 0) == (True, True)
            assert turn.extended <= turn.allotted

    @invariant()
    def FL10_at_most_one_party_holds_the_floor(self) -> None:
        holder = self.floor.turn
        called = [number for number, state in self.states.items() if state == "called"]
        assert len(self.grants) == len(called) + self.returned
        assert holder is None or self.states[holder.entry] == "called"
        assert self.grants == sorted(set(self.grants))

    @invariant()
    def FL13_an_interrupted_turn_comes_back_or_is_accounted_for(self) -> None:
        here = [turn.number for turn in self.floor.turns]
        assert sorted(self.over + here) == self.grants
        for waits in self.floor.interrupted_turns:
            assert (waits.interrupted, waits.suspended_at is not None) == (True, True)
        if self.floor.interrupted_turns:
            heard = self.floor.turn is not None and self.floor.turn.kind == "point_of_order"
            assert self.floor.voting is not None or heard or self.floor.motions
        if self.floor.voting is not None:
            assert self.floor.turn is None or self.floor.turn.kind == "point_of_order"
            assert self.floor.session != "closed"

    @invariant()
    def FL27_motions_precede_each_other_and_have_as_many_speakers_as_they_may(self) -> None:
        motions = self.floor.motions
        places = [PRECEDENCE.index(motion.motion) for motion in motions]
        assert places == sorted(set(places), reverse=True)
        numbers = [turn.number for turn in self.floor.interrupted_turns]
        assert numbers == sorted(numbers), "the last one to be interrupted is the first to return"
        for motion in motions:
            waiting = self.floor.speaking_on(motion.number)
            speakers = [*((e.party, e.side) for e in waiting), *(heard[1:] for heard in motion.heard)]
            assert len({party for party, _ in speakers} | {motion.party}) == len(speakers) + 1
            for side, most in motion.speakers.items():
                assert sum(one == side for _, one in speakers) <= most
        here = {motion.number for motion in motions}
        assert {e.of for e in self.floor.item_requests if e.of is not None} <= here
        assert {turn.motion_number for turn in self.floor.turns if turn.motion_number is not None} <= here

    @invariant()
    def FL9_proposals_are_between_those_who_wait_in_one_category(self) -> None:
        waiting = {entry.number: entry for entry in self.floor.waiting}
        taken = [number for swap in self.floor.swaps for number in (swap.entry, swap.with_entry)]
        assert len(taken) == len(set(taken))
        for swap in self.floor.swaps:
            pair = waiting[swap.entry], waiting[swap.with_entry]
            assert (pair[0].category, pair[0].moves) == (pair[1].category, swap.moves)
            assert (pair[1].moves, pair[0].party != pair[1].party) == (swap.with_moves, True)

    @invariant()
    def FL15_the_clock_is_the_time_that_passed_while_it_ran(self) -> None:
        for turn in self.floor.turns:
            began = self.began.get(turn.number, self.now)
            assert turn.spoken_time(self.now) == self.spoken[turn.number] + (self.now - began)
            assert (turn.suspended >= timedelta(), turn.is_stopped) == (True, turn.suspended_at is not None)

    @invariant()
    def FL20_a_turn_is_held_while_its_line_is_gone(self) -> None:
        turn = self.floor.turn
        assert turn is None or (turn.dropped_at is None) == (turn.held_until is None)
        assert turn is None or turn.dropped_at is not None or not turn.awaits_hall

    @invariant()
    def FL26_a_turn_runs_only_while_the_session_is_open(self) -> None:
        turn = self.floor.turn
        assert turn is None or turn.suspended_at is not None or self.floor.session == "open"
        assert self.floor.session in ("open", "suspended") or turn is None

    @invariant()
    def no_entry_is_lost_and_no_number_repeats(self) -> None:
        assert sorted(self.states) == list(range(1, self.floor.next_number))
        here = {entry.number: entry.state for entry in self.floor.entries}
        assert here == {number: self.states[number] for number in here}
        assert {n for n, s in self.states.items() if s == "waiting"} == {
            e.number for e in self.floor.requests
        }

    @invariant()
    def a_participant_sits_in_one_place(self) -> None:
        assert len(set(self.floor.podium.values())) == len(self.floor.podium)


TestFloorMachine = FloorMachine.TestCase
TestFloorMachine.settings = settings(
    max_examples=150 if THOROUGH else 40, stateful_step_count=60, deadline=None
)
