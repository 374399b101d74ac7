"""Hubs of several processes agree: by hints, without them, and when a process is killed."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis

from tests.processes.conftest import Pair, served
from tests.support.hall import Hall
from tests.support.patience import PATIENCE
from tests.support.stack import Service
from tests.support.store import Frame, without_empty
from tests.support.tab import Tab, ask_question

pytestmark = pytest.mark.database

COMMANDS = 20


def signal(tab: Tab, name: str) -> Any:
    """The last value of a signal that came."""
    values = [frame["signals"][name] for frame in tab.frames if name in frame.get("signals", {})]
    return values[-1] if values else None


def votes(tab: Tab, question: str) -> int:
    """For a question, as the tab was told."""
    return int((signal(tab, "question.votes") or {"counts": {}})["counts"].get(question, 0))


def present(tab: Tab, key: Frame) -> Callable[[], bool]:
    """Whether a seat's party is connected, as the tab was told."""
    return lambda: key["seat"]["party"] in (signal(tab, "presence") or {"parties": {}})["parties"]


async def event(tab: Tab, stream: str) -> int:
    """Bring about something that everyone sees, whatever was before; gives its number."""
    answer = await tab.do(stream, "floor.close_list")
    if "refused" in answer:
        answer = await tab.do(stream, "floor.open_list")
    return int(answer["seq"])


@pytest.fixture(scope="module")
def listening(pair: Pair, hints: tuple[Service, str]) -> Iterator[Pair]:
    """Two more that never look by themselves: what one does, the other knows by a hint or not at all."""
    never = {"WIRE_POLL_SECONDS": "86400", "WIRE_REREAD_SECONDS": "86400"}
    with served(*(Hall(pair[0].folder, REDIS_URL=hints[1], **never) for _ in range(2))) as halls:
        yield halls


async def test_what_is_done_at_one_process_is_known_at_the_other_by_hints_alone(
    listening: Pair, stream: str
) -> None:
    async with Tab.of(listening[0], "moderator") as here, Tab.of(listening[1], "moderator") as there:
        await here.follow(stream)
        await there.follow(stream)
        for number in range(COMMANDS):
            one, other = (here, there) if number % 2 else (there, here)
            seq = await event(one, stream)
            await other.wait(lambda tab=other, seq=seq: tab.readers[stream].seq >= seq)
        await here.wait(lambda: here.readers[stream].seq == there.readers[stream].seq)
        assert without_empty(here.readers[stream].entities) == without_empty(there.readers[stream].entities)


@pytest.mark.thorough
async def test_a_signal_is_known_at_the_other_process_by_hints_alone(listening: Pair, stream: str) -> None:
    async with Tab.of(listening[0], "moderator") as chair, Tab.of(listening[1], "fiji") as fiji:
        await chair.follow(stream)
        await fiji.follow(stream)
        question = await ask_question(chair, fiji, stream, "Who hears us?")
        await fiji.do(stream, "question.vote", question=question)
        await chair.wait(lambda: votes(chair, question) == 1)


async def test_without_redis_they_look_by_themselves(
    pair: Pair, stream: str, hints: tuple[Service, str]
) -> None:
    async with (
        Tab.of(pair[0], "moderator") as here,
        Tab.of(pair[0], "fiji") as other,
        Tab.of(pair[1], "fiji") as there,
    ):
        for tab in (here, other, there):
            await tab.follow(stream)
        hints[0].stop()
        seq = await event(here, stream)
        await there.wait(lambda: there.readers[stream].seq >= seq)
        question = await ask_question(here, there, stream, "Who looks by themselves?")
        await there.do(stream, "question.vote", question=question)
        await here.wait(lambda: votes(here, question) == 1)
        await other.wait(lambda: question in signal(other, "question.my_votes")["questions"])
        hints[0].start()
    assert "Traceback" not in pair[0].log()
    assert "No hint reaches other processes" in pair[0].log()


def restart(service: Service, url: str) -> None:
    """Redis, which keeps nothing."""
    service.stop()
    service.start()


def empty(service: Service, url: str) -> None:
    """Redis, while all connections stand."""
    with redis.Redis.from_url(url) as client:
        client.flushall()


@pytest.mark.parametrize("lose", [restart, empty])
async def test_hints_are_heard_again_when_redis_has_forgotten_who_listens(
    listening: Pair, stream: str, hints: tuple[Service, str], lose: Callable[[Service, str], None]
) -> None:
    async with Tab.of(listening[0], "moderator") as here, Tab.of(listening[1], "moderator") as there:
        await here.follow(stream)
        await there.follow(stream)
        lose(*hints)
        seq = await event(there, stream)
        async with asyncio.timeout(PATIENCE):
            while here.readers[stream].seq < seq:
                await asyncio.sleep(0.2)  # until its next hint
                await event(there, stream)


@pytest.mark.thorough
async def test_a_process_that_is_killed_takes_its_presence_with_it(pair: Pair, stream: str) -> None:
    async with Tab.of(pair[0], "fiji") as fiji, Tab.of(pair[1], "moderator") as chair:
        await fiji.follow(stream)
        await chair.follow(stream)
        await chair.wait(present(chair, fiji.seat))
        await asyncio.to_thread(pair[0].kill)
        await fiji.closed()
        await chair.wait(lambda: not present(chair, fiji.seat)())
    async with Tab(pair[1], fiji.token, fiji.readers) as again:
        assert (await again.do(stream, "question.ask", text="Am I back?"))["done"]
    await asyncio.to_thread(pair[0].start)
