"""Hubs of several processes agree: by hints, without them, and when a process is killed."""

import asyncio
from collections.abc import Callable
from typing import Any

from tests.processes.conftest import Pair
from tests.support.stack import Service
from tests.support.store import Frame, full
from tests.support.tab import Tab

COMMANDS = 20


def signal(tab: Tab, name: str) -> Any:
    """The last value of a signal that came."""
    values = [frame["signals"][name] for frame in tab.frames if name in frame.get("signals", {})]
    return values[-1] if values else None


def present(tab: Tab, key: Frame) -> Callable[[], bool]:
    """Whether a seat's party is connected, as the tab was told."""
    return lambda: key["seat"]["party"] in (signal(tab, "presence") or {"parties": {}})["parties"]


async def event(tab: Tab, stream: str) -> int:
    """Bring about something that everyone sees, whatever was before; gives its number."""
    answer = await tab.do(stream, "floor.close_list")
    if "refused" in answer:
        answer = await tab.do(stream, "floor.open_list")
    return int(answer["seq"])


async def test_a_command_at_one_process_reaches_the_readers_of_the_other_by_its_hint(
    pair: Pair, stream: str
) -> None:
    async with Tab.of(pair[0], "moderator") as here, Tab.of(pair[1], "moderator") as there:
        await here.follow(stream)
        await there.follow(stream)
        # By looking every two seconds alone it would take three times as long.
        async with asyncio.timeout(COMMANDS * 2 / 3):
            for number in range(COMMANDS):
                one, other = (here, there) if number % 2 else (there, here)
                seq = await event(one, stream)
                await other.wait(lambda tab=other, seq=seq: tab.readers[stream].seq >= seq)
        await here.wait(lambda: here.readers[stream].seq == there.readers[stream].seq)
        assert full(here.readers[stream].entities) == full(there.readers[stream].entities)


async def test_signals_cross_processes(pair: Pair, stream: str) -> None:
    async with Tab.of(pair[0], "moderator") as chair, Tab.of(pair[1], "fiji") as fiji:
        await chair.follow(stream)
        await fiji.follow(stream)
        await chair.wait(present(chair, fiji.seat))
        await fiji.do(stream, "question.ask", text="Who hears us?")
        asked = chair.readers[stream].entities
        await chair.wait(lambda: bool(asked.get("question")))
        question = max(asked["question"], key=int)
        await chair.do(stream, "question.approve", question=question)
        await fiji.do(stream, "question.vote", question=question)
        await chair.wait(lambda: signal(chair, "question.votes")["counts"].get(question) == 1)


async def test_without_redis_they_look_by_themselves_and_hear_again_when_it_is_back(
    pair: Pair, stream: str, hints: tuple[Service, str]
) -> None:
    async with Tab.of(pair[0], "moderator") as here, Tab.of(pair[1], "moderator") as there:
        await here.follow(stream)
        await there.follow(stream)
        await asyncio.to_thread(hints[0].stop)
        seq = await event(here, stream)
        await there.wait(lambda: there.readers[stream].seq >= seq)
        async with Tab.of(pair[0], "fiji") as fiji:
            await fiji.follow(stream)
            await there.wait(present(there, fiji.seat))
        await asyncio.to_thread(hints[0].start)
        seq = await event(there, stream)
        await here.wait(lambda: here.readers[stream].seq >= seq)
    assert "Traceback" not in pair[0].log()
    assert "No hint reaches other processes" in pair[0].log()


async def test_a_process_that_is_killed_takes_its_presence_with_it(pair: Pair, stream: str) -> None:
    async with Tab.of(pair[0], "fiji") as fiji, Tab.of(pair[1], "moderator") as chair:
        await fiji.follow(stream)
        await chair.follow(stream)
        await chair.wait(present(chair, fiji.seat))
        await asyncio.to_thread(pair[0].kill)
        await fiji.closed()
        # `wait` has patience for 15 s, which is the bound.
        await chair.wait(lambda: not present(chair, fiji.seat)())
    async with Tab(pair[1], fiji.token, fiji.readers) as again:
        assert (await again.do(stream, "question.ask", text="Am I back?"))["done"]
    await asyncio.to_thread(pair[0].start)
