"""A server whose disk is full: it refuses commands, keeps its sockets, and goes on once there is space."""

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import databases
from tests.support.hall import Hall
from tests.support.prepared import prepared
from tests.support.tab import Tab, ask_question

pytestmark = pytest.mark.skipif(bool(databases.SERVER), reason="PostgreSQL writes in processes of its own")
FULL = "server.disk_full"


@contextmanager
def full(hall: Hall) -> Iterator[None]:
    """No file of the server's process can grow. Its limit is lifted at the end."""
    before = resource.prlimit(hall.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(hall.pid, resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.prlimit(hall.pid, resource.RLIMIT_FSIZE, before)


async def test_a_full_disk_refuses_each_command_and_closes_no_socket(tmp_path: Path) -> None:
    hall = prepared(tmp_path / "data")
    await asyncio.to_thread(hall.start)
    try:
        stream = f"session/{hall.session()}"
        async with (
            Tab.of(hall, "moderator") as tab,
            Tab.of(hall, "fiji") as fiji,
            Tab(hall, hall.guests(1)[0]) as guest,
        ):
            for each in (tab, fiji, guest):
                await each.follow(stream)
            question = await ask_question(tab, fiji, stream, "Who keeps this?")
            with full(hall):
                for _ in range(2):
                    answer = await tab.do(stream, "floor.close_list", id="kept-until-space")
                    assert (answer["refused"], answer["code"]) == ("kept-until-space", FULL)
                # A vote is executed in a batch.
                vote = await guest.do(stream, "question.vote", question=question, id="vote-when-full")
                assert (vote["refused"], vote["code"]) == ("vote-when-full", FULL)
            # The same command is done once there is space: it was not remembered as refused.
            done = await tab.do(stream, "floor.close_list", id="kept-until-space")
            assert done["done"] == "kept-until-space"
            await tab.wait(lambda: tab.readers[stream].seq >= done["seq"])
            vote = await guest.do(stream, "question.vote", question=question, id="vote-when-full")
            assert vote.get("done") == "vote-when-full", vote
    finally:
        await asyncio.to_thread(hall.stop)
