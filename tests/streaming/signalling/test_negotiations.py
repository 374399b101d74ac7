"""The order in which offers are answered."""

import asyncio

import pytest

from foundation.refusals import Refusal
from streaming.signalling.negotiations import MAX_WAITING, Negotiations
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.real_time


class Crowd:
    """People who wait for their turn; `had` lists whose turn it was, in order."""

    def __init__(self) -> None:
        self.negotiations = Negotiations()
        self.had: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self._go_on = asyncio.Event()

    async def come(self, *names: str) -> None:
        """Add people named by address and number, like `hall-1`; each waits while another has the turn."""
        for name in names:
            self.tasks[name] = asyncio.create_task(self._ask(name))
            await asyncio.sleep(0)

    async def _ask(self, name: str) -> None:
        async with self.negotiations.turn(name.split("-")[0]):
            self.had.append(name)
            await self._go_on.wait()

    def end_turns(self) -> None:
        """Let each turn end at once, from now on."""
        self._go_on.set()

    async def all(self) -> list[str]:
        """Let turns end until nobody waits; returns whose turn it was."""
        self.end_turns()
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*self.tasks.values(), return_exceptions=True)
        return self.had


async def test_one_offer_is_answered_at_a_time() -> None:
    crowd = Crowd()
    await crowd.come("hall-1", "hall-2", "home-1")
    assert crowd.had == ["hall-1"]


async def test_addresses_take_turns() -> None:
    crowd = Crowd()
    await crowd.come("flood-1", "flood-2", "flood-3", "flood-4", "hall-1", "hall-2", "home-1")
    assert await crowd.all() == ["flood-1", "flood-2", "hall-1", "home-1", "flood-3", "hall-2", "flood-4"]


async def test_a_turn_that_fails_is_passed_on() -> None:
    negotiations = Negotiations()
    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            async with negotiations.turn("hall"):
                raise ValueError("no")


async def test_an_offer_that_is_cancelled_while_waiting_is_skipped() -> None:
    crowd = Crowd()
    await crowd.come("hall-1", "hall-2", "hall-3")
    crowd.tasks["hall-2"].cancel()
    assert await crowd.all() == ["hall-1", "hall-3"]


async def test_an_offer_that_is_cancelled_while_a_turn_ends_is_skipped() -> None:
    crowd = Crowd()
    await crowd.come("hall-1", "hall-2", "hall-3", "home-1")
    crowd.end_turns()
    for name in ("hall-2", "home-1"):
        crowd.tasks[name].cancel()
    assert await crowd.all() == ["hall-1", "hall-3"]
    async with asyncio.timeout(PATIENCE), crowd.negotiations.turn("hall"):
        pass


async def test_an_offer_that_is_cancelled_at_its_turn_passes_it_on() -> None:
    negotiations, had = Negotiations(), list[str]()

    async def ask(name: str) -> None:
        async with negotiations.turn("hall"):
            had.append(name)

    async with negotiations.turn("hall"):
        tasks = [asyncio.create_task(ask(name)) for name in ("ana", "ben")]
        await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.wait(tasks)
    assert had == ["ben"]


async def test_if_too_many_wait_the_last_of_the_largest_address_is_refused() -> None:
    crowd = Crowd()
    await crowd.come(*(f"flood-{number}" for number in range(MAX_WAITING + 2)), "hall-1", "hall-2")
    had = await crowd.all()
    errors = {name: task.exception() for name, task in crowd.tasks.items()}
    refused = {
        name for name, error in errors.items() if isinstance(error, Refusal) and error.code == "media.busy"
    }
    # One had the turn at once, and the last of the flood came when all places were taken.
    assert refused == {f"flood-{MAX_WAITING - number}" for number in (-1, 0, 1)}
    assert refused.isdisjoint(had)
    assert len(had) == MAX_WAITING + 1
