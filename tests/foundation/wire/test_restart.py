"""The server is killed, its database is restored, or access is withdrawn elsewhere; tabs end in the right state."""

import asyncio
import copy
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support import databases
from tests.support.hall import Hall, copied
from tests.support.prepared import prepared
from tests.support.store import EntityReader, without_empty
from tests.support.tab import Tab

WITHDRAW = """
from foundation.database import write_transaction
from sessions.parties.models import Participant
from sessions.parties.services import withdraw_access
with write_transaction():
    withdraw_access(Participant.objects.get(pk={participant}))
"""


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A server that may be killed."""
    hall = prepared(tmp_path_factory.mktemp("own") / "data")
    hall.start()
    yield hall
    hall.stop()


async def fresh(hall: Hall, key: str, stream: str) -> EntityReader:
    """The state that a new tab with a seat gets."""
    async with Tab.of(hall, key) as tab:
        return await tab.follow(stream)


async def test_tabs_resume_after_the_server_was_killed(own_hall: Hall) -> None:
    stream = f"session/{own_hall.session()}"
    token = own_hall.seat("moderator")["token"]
    async with Tab(own_hall, token) as tab:
        await tab.follow(stream)
        seq = (await tab.do(stream, "floor.close_list", id="before-the-kill"))["seq"]
        await tab.wait(lambda: tab.readers[stream].seq >= seq)
        reader = copy.deepcopy(tab.readers[stream])
        async with Tab(own_hall, token) as other:
            await other.do(stream, "floor.open_list", id="while-away")
        await asyncio.to_thread(own_hall.kill)
        await tab.closed()
    await asyncio.to_thread(own_hall.start)
    reader.applied.clear()
    async with Tab(own_hall, token, {stream: reader}) as again:
        await again.wait(lambda: without_empty(reader.mine) == {} and any("mine" in f for f in again.frames))
        repeated = await again.do(stream, "floor.close_list", id="before-the-kill")
        assert repeated == {"done": "before-the-kill", "seq": seq}
        last = (await again.do(stream, "floor.close_list", id="after-the-kill"))["seq"]
        await again.wait(lambda: reader.seq >= last)
        assert (reader.snapshots, reader.applied) == (1, [seq + 1, seq + 2])
        assert (
            without_empty(reader.entities)["floor"]
            == without_empty((await fresh(own_hall, "moderator", stream)).entities)["floor"]
        )


async def test_a_restored_database_replaces_what_tabs_had(own_hall: Hall, tmp_path: Path) -> None:
    stream = f"session/{own_hall.session()}"
    await asyncio.to_thread(own_hall.stop)
    backup = copied(own_hall.folder, tmp_path / "backup")
    await asyncio.to_thread(own_hall.start)
    async with Tab.of(own_hall, "moderator") as tab:
        reader = await tab.follow(stream)
        chair = tab.seat["seat"]["participant"]
        seq = (await tab.do(stream, "floor.seat", slot="chair", participant=chair))["seq"]
        await tab.wait(lambda: reader.seq >= seq)
        await asyncio.to_thread(own_hall.stop)
        assert await tab.closed() == 4012
    databases.copy(backup, own_hall.folder)
    await asyncio.to_thread(own_hall.start)
    async with Tab(own_hall, tab.token, {stream: reader}) as again:
        await again.wait(lambda: reader.snapshots == 2)
        assert without_empty(reader.entities).get("podium_seat") is None


@pytest.mark.thorough
async def test_withdrawn_access_ends_the_socket_and_refuses_the_token(own_hall: Hall) -> None:
    stream = f"session/{own_hall.session()}"
    async with Tab.of(own_hall, "chile") as tab, Tab.of(own_hall, "fiji") as other:
        await tab.follow(stream)
        await other.follow(stream)
        program = WITHDRAW.format(participant=tab.seat["seat"]["participant"])
        await asyncio.to_thread(own_hall.manage, "shell", "--command", program)
        assert await tab.closed() == 4403
        assert tab.frames[-1]["code"] == "seat.withdrawn"
        async with Tab(own_hall, tab.token) as again:
            assert await again.closed() == 4403
            assert [frame["code"] for frame in again.frames] == ["seat.withdrawn"]
        url = f"{own_hall.url}/api/v1/sessions/{stream.partition('/')[2]}/media-token"
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {tab.token}"}) as client:
            answer = await client.post(url, json={"action": "listen"})
        assert (answer.status_code, answer.json()["code"]) == (403, "seat.withdrawn")
        assert (await other.do(stream, "question.ask", text="Who is gone?"))["done"]
