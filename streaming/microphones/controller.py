"""Opens and closes the hall's microphones as the floor says (FL11), and passes on requests for the floor (FL2).

It decides nothing. The microphone system may raise, hang or report wrong states. So every call has a time limit, no
call waits for another, and the floor waits for no call. The order to close is repeated until a microphone reports that
it is closed.
"""

import asyncio
import contextlib
import logging
from collections.abc import Collection, Coroutine
from dataclasses import dataclass

from foundation.database import OwnThread
from foundation.journal import services as journal
from foundation.wire import signals
from streaming.microphones import seats
from streaming.microphones.adapter import MicrophoneSystem
from streaming.microphones.protocol import Microphone, Microphones
from streaming.microphones.seats import Seating
from streaming.microphones.simulated import Simulated

POLL_SECONDS = 0.2
UNREAD_SECONDS = 3.0
ANSWER_SECONDS = 2.0
RETRY_SECONDS = 1.0
SIGNAL_SECONDS = 1.0
SIGNAL = "microphones"
NOTHING = Microphones(simulated=False, units={})
NOBODY = Seating({}, frozenset())

logger = logging.getLogger(__name__)


@dataclass
class MicrophoneState:
    """The known state of a microphone. `open` is what it reported last, or None if that is unknown."""

    label: str
    open: bool | None = None
    level: int | None = None
    trouble: str = ""
    ordered: bool | None = None
    """The order that is being sent to the microphone: True to open, False to close. None if no order is being sent."""
    ordering: asyncio.Task[None] | None = None
    is_requesting: bool = False


class MicrophoneController:
    """Controls the microphones of one system. Its methods run on the loop."""

    def __init__(self, system: MicrophoneSystem | None) -> None:
        self.system = system
        self.units: dict[str, MicrophoneState] = {}
        self._seating = NOBODY
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the system, if there is one. If it fails to start, try again."""
        if self.system is None:
            return
        self._loop = asyncio.get_running_loop()
        self._thread = OwnThread()
        self._wake = asyncio.Event()
        self._read_at = self._told_at = self._loop.time()
        self._started = False
        self._unlisten = journal.call_after_commits(self._on_commit)
        self._watch = asyncio.create_task(self._poll_for_ever())

    async def stop(self) -> None:
        """Close every microphone, and stop."""
        if self.system is None:
            return
        self._unlisten()
        for task in [self._watch, *self._tasks]:
            task.cancel()
        await asyncio.gather(self._watch, *self._tasks, return_exceptions=True)
        with contextlib.suppress(Exception):
            async with asyncio.timeout(ANSWER_SECONDS):
                await self.system.stop()
        self._thread.close()

    def _on_commit(self, stream: str, seq: int) -> None:
        self._loop.call_soon_threadsafe(self._wake.set)

    def requested(self, unit: str) -> None:
        """Handle a press of a *request* button. A second press before the first is handled has no further effect."""
        state = self.units.get(unit)
        if state is not None and not state.is_requesting:
            state.is_requesting = True
            self._spawn(self._request_floor(unit, state))

    def press(self, unit: str) -> None:
        """Press the button of a simulated microphone. Any thread may call it."""
        if isinstance(self.system, Simulated):
            self._loop.call_soon_threadsafe(self.system.press, unit)

    def level_reported(self, unit: str, dbov: int) -> None:
        """Store the audio level that a microphone reports. An invalid value is ignored."""
        state = self.units.get(unit)
        if state is not None and isinstance(dbov, int):
            state.level = min(0, max(-127, dbov))

    def state_reported(self, unit: str, is_open: bool) -> None:
        """Store the state that a microphone reports."""
        state = self.units.get(unit)
        if state is not None:
            state.open, state.level = is_open, state.level if is_open else None
            self._wake.set()

    def signal(self, session: int, persons: Collection[str]) -> dict[str, Microphones]:
        """The signal `microphones` for each person: complete for persons at the desk, empty for others."""
        seeing = seats.viewers_among(session, persons) if self.units else set()
        shown = self._all_microphones() if seeing else NOTHING
        return {person: shown if person in seeing else NOTHING for person in persons}

    def _all_microphones(self) -> Microphones:
        return Microphones(
            simulated=isinstance(self.system, Simulated),
            units={
                unit: Microphone(
                    label=state.label,
                    party=self._seating.parties.get(unit),
                    open=state.open is True,
                    speaking=unit in self._seating.speaking,
                    level=state.level,
                    trouble=state.trouble,
                )
                for unit, state in list(self.units.items())
            },
        )

    async def _poll_for_ever(self) -> None:
        while True:
            try:
                await self._poll()
            except TimeoutError:
                logger.warning("The hall's microphones were not looked after: no answer in time")
            except Exception:
                logger.exception("The hall's microphones could not be looked after")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._wake.wait()
            self._wake.clear()

    async def _poll(self) -> None:
        assert self.system is not None
        if not self._started:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self.system.start(self)
            self.units = {unit.id: MicrophoneState(unit.label) for unit in self.system.units()}
            self._started = True
        try:
            async with asyncio.timeout(UNREAD_SECONDS):
                self._seating = await self._thread.run(seats.read_seating)
            self._read_at = self._loop.time()
        finally:
            blind = self._loop.time() - self._read_at > UNREAD_SECONDS
            self._order_changes(NOBODY.speaking if blind else self._seating.speaking)
        if self._loop.time() - self._told_at >= SIGNAL_SECONDS:
            self._told_at = self._loop.time()
            self._spawn(self._signal_viewers())

    def _order_changes(self, speaking: frozenset[str]) -> None:
        for unit, state in self.units.items():
            wanted = unit in speaking
            if state.ordering is not None and state.ordered is not wanted:
                state.ordering.cancel()
                state.open, state.ordering = None, None  # the cancelled order may still be carried out
            if state.ordering is None and state.open is not wanted:
                state.ordered, state.ordering = (
                    wanted,
                    self._spawn(self._order_microphone(unit, state, wanted)),
                )

    async def _order_microphone(self, unit: str, state: MicrophoneState, wanted: bool) -> None:
        """Order a microphone once to open or close. After a failure, wait before `_order_changes` may order again."""
        assert self.system is not None
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await (self.system.grant(unit) if wanted else self.system.revoke(unit))
            state.trouble = "" if state.open is wanted else "disobeys"
        except TimeoutError:
            state.trouble, state.open = "hangs", None
        except Exception:
            logger.exception("Microphone %s failed", unit)
            state.trouble, state.open = "fails", None
        if state.trouble:
            await asyncio.sleep(RETRY_SECONDS)
        state.ordering = None

    async def _request_floor(self, unit: str, state: MicrophoneState) -> None:
        try:
            if why := await self._thread.run(seats.request_floor, unit):
                logger.warning("The request at microphone %s was refused: %s", unit, why)
        except Exception:
            logger.exception("The request at microphone %s was lost", unit)
        state.is_requesting = False

    async def _signal_viewers(self) -> None:
        """Send the state of all microphones to the desks, once a second."""
        for session, person in await self._thread.run(seats.microphone_viewers):
            signals.mark_changed_now((f"session/{session}", SIGNAL, person))

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
