"""The rules in every order: whatever is done to a floor, what must always hold holds."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from foundation.refusals import Refusal
from sessions.floor import rules, sittings, turns
from sessions.floor.protocol import Inscribe, Limits
from sessions.floor.rules import Actor, Candidate, Outcome
from sessions.floor.state import Entry, Floor
from tests.sessions.floor.telling import check_event
from tests.support.floors import MODERATOR, NOW, OPERATOR, entry, floor

CATEGORIES = ["state", "group", "observer", "other"]
PARTIES = {f"party-{i}": CATEGORIES[i % 4] for i in range(6)}
MEMBERS = frozenset({"1", "2"})

parties = st.sampled_from(sorted(PARTIES))
actors = st.one_of(st.just(MODERATOR), st.just(OPERATOR), parties.map(lambda p: Actor(p, "1")))
numbers = st.integers(1, 8).map(str)
rarely = st.integers(0, 9).map(lambda n: n == 0)
slips = st.sampled_from([0, 0, 0, 0, 0, 0, -1, 1])
"""How far a token, or a count of moves, is from the true one."""

seconds = st.integers(10, 3600)
limits = st.builds(Limits, state=seconds, group=seconds, observer=seconds, other=seconds)
slots = st.sampled_from(["chair", "panel-1", "panel-2"])


class FloorMachine(RuleBasedStateMachine):
    """Everyone at once, and time that passes."""

    @initialize(state=st.sampled_from(["open", "open", "open", "scheduled"]), ends_turns=st.booleans())
    def begin(self, state: Any, ends_turns: bool) -> None:
        listed = "open" if state == "open" else "draft"
        waiting = [entry(n, f"party-{n}", category=PARTIES[f"party-{n}"]) for n in (1, 2, 3)]
        self.floor = floor(*waiting, session=state, list_state=listed, ends_turns=ends_turns)
        self.now = NOW
        self.states: dict[int, str] = dict.fromkeys((1, 2, 3), "waiting")
        self.spoken = timedelta()
        self.grants: list[int] = []

    def attempt(self, decide: Callable[[Floor], Outcome | None]) -> None:
        """Let a rule decide. A refusal leaves the floor as it was; an outcome agrees with its event."""
        before = copy.deepcopy(self.floor)
        try:
            outcome = decide(self.floor)
        except Refusal:
            assert self.floor == before
            return
        assert self.floor == before
        if outcome is None:
            return
        check_event(before, outcome.floor, outcome.event, self.now)
        self._check_step(before, outcome.floor)
        self.floor = outcome.floor

    def _check_step(self, before: Floor, after: Floor) -> None:
        assert after.token >= before.token
        if after.turn is not None and (before.turn is None or after.turn.number != before.turn.number):
            assert after.token == before.token + 1 == after.turn.number
            self.grants.append(after.turn.number)
            self.spoken = timedelta()
        elif (before.turn and before.turn.suspended_at) != (after.turn and after.turn.suspended_at):
            assert after.token == before.token + (after.turn is not None)
        else:
            assert after.token == before.token
        for here in after.entries:
            if here.number not in self.states:
                assert (here.number, here.state) == (before.next_number, "waiting")
                assert after.next_number == before.next_number + 1
            self.states[here.number] = here.state

    # What people do

    @rule(
        actor=actors, party=parties, kind=st.sampled_from(["statement", "intervention", "point_of_order"]),
        group=st.sampled_from(["", "", "", "PIF"]), speaker=st.sampled_from([None, "1", "3"]),
        mode=st.sampled_from(["live", "live", "recorded", "read_out"]), reason=st.sampled_from(["", "Late."]),
    )  # fmt: skip
    def inscribe(self, actor: Actor, party: str, speaker: Any, group: str, **fields: Any) -> None:
        candidate = Candidate(
            party=party, category=PARTIES[party], members=MEMBERS, groups=["PIF"], place="hall",  # type: ignore[arg-type]
            has_recording=party == "party-0",
        )  # fmt: skip
        command = Inscribe(speaker=speaker, on_behalf_of=group, **fields)
        self.attempt(lambda of: rules.inscribe(of, actor, candidate, command, self.now))

    @rule(actor=actors, number=numbers)
    def withdraw(self, actor: Actor, number: str) -> None:
        self.attempt(lambda of: rules.withdraw(of, actor, number, self.now))

    @rule(actor=actors, number=numbers)
    def restore(self, actor: Actor, number: str) -> None:
        self.attempt(lambda of: rules.restore(of, actor, number, self.now))

    @rule(actor=actors, number=numbers, speaker=st.sampled_from(["1", "2", "3"]))
    def change_speaker(self, actor: Actor, number: str, speaker: str) -> None:
        self.attempt(lambda of: rules.change_speaker(of, actor, number, speaker, MEMBERS))

    @rule(number=numbers, before=st.one_of(st.none(), numbers), slip=slips, other_slip=slips)
    def move(self, number: str, before: str | None, slip: int, other_slip: int) -> None:
        moves = {str(e.number): e.moves for e in self.floor.entries}
        self.attempt(
            lambda of: rules.move(
                of, number, moves.get(number, 0) + slip, before, before and moves.get(before, 0) + other_slip
            )  # type: ignore[arg-type]
        )

    @rule(actor=actors, slip=slips)
    def finish(self, actor: Actor, slip: int) -> None:
        self.attempt(lambda of: turns.finish(of, actor, of.token + slip, self.now))

    # What moderators do

    @rule(number=numbers, slip=slips)
    def grant(self, number: str, slip: int) -> None:
        self.attempt(lambda of: turns.grant(of, number, of.token + slip, self.now))

    @rule(slip=slips)
    def grant_next(self, slip: int) -> None:
        first = str(self.floor.waiting[0].number) if self.floor.waiting else "1"
        self.attempt(lambda of: turns.grant(of, first, of.token + slip, self.now))

    @precondition(lambda self: self.floor.turn is not None)
    @rule(slip=slips, by=st.sampled_from(["closed", "revoked"]))
    def end(self, slip: int, by: Any) -> None:
        self.attempt(lambda of: turns.end(of, of.token + slip, by, self.now, "Why."))

    @precondition(lambda self: self.floor.turn is not None)
    @rule(slip=slips, by=seconds)
    def extend(self, slip: int, by: int) -> None:
        self.attempt(lambda of: turns.extend(of, of.token + slip, by))

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

    @rule(slot=slots, participant=st.sampled_from(["5", "6", "7"]))
    def seat(self, slot: Any, participant: str) -> None:
        self.attempt(lambda of: turns.seat(of, slot, participant))

    @precondition(lambda self: self.floor.podium)
    @rule(slot=slots)
    def unseat(self, slot: Any) -> None:
        self.attempt(lambda of: turns.unseat(of, slot))

    @rule(ahead=st.one_of(st.none(), st.integers(-5, 300)))
    def open_list(self, ahead: int | None) -> None:
        closes_at = None if ahead is None else self.now + timedelta(seconds=ahead)
        self.attempt(lambda of: rules.open_list(of, closes_at, self.now))

    @rule(really=rarely)
    def close_list(self, really: bool) -> None:
        if really or self.floor.session == "closed":
            self.attempt(rules.close_list)

    @rule(limits=limits, ends_turns=st.sampled_from([None, False, True]))
    def set_limits(self, limits: Limits, ends_turns: bool | None) -> None:
        self.attempt(lambda of: rules.set_limits(of, limits, ends_turns))

    @precondition(lambda self: self.floor.session == "scheduled")
    @rule()
    def open_session(self) -> None:
        self.attempt(sittings.open_session)

    @rule(really=rarely)
    def suspend_session(self, really: bool) -> None:
        if really:
            self.attempt(lambda of: sittings.suspend_session(of, "Lunch.", self.now))

    @precondition(lambda self: self.floor.session == "suspended")
    @rule()
    def resume_session(self) -> None:
        self.attempt(sittings.resume_session)

    @precondition(lambda self: self.floor.session != "scheduled")
    @rule(really=rarely)
    def close_session(self, really: bool) -> None:
        if really:
            self.attempt(lambda of: sittings.close_session(of, self.now))

    # What time and the database do

    @rule(by=st.one_of(st.just(0.0), st.floats(0.001, 60), st.just(120.0)))
    def time_passes(self, by: float) -> None:
        passed = timedelta(seconds=by)
        if self.floor.turn is not None and self.floor.turn.suspended_at is None:
            self.spoken += passed
        self.now += passed

    @precondition(lambda self: self.floor.ends_turns or self.floor.closes_at is not None)
    @rule()
    def tick(self) -> None:
        self.attempt(lambda of: turns.tick(of, self.now))

    @rule()
    def load_anew(self) -> None:
        """As `store.load` does: those called and those that cannot be taken back are not read again."""
        kept = [e for e in self.floor.entries if e.state == "waiting" or self._restorable(e)]
        self.floor = replace(self.floor, entries=tuple(kept))

    def _restorable(self, entry: Entry) -> bool:
        return entry.withdrawn_at is not None and entry.withdrawn_at >= self.now - rules.RESTORABLE

    # What always holds

    @invariant()
    def FL1_a_party_has_one_waiting_entry_of_each_kind_and_capacity(self) -> None:
        claims = [(e.party, e.kind, e.on_behalf_of != "") for e in self.floor.waiting]
        assert len(claims) == len(set(claims))

    @invariant()
    def FL6_the_order_is_total(self) -> None:
        def explained(e: Entry) -> tuple[float, int, int, int]:
            placement = float("inf") if e.placement is None else e.placement
            return placement, CATEGORIES.index(e.category), e.rank, e.number

        keys = [explained(entry) for entry in self.floor.waiting]
        assert keys == sorted(set(keys))

    @invariant()
    def FL10_at_most_one_party_holds_the_floor(self) -> None:
        holder = self.floor.turn
        called = [number for number, state in self.states.items() if state == "called"]
        assert len(self.grants) == len(called)
        assert holder is None or self.states[holder.entry] == "called"
        assert self.grants == sorted(set(self.grants))

    @invariant()
    def FL15_the_clock_is_the_time_that_passed_while_it_ran(self) -> None:
        if self.floor.turn is not None:
            assert self.floor.turn.spoken(self.now) == self.spoken
            assert self.floor.turn.suspended >= timedelta()

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
        assert {n for n, s in self.states.items() if s == "waiting"} == {e.number for e in self.floor.waiting}

    @invariant()
    def a_participant_sits_in_one_place(self) -> None:
        assert len(set(self.floor.podium.values())) == len(self.floor.podium)


TestFloorMachine = FloorMachine.TestCase
TestFloorMachine.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
