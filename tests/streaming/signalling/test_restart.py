"""The server is killed in the middle of a turn: the turn is kept, and its clock did not run meanwhile (FL20)."""

import asyncio
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from streaming.relay import Answer
from tests.streaming.relay.peers import FakePublisher, until
from tests.support import databases
from tests.support.hall import Hall
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared
from tests.support.tab import Tab

pytestmark = pytest.mark.real_time


@pytest.fixture
def own_hall(tmp_path: Path) -> Any:
    """A hall that may be killed."""
    hall = prepared(tmp_path / "data")
    hall.start()
    yield hall
    hall.stop()


async def publish(hall: Hall, token: str, peers: AsyncExitStack) -> FakePublisher:
    """Publish from a seat, over HTTP like a browser."""
    publisher = await peers.enter_async_context(FakePublisher())
    async with httpx.AsyncClient(base_url=hall.url, timeout=PATIENCE) as client:
        bearer = {"Authorization": f"Bearer {token}"}
        given = (
            await client.post(
                f"/api/v1/sessions/{hall.session()}/media-token", json={"action": "publish"}, headers=bearer
            )
        ).json()
        headers = {"Authorization": f"Bearer {given['token']}", "Content-Type": "application/sdp"}
        answer = await client.post(given["url"], content=await publisher.offer(), headers=headers)
    await publisher.accept(Answer(answer.headers["Location"].rpartition("/")[2], answer.text))
    return publisher


def noted(hall: Hall) -> str:
    """The way in which the holder was reached, in the database."""
    ((by,),) = databases.rows(hall.folder, "SELECT reached_by FROM conference_turn")
    return str(by)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_FL20_a_server_that_is_killed_in_the_middle_of_a_turn_takes_no_time_from_it(
    own_hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])
    stream = f"session/{await asyncio.to_thread(own_hall.session)}"
    fiji = (await asyncio.to_thread(own_hall.seat, "fiji"))["token"]
    chair = (await asyncio.to_thread(own_hall.seat, "moderator"))["token"]
    async with AsyncExitStack() as peers:
        line = await publish(own_hall, fiji, peers)
        async with Tab(own_hall, fiji) as tab:
            await tab.follow(stream)
            await tab.do(stream, "floor.inscribe")
        async with Tab(own_hall, chair) as tab:
            reader = await tab.follow(stream)
            await tab.do(stream, "floor.grant", entry="3", token=0, confirmed=True)
            await tab.wait(lambda: "1" in reader.entities.get("turn", {}))
            await until(lambda: noted(own_hall) == "line", during=line.say)
        killed = datetime.now().astimezone()
        await asyncio.to_thread(own_hall.kill)
        await asyncio.to_thread(own_hall.start)
        back = datetime.now().astimezone()
        async with Tab(own_hall, chair) as tab:
            reader = await tab.follow(stream)
            await tab.wait(lambda: reader.entities["turn"]["1"]["dropped_at"] is not None)
            gone = moment(reader.entities["turn"]["1"]["suspended_at"])
            again = await publish(own_hall, fiji, peers)
            await until(lambda: reader.entities["turn"]["1"]["dropped_at"] is None, during=again.say)
            turn = reader.entities["turn"]["1"]
            assert turn["suspended_at"] is None
            assert gone <= killed <= back <= gone + timedelta(seconds=turn["suspended_seconds"])
            assert reader.entities["floor"][stream.partition("/")[2]]["token"] == 2
