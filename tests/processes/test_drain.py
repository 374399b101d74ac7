"""A process that is told to stop: what it has begun is done, and its tabs go to the other."""

import asyncio
import socket

import pytest
from honcho.manager import KILL_WAIT

from foundation.processes.shutdown import GONE
from tests.processes.conftest import Pair, on_postgresql, until
from tests.support import databases
from tests.support.tab import Tab
from tests.support.tier import THOROUGH

pytestmark = pytest.mark.database

COMMANDS = 80 if THOROUGH else 20
HEAD = "SELECT seq FROM journal_stream WHERE name = '{}'"
OF_FIRST = "WHERE datname = current_database() AND application_name = 'first'"


@pytest.fixture(autouse=True)
def _both_run(pair: Pair) -> None:
    """The tests of this file stop one or the other, and come in any order."""
    for hall in pair:
        if not hall.runs:
            hall.start()


async def test_what_was_begun_is_done_and_nothing_is_done_twice(pair: Pair, stream: str) -> None:
    first, second = pair
    async with Tab.of(first, "moderator") as tab, Tab.of(second, "moderator") as watcher:
        reader = await tab.follow(stream)
        seen = await watcher.follow(stream)
        ids = [f"command-{number}" for number in range(COMMANDS)]
        for number, id in enumerate(ids):
            kind = "floor.open_list" if number % 2 else "floor.close_list"
            await tab.send_frame(id=id, stream=stream, command={"type": kind})
        await tab.frame(lambda frame: frame.get("done") == ids[0])
        ending = asyncio.create_task(asyncio.to_thread(first.stop))
        assert await tab.closed() == 4012
        assert 0 <= int(tab.socket.close_reason or "") <= 1000
        assert await ending == 0
        done = {frame["done"]: frame["seq"] for frame in tab.frames if "done" in frame}
        assert ids[0] in done
        async with Tab(second, tab.token, {stream: reader}) as again:
            answers = {}
            for number, id in enumerate(ids):
                kind = "floor.open_list" if number % 2 else "floor.close_list"
                answers[id] = (await again.do(stream, kind, id=id))["seq"]
            # What was answered once has the same answer; what was not is done now, in its order.
            assert answers == answers | done
            assert list(answers.values()) == sorted(set(answers.values()))
            last = max(answers.values())
            await watcher.wait(lambda: seen.seq >= last)
            ours = [seq for seq in seen.applied if seq in answers.values()]
            assert ours == sorted(answers.values())


def refuses(port: int) -> bool:
    """Whether nobody listens any more."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return True
    return False


@on_postgresql
async def test_a_command_that_waits_for_the_database_is_answered_before_the_end(
    pair: Pair, stream: str
) -> None:
    _, hall = pair
    async with Tab.of(hall, "moderator") as tab:
        reader = await tab.follow(stream)
        with databases.held(hall.folder, stream) as waiting:
            await tab.send_frame(id="held-command", stream=stream, command={"type": "floor.close_list"})
            await until(lambda: "second" in waiting())
            ending = asyncio.create_task(asyncio.to_thread(hall.stop))
            await until(lambda: refuses(hall.port))
        assert await tab.closed() == 4012
        assert await ending == 0
    (done,) = [frame["seq"] for frame in tab.frames if frame.get("done") == "held-command"]
    assert reader.seq >= done


@on_postgresql
async def test_a_command_that_waits_for_ever_keeps_its_process_from_no_end(pair: Pair, stream: str) -> None:
    hall, _ = pair
    async with Tab.of(hall, "moderator") as tab:
        with databases.held(hall.folder, stream) as waiting:
            await tab.send_frame(id="stuck-command", stream=stream, command={"type": "floor.open_list"})
            await until(lambda: "first" in waiting())
            head = databases.rows(hall.folder, HEAD.format(stream))
            assert await asyncio.to_thread(hall.stop) == 1
            assert await tab.closed() == 4012
        assert not any(frame.get("done") == "stuck-command" for frame in tab.frames)
    assert GONE < KILL_WAIT
    assert f"Timeout (0:00:0{GONE:.0f})!" in hall.log()
    # It left nothing behind: what was not answered is not done, and is done where it is sent again.
    await until(lambda: databases.rows(hall.folder, "SELECT 1 FROM pg_stat_activity " + OF_FIRST) == [])
    assert databases.rows(hall.folder, HEAD.format(stream)) == head
