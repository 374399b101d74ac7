"""The demo's four parallel panels, opened and run over the wire by a moderator without a browser."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.support.hall import Hall
from tests.support.tab import Tab

PATIENCE = 60.0


def chairing(hall: Hall, work: Callable[[Tab], Coroutine[Any, Any, Any]]) -> Any:
    """Do `work` as a moderator at the hall's socket. Playwright holds this thread's loop, so it has its own."""

    async def seated() -> Any:
        async with asyncio.timeout(PATIENCE), Tab.of(hall, "moderator") as tab:
            await tab.wait(lambda: tab.seat != {})
            return await work(tab)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, seated()).result()


async def panels_of(tab: Tab) -> list[str]:
    """The ids of the parallel panels."""
    reader = await tab.follow(f"conference/{tab.seat['seat']['conference']}")
    panels = [session for session in reader.entities["session"].values() if session["kind"] == "panel"]
    first = min(panel["starts_at"] for panel in panels)
    return sorted((panel["id"] for panel in panels if panel["starts_at"] == first), key=int)


async def give_floor(tab: Tab, session: str, code: str) -> None:
    """Put a party on a session's list and give it the floor; whoever has it ends."""
    stream = f"session/{session}"
    conference = await tab.follow(f"conference/{tab.seat['seat']['conference']}")
    party = next(one["id"] for one in conference.entities["party"].values() if one["code"] == code)
    await tab.do(stream, "floor.inscribe", party=party, reason="As the programme says")
    floor = await tab.follow(stream)
    entry = next(one["id"] for one in floor.entities["entry"].values() if one["party"] == party)
    token = floor.entities["floor"][session]["token"]
    answer = await tab.do(stream, "floor.grant", entry=entry, token=token, confirmed=True)
    assert "done" in answer, answer
