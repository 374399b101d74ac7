"""Answers to a poll count exactly once, although the process that takes them is killed (kill -9) on the way."""

import asyncio
from typing import Any

import pytest

from tests.processes.conftest import Pair
from tests.support.hall import Hall
from tests.support.tab import Tab
from tests.support.tier import THOROUGH

pytestmark = pytest.mark.database

PEOPLE = 90 if THOROUGH else 15
SALT = "0123456789abcdef"


def open_result(tab: Tab) -> Any:
    """The last result of the open poll that came."""
    values = [
        frame["signals"]["poll.result"] for frame in tab.frames if "poll.result" in frame.get("signals", {})
    ]
    return values[-1] if values else None


async def say_answer(tab: Tab, stream: str, number: int) -> None:
    """Send an answer, always under the same id, and wait for nothing."""
    command = {"type": "poll.answer", "poll": "1", "choices": [number % 3 + 1], "salt": SALT}
    await tab.send_frame(id=f"answer-{number}", stream=stream, command=command)


async def send_all(hall: Hall, tokens: list[str], stream: str) -> int:
    """Everyone answers and hears that it is done, also who answered before. Returns how many."""

    async def one(number: int) -> bool:
        async with Tab(hall, tokens[number]) as tab:
            await say_answer(tab, stream, number)
            answer = await tab.frame(
                lambda frame: f"answer-{number}" in (frame.get("done"), frame.get("refused"))
            )
            return "done" in answer

    return sum(await asyncio.gather(*(one(number) for number in range(len(tokens)))))


async def test_every_answer_counts_once_although_the_process_is_killed(pair: Pair, stream: str) -> None:
    first, second = pair
    tokens = await asyncio.to_thread(first.guests, PEOPLE)
    async with Tab.of(second, "moderator") as chair:
        await chair.follow(stream)
        poll = {"kind": "single", "question": "Shall we go on?", "options": ["Yes", "No", "Later"]}
        assert "done" in await chair.do(stream, "poll.draft", **poll)
        assert "done" in await chair.do(stream, "poll.open", poll="1")
        tabs = [Tab(first, token) for token in tokens]
        for tab in tabs:
            await tab.__aenter__()
        for number, tab in enumerate(tabs):
            await say_answer(tab, stream, number)
        # Some answers are counted, others are on the way.
        await chair.wait(lambda: (open_result(chair) or {"answers": 0})["answers"] > 0)
        await asyncio.to_thread(first.kill)
        for tab in tabs:
            await tab.closed()
        await asyncio.to_thread(first.start)
        # As a page does that is connected again: all send the same commands, once here and once at the other process.
        assert await send_all(first, tokens, stream) == PEOPLE
        assert await send_all(second, tokens, stream) == PEOPLE
        await chair.wait(lambda: open_result(chair)["answers"] == PEOPLE)
        assert open_result(chair)["result"]["counts"] == [PEOPLE // 3] * 3
        closed = await chair.do(stream, "poll.close", poll="1")
        result = (await chair.frame(lambda frame: frame.get("seq") == closed["seq"]))["event"]["result"]
        assert (result["answers"], result["counts"]) == (PEOPLE, [PEOPLE // 3] * 3)
