"""Hall microphones that follow the floor: one that obeys, and some that raise, hang and lie (FL2, FL11)."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from foundation.database import in_thread
from sessions.models import Entry, Floor, Party
from streaming.microphones import controller as module
from streaming.microphones.adapter import MicrophoneCallbacks, Unit
from streaming.microphones.controller import MicrophoneController
from streaming.microphones.registry import microphone_system
from streaming.microphones.simulated import Simulated
from tests.streaming.relay.peers import until
from tests.streaming.signalling.conftest import Chair, chair, data_dir, demo, take
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.real_time


__all__ = ["chair", "data_dir", "demo"]

AUSTRALIA = "1"
"""The microphone of the demo's first entry, whose party sits in the hall."""


class Faulty:
    """Two microphones; the first fails in the way that the test sets."""

    def __init__(self, fault: str) -> None:
        self.fault, self.open, self.calls = fault, set[str](), list[tuple[str, str]]()
        self.callbacks: MicrophoneCallbacks | None = None

    async def start(self, callbacks: MicrophoneCallbacks) -> None:
        self.callbacks = callbacks

    async def stop(self) -> None:
        if self.fault == "hangs":
            await asyncio.Event().wait()

    def units(self) -> Sequence[Unit]:
        return [Unit("1", "One"), Unit("2", "Two")]

    async def grant(self, unit: str) -> None:
        await self._obey(unit, "grant")

    async def revoke(self, unit: str) -> None:
        await self._obey(unit, "revoke")

    async def _obey(self, unit: str, call: str) -> None:
        self.calls.append((call, unit))
        assert self.callbacks is not None
        if unit == "1" and self.fault == "raises":
            raise ConnectionError("The central unit is away.")
        if unit == "1" and self.fault == "hangs":
            await asyncio.Event().wait()
        if unit == "1" and self.fault == "lies":
            return
        (self.open.add if call == "grant" else self.open.discard)(unit)
        self.callbacks.state_reported(unit, unit in self.open)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the intervals from seconds to moments."""
    monkeypatch.setattr(module, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(module, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(module, "RETRY_SECONDS", 0.05)


@pytest.fixture
async def simulated(demo: str) -> AsyncIterator[MicrophoneController]:
    controller = MicrophoneController(microphone_system("simulated"))
    await controller.start()
    await until(lambda: controller.units and controller.units[AUSTRALIA].open is False)
    yield controller
    await controller.stop()


async def called(chair: Chair) -> None:
    await chair.do(type="floor.grant", entry="1", token=0, confirmed=True)


async def test_FL2_the_holders_microphone_opens_and_is_heard_and_closes_with_the_turn(
    demo: str, chair: Chair, simulated: MicrophoneController
) -> None:
    unit = simulated.units[AUSTRALIA]
    await called(chair)
    await until(lambda: unit.open)
    await until(lambda: unit.level is not None)
    assert [state.open for name, state in simulated.units.items() if name != AUSTRALIA] == [False] * 11
    await chair.do(type="floor.suspend_turn", token=1)
    await until(lambda: unit.open is False)
    await chair.do(type="floor.resume_turn", token=2)
    await until(lambda: unit.open)
    await chair.do(type="floor.revoke", token=3)
    await until(lambda: unit.open is False)
    assert unit.level is None


async def test_FL2_a_press_puts_the_party_on_the_list_once(
    demo: str, chair: Chair, simulated: MicrophoneController
) -> None:
    japan = await in_thread(lambda: Party.objects.get(code="JP"))
    simulated.press(japan.microphone)
    simulated.press(japan.microphone)

    entries: list[tuple[str, str]] = []

    async def look() -> None:
        rows = Entry.objects.filter(session=demo, party=japan)
        entries[:] = await in_thread(lambda: list(rows.values_list("kind", "place")))

    await until(lambda: entries, during=look)
    simulated.press("no such unit")
    simulated.press(japan.microphone)
    await until(lambda: not simulated.units[japan.microphone].is_requesting)
    await look()
    assert entries == [("statement", "hall")]


async def test_FL2_a_microphone_that_opens_by_itself_is_closed(
    demo: str, simulated: MicrophoneController
) -> None:
    assert isinstance(simulated.system, Simulated)
    await simulated.system.grant("7")
    assert simulated.units["7"].open
    await until(lambda: simulated.units["7"].open is False)


@pytest.mark.parametrize(
    ("fault", "trouble"), [("raises", "fails"), ("hangs", "hangs"), ("lies", "disobeys")]
)
async def test_FL2_a_failing_system_blocks_neither_the_floor_nor_the_other_microphones(
    demo: str, chair: Chair, fault: str, trouble: str
) -> None:
    faulty = Faulty(fault)
    controller = MicrophoneController(faulty)
    await controller.start()
    await until(lambda: controller.units and controller.units["2"].open is False)
    await called(chair)
    await until(lambda: controller.units["1"].trouble == trouble and ("grant", "1") in faulty.calls)
    floor = await in_thread(lambda: Floor.objects.get(session=demo))
    assert floor.token == 1
    await faulty_opens(controller, faulty)
    await until(lambda: controller.units["2"].open is False)
    told = len(faulty.calls)
    await chair.do(type="floor.revoke", token=1)
    await until(lambda: ("revoke", "1") in faulty.calls[told:])
    faulty.fault = ""
    await until(lambda: controller.units["1"].open is False)
    assert "1" not in faulty.open
    await until(lambda: controller.units["1"].trouble == "")
    faulty.fault = fault
    await asyncio.wait_for(controller.stop(), PATIENCE)


async def faulty_opens(controller: MicrophoneController, faulty: Faulty) -> None:
    """The other microphone opens by itself, and is closed all the same."""
    faulty.open.add("2")
    controller.state_reported("2", True)


async def test_an_invalid_level_or_unit_is_ignored(simulated: MicrophoneController) -> None:
    wrong: Any = float("nan")
    simulated.level_reported("7", wrong)
    assert simulated.units["7"].level is None
    simulated.level_reported("7", 40)
    assert simulated.units["7"].level == 0
    simulated.level_reported("nowhere", -20)
    simulated.state_reported("nowhere", True)
    assert "nowhere" not in simulated.units


async def test_only_the_desk_sees_the_microphones(
    demo: str, chair: Chair, simulated: MicrophoneController
) -> None:
    operator, fiji = await take("operator"), await take("fiji")
    await called(chair)
    await until(lambda: simulated.units[AUSTRALIA].open)
    signals = await in_thread(simulated.signal, int(demo), [operator.person, fiji.person])
    seen = signals[operator.person]
    australia = await in_thread(lambda: str(Party.objects.get(code="AU").pk))
    one = seen.units[AUSTRALIA]
    assert (seen.simulated, len(seen.units)) == (True, 12)
    assert (one.label, one.party, one.open, one.speaking) == ("Microphone 1", australia, True, True)
    assert signals[fiji.person].units == {}


def test_a_system_is_named_by_its_name_or_its_class() -> None:
    assert microphone_system("") is None
    assert isinstance(microphone_system("simulated"), Simulated)
    assert isinstance(microphone_system("streaming.microphones.simulated.Simulated"), Simulated)
