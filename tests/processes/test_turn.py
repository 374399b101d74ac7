"""A turn that ends by its time where two processes keep time: once, and seen at both."""

import pytest

from tests.processes.conftest import Pair, on_postgresql, until
from tests.support import databases
from tests.support.tab import Tab

pytestmark = pytest.mark.database

LIMITS = {"state": 600, "group": 600, "observer": 600, "other": 600}
TIME_IS_UP = """
WITH over AS (UPDATE conference_turn SET allotted = 0 WHERE ended_at IS NULL)
UPDATE conference_floor SET ends_turns = true WHERE turn_id IS NOT NULL
"""


@on_postgresql
async def test_of_two_timekeepers_that_look_at_once_one_ends_the_turn(pair: Pair, stream: str) -> None:
    first, second = pair
    async with Tab.of(first, "moderator") as chair, Tab.of(second, "fiji") as fiji:
        tabs = [chair, fiji]
        floors = [(await tab.follow(stream)).entities["floor"] for tab in tabs]
        (session,) = floors[0]
        assert "done" in await fiji.do(stream, "floor.inscribe")
        entries = chair.readers[stream].entities["entry"]
        party = fiji.seat["seat"]["party"]
        await chair.wait(lambda: party in [entry["party"] for entry in entries.values()])
        entry = next(id for id, entry in entries.items() if entry["party"] == party)
        assert "done" in await chair.do(stream, "floor.set_limits", limits=LIMITS, ends_turns=False)
        token = floors[0][session]["token"]
        await chair.do(stream, "floor.grant", entry=entry, token=token, confirmed=True)
        for tab, floor in zip(tabs, floors, strict=True):
            await tab.wait(lambda floor=floor: floor[session]["turn"] is not None)
        with databases.held(first.folder, stream) as waiting:
            # Its time is up, which no timekeeper looked at before. Both see it, and wait for the stream.
            databases.change(first.folder, TIME_IS_UP)
            await until(lambda: waiting() == {"first", "second"})
        for tab, floor in zip(tabs, floors, strict=True):
            await tab.wait(lambda floor=floor: floor[session]["turn"] is None)
        # Who comes to the stream after both is told of both.
        last = (await chair.do(stream, "floor.close_list"))["seq"]
        for tab in tabs:
            await tab.wait(lambda tab=tab: tab.readers[stream].seq >= last)
            ends = [frame for frame in tab.frames if (frame.get("event") or {}).get("type") == "floor.ended"]
            assert len(ends) == 1
            assert ends[0]["actor"] is None
