"""An independent record of a floor, while the rules are tried on it in any order: turns, clocks, tokens, entries."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis.stateful import RuleBasedStateMachine

from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Entry, Floor, Turn
from sessions.floor.disconnections.protocol import CalledLater, HolderDropped, ReturnedToList
from sessions.floor.motions.protocol import HeardOnMotion, MotionWithdrawn
from sessions.floor.points_of_order.protocol import MotionRuledOut, Ruled
from sessions.floor.protocol import Ended, Granted
from sessions.floor.swaps.protocol import Swapped
from sessions.programme.protocol import SessionClosed
from sessions.votes.protocol import VoteClosed, VotePut
from tests.sessions.floor.event_checks import check_event

MOSTLY = 14
"""Numbers below this, of 16, mean an entry that exists."""


class RecordMachine(RuleBasedStateMachine):
    """What was seen of a floor, kept independently of the floor's own values."""

    floor: Floor
    now: datetime
    states: dict[int, str]

    def begin_record(self) -> None:
        """The record before the first turn."""
        self.spoken: dict[int, timedelta] = {}
        self.began: dict[int, datetime] = {}
        self.grants: list[int] = []
        self.over: list[int] = []
        self.returned = 0

    def named(self, number: int, among: Sequence[Entry] | None = None) -> str:
        """The number of one of the waiting entries, or of one `among` others; sometimes one that may not exist."""
        asking = self.floor.item_requests if among is None else among
        return str(asking[number % len(asking)].number) if asking and number < MOSTLY else str(number)

    def attempt(self, decide: Callable[[Floor], Outcome | None], seen: datetime | None = None) -> bool:
        """Apply a rule. A refusal leaves the floor as it was; an outcome agrees with its event.

        A clock that stops, stops now, or at the moment a holder was last `seen`.
        """
        before = self._before = copy.deepcopy(self.floor)
        try:
            outcome = decide(self.floor)
        except Refusal:
            assert self.floor == before
            return False
        assert self.floor == before
        if outcome is None:
            return False
        check_event(before, outcome.floor, outcome.event, self.now)
        self.floor = outcome.floor.with_derived_state()
        assert self._unsettled(self.floor) == self._unsettled(outcome.floor)
        self._check_step(before, self.floor, outcome.event)
        self._check_placed(before, outcome.event)
        self._account(outcome.event)
        self._run_clocks(seen or self.now)
        return True

    def _unsettled(self, floor: Floor) -> Floor:
        """The floor without what `with_derived_state` may change."""
        uncounted = tuple(replace(e, reply=0) for e in floor.entries)
        return replace(floor, entries=uncounted, swaps=(), takes_replies=False)

    def _check_step(self, before: Floor, after: Floor, event: Event) -> None:
        was, turn = before.turn, after.turn
        if turn is not None and turn.number not in self.spoken:
            assert after.token == before.token + 1 == turn.number
            self.grants.append(turn.number)
            self.spoken[turn.number] = timedelta()
        elif turn is not None and (was is None or was.number != turn.number):
            assert turn.number in [waited.number for waited in before.interrupted_turns]
            assert after.token == before.token + 1
        elif turn is not None and was is not None:
            drops = isinstance(event, HolderDropped)
            assert after.token == before.token + (_state(was) != _state(turn) and not drops)
        else:
            put = after.voting is not None and before.voting is None
            dismissed = isinstance(event, MotionRuledOut | MotionWithdrawn) and before.motion != after.motion
            assert after.token == before.token + (put or dismissed)
        came = {here.number: here.state for here in after.entries if here.number not in self.states}
        assert came == dict.fromkeys(range(before.next_number, after.next_number), "waiting")
        self.states |= {here.number: here.state for here in after.entries}

    def _check_placed(self, before: Floor, event: Event) -> None:
        """Swaps, and entries that are called later, put no other entry in front of later ones (FL6)."""
        if isinstance(event, Swapped | CalledLater | ReturnedToList):
            assert _placed(self.floor) <= _placed(before)

    def _account(self, event: Event) -> None:
        """Note which turns are over, by the events."""
        over: Sequence[str | None]
        match event:
            case Granted() | HeardOnMotion():
                over = [event.ended]
            case SessionClosed():
                over = [event.ended, *event.interrupted]
            case VotePut():
                over = self._turns_on([event.of]) if event.subject == "motion" else []
            case VoteClosed():
                over = self._turns_on(event.lapsed)
            case MotionRuledOut():
                over = self._turns_on([event.turn])
            case MotionWithdrawn():
                over = self._turns_on([event.motion])
            case Ended() | Ruled() | ReturnedToList():
                over = [event.turn]
            case _:
                over = []
        self.over += [int(number) for number in over if number is not None]
        self.returned += isinstance(event, ReturnedToList)

    def _turns_on(self, motions: Sequence[str]) -> list[str]:
        """The turns of these motions: their movers', and those of speakers on them."""
        return [str(turn.number) for turn in self._before.turns if str(turn.motion_number) in motions]

    def _run_clocks(self, stopped: datetime) -> None:
        """Run the clocks: a turn's clock runs from now on, or ran until a moment."""
        turn = self.floor.turn
        runs = turn is not None and turn.suspended_at is None and not turn.introducing
        running = turn.number if turn is not None and runs else None
        for number in self.began.keys() - {running}:
            began = self.began.pop(number)
            self.spoken[number] += max(stopped, began) - began
        if running is not None:
            self.began.setdefault(running, self.now)


def _placed(floor: Floor) -> int:
    return sum(entry.placement is not None for entry in floor.item_requests)


def _state(turn: Turn) -> tuple[bool, bool, bool]:
    """The facts of a turn whose change raises the token (FL10), except a line that drops (FL20)."""
    return turn.paused, turn.suspended_at is None, turn.introducing
