"""A secretary at the open session, over the wire: the steps that a journey needs but does not test."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.support.hall import Hall
from tests.support.patience import PATIENCE
from tests.support.tab import Tab


def chairing(hall: Hall, work: Callable[[Tab], Coroutine[Any, Any, Any]], key: str = "moderator") -> Any:
    """Run `work` in a seat at the hall's socket, a moderator's by default.

    It has an event loop of its own, because Playwright occupies this thread's.
    """

    async def seated() -> Any:
        async with asyncio.timeout(PATIENCE), Tab.of(hall, key) as tab:
            await tab.wait(lambda: tab.seat != {})
            return await work(tab)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, seated()).result()


def does(hall: Hall, kind: str, key: str = "moderator", **fields: Any) -> None:
    """Run a command in the open session, without a browser."""

    async def ask(tab: Tab) -> None:
        answer = await tab.do(f"session/{hall.session()}", kind, **fields)
        assert "done" in answer, answer

    chairing(hall, ask, key)


def inscribe(hall: Hall, *codes: str, **fields: Any) -> None:
    """Put parties on the list of the open session, in this order."""

    async def ask(tab: Tab) -> None:
        for code in codes:
            await put_on_list(tab, hall.session(), code, **fields)

    chairing(hall, ask)


def propose_swap(hall: Hall, code: str, other: str, key: str) -> None:
    """Propose to another party to swap places in the open session, from the seat of a key (FL9)."""

    async def ask(tab: Tab) -> None:
        stream = f"session/{hall.session()}"
        entries = (await tab.follow(stream)).entities["entry"].values()
        of = {one["party"]: one["id"] for one in entries}
        mine, theirs = of[await party_of(tab, code)], of[await party_of(tab, other)]
        answer = await tab.do(stream, "floor.propose_swap", entry=mine, with_entry=theirs)
        assert "done" in answer, answer

    chairing(hall, ask, key)


def call(hall: Hall, code: str) -> None:
    """Give the floor of the open session to a party on its list, ready or not."""
    chairing(hall, lambda tab: give_floor(tab, hall.session(), code))


async def put_on_list(tab: Tab, session: str, code: str, **fields: Any) -> None:
    """Inscribe a party in a session."""
    answer = await tab.do(f"session/{session}", "floor.inscribe", party=await party_of(tab, code), **fields)
    assert "done" in answer, answer


async def give_floor(tab: Tab, session: str, code: str) -> None:
    """Give the floor of a session to a party on its list; the present turn ends."""
    floor = await tab.follow(f"session/{session}")
    party = await party_of(tab, code)
    entry = next(one["id"] for one in floor.entities["entry"].values() if one["party"] == party)
    token = floor.entities["floor"][session]["token"]
    answer = await tab.do(f"session/{session}", "floor.grant", entry=entry, token=token, confirmed=True)
    assert "done" in answer, answer


async def party_of(tab: Tab, code: str) -> str:
    """The id of the party with this code."""
    conference = await tab.follow(f"conference/{tab.seat['seat']['conference']}")
    return next(one["id"] for one in conference.entities["party"].values() if one["code"] == code)
