"""Connections by member, place and device, as screens see them through real sockets (FL21)."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.support import databases
from tests.support.hall import Hall
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared
from tests.support.tab import Tab
from tests.support.tcp_proxy import TcpProxy

LAPTOP, PHONE = {"id": "a-laptop", "kind": "computer"}, {"id": "telephone", "kind": "phone"}
CHECKED_EVERY = 2
"""Seconds between Daphne's checks of its sockets."""
TOLD_WITHIN = 2
"""Seconds for the row and the signal that follow."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The demo in a process of its own, with frequent pings. A client that is only slow is not lost."""
    hall = prepared(
        tmp_path_factory.mktemp("hall") / "data", SOCKET_PING_SECONDS="1", SOCKET_PONG_SECONDS="5"
    )
    hall.start()
    yield hall
    hall.stop()


class Staff:
    """A moderator's tab that receives presence."""

    def __init__(self, tab: Tab, stream: str) -> None:
        self._tab, self._stream = tab, stream

    def presence(self) -> dict[str, Any]:
        """The last presence received."""
        told = [f["signals"]["presence"] for f in self._tab.frames if "presence" in f.get("signals", {})]
        return told[-1] if told else {"devices": {}, "lost": [], "parties": {}}

    async def is_told(self, who: str, *, devices: list[str], lost: bool) -> None:
        """Wait until presence says that a participant is connected from these devices, or lost."""
        await self._tab.wait(
            lambda: (
                (self.presence()["devices"].get(who, []), who in self.presence()["lost"]) == (devices, lost)
            )
        )


async def test_FL21_presence_is_by_member_place_and_device_and_a_break_is_told(hall: Hall) -> None:
    stream, token = f"session/{hall.session()}", hall.seat("fiji")["token"]
    async with Tab.of(hall, "moderator") as chair, Tab(hall, token, device=LAPTOP) as laptop:
        await chair.follow(stream)
        staff = Staff(chair, stream)
        await laptop.follow(stream)
        seat = laptop.seat["seat"]
        who, party = seat["participant"], seat["party"]
        await staff.is_told(who, devices=["computer"], lost=False)
        async with Tab(hall, token, device=LAPTOP) as second, Tab(hall, token, device=PHONE) as phone:
            await second.follow(stream)
            await phone.follow(stream)
            await staff.is_told(who, devices=["computer", "phone"], lost=False)
            assert staff.presence()["parties"][party] == {"hall": [], "remote": [who]}
            phone.abort()
            await staff.is_told(who, devices=["computer"], lost=False)
        laptop.abort()
        await staff.is_told(who, devices=[], lost=True)
        assert party not in staff.presence()["parties"]
        async with Tab(hall, token, device=PHONE) as again:
            await again.follow(stream)
            await staff.is_told(who, devices=["phone"], lost=False)
        await staff.is_told(who, devices=[], lost=False)  # it said that it leaves


async def test_FL21_a_network_that_falls_silent_is_told_as_lost_within_thirty_seconds(hall: Hall) -> None:
    stream, token = f"session/{hall.session()}", hall.seat("chile")["token"]
    async with Tab.of(hall, "moderator") as chair, TcpProxy(hall) as line:
        await chair.follow(stream)
        staff = Staff(chair, stream)
        async with Tab(hall, token, url=line.url) as chile:
            await chile.follow(stream)
            who = chile.seat["seat"]["participant"]
            await staff.is_told(who, devices=["computer"], lost=False)
            line.stop_passing()
            await staff.is_told(who, devices=[], lost=True)
            chile.abort()
    asked = settings.SOCKET_PING_SECONDS + CHECKED_EVERY + settings.SOCKET_PONG_SECONDS
    assert asked + TOLD_WITHIN <= 30


@pytest.mark.thorough
async def test_FL21_the_browser_of_a_frozen_machine_is_lost_and_there_again_when_it_wakes(hall: Hall) -> None:
    stream, token = f"session/{hall.session()}", hall.seat("japan")["token"]
    async with Tab.of(hall, "moderator") as chair:
        await chair.follow(stream)
        staff = Staff(chair, stream)
        async with Tab(hall, token, device=PHONE) as japan:
            await japan.follow(stream)
            who = japan.seat["seat"]["participant"]
            await staff.is_told(who, devices=["phone"], lost=False)
            japan.socket.transport.pause_reading()  # like a stopped process, it answers no ping
            await staff.is_told(who, devices=[], lost=True)
            japan.abort()
        async with Tab(hall, token, japan.readers, device=PHONE) as awake:
            await staff.is_told(who, devices=["phone"], lost=False)
            assert awake.readers[stream].snapshots == 1


async def test_FL20_a_holder_whose_network_is_cut_is_held_the_floor_and_goes_on_from_another_device(
    hall: Hall,
) -> None:
    """The holder has no media line, so its connection counts. The cut network closes nothing."""
    stream, token = f"session/{hall.session()}", hall.seat("fiji")["token"]
    turn: dict[str, Any] = {}

    def stands(*, dropped: bool) -> bool:
        turn.update(next(iter(reader.entities.get("turn", {}).values()), {}))
        return (
            bool(turn) and (turn["dropped_at"] is not None) == (turn["suspended_at"] is not None) == dropped
        )

    async with Tab.of(hall, "moderator") as chair, TcpProxy(hall) as line:
        reader = await chair.follow(stream)
        async with Tab(hall, token, url=line.url, device=LAPTOP) as laptop:
            await laptop.follow(stream)
            await laptop.do(stream, "floor.inscribe")
            (entry,) = laptop.readers[stream].entities["entry"].keys() - {"1", "2"}
            granted = await chair.do(stream, "floor.grant", entry=entry, token=0, confirmed=True)
            assert "done" in granted
            await Staff(chair, stream).is_told(
                laptop.seat["seat"]["participant"], devices=["computer"], lost=False
            )
            await asyncio.to_thread(until_reached, hall)
            line.stop_passing()
            await chair.wait(lambda: stands(dropped=True))
            laptop.abort()
        async with Tab(hall, token, device=PHONE) as phone:
            await phone.follow(stream)
            await chair.wait(lambda: stands(dropped=False))


def until_reached(hall: Hall) -> None:
    """Wait until the process has reached the holder: one that was never reached cannot drop."""
    end = time.monotonic() + PATIENCE
    while databases.rows(hall.folder, "SELECT reached_by FROM conference_turn") != [("connection",)]:
        assert time.monotonic() < end
        time.sleep(0.05)
