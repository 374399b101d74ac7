"""Refusals through real sockets and REST: each has a code, and a sentence that tells a person what to do.

The server runs in a process of its own. Each test has its own session.
"""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.hall import ROOT, Hall
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared
from tests.support.store import EntityReader, Frame
from tests.support.tab import Tab


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The demo in a process of its own."""
    hall = prepared(tmp_path_factory.mktemp("hall") / "data")
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture(scope="module")
def scheduled(hall: Hall) -> Iterator[str]:
    """The streams of sessions that are not opened yet."""
    return iter([f"session/{number}" for number in range(int(hall.session()) + 1, 15)])


class Meeting:
    """One session, with a tab for each seat that a test needs. All tabs follow the session."""

    def __init__(self, hall: Hall, stream: str, tabs: AsyncExitStack) -> None:
        self.hall, self.stream, self._stack = hall, stream, tabs
        self.tabs: dict[str, Tab] = {}
        self._done = 0
        """The number of the last event of a command that succeeded. Other tabs may hear it later than its sender."""

    @classmethod
    @asynccontextmanager
    async def at(cls, hall: Hall, stream: str) -> AsyncIterator["Meeting"]:
        """The meeting; its tabs are closed at the end of the block."""
        async with AsyncExitStack() as tabs:
            yield cls(hall, stream, tabs)

    async def tab(self, key: str) -> Tab:
        """The tab of a seat. `moderator-2` is a second tab of the moderator."""
        if key not in self.tabs:
            seat = await asyncio.to_thread(self.hall.seat, key.removesuffix("-2"))
            self.tabs[key] = await self._stack.enter_async_context(Tab(self.hall, seat["token"]))
            await self.tabs[key].follow(self.stream)
        return self.tabs[key]

    async def done(self, key: str, kind: str, **fields: Any) -> Frame:
        """Send a command that has to succeed; returns when its event is here too."""
        answer = await (await self.tab(key)).do(self.stream, kind, **fields)
        assert "done" in answer, answer
        self._done = answer["seq"]
        return answer

    async def refused(self, key: str, command: str, /, **fields: Any) -> tuple[str, str]:
        """Send a command that has to be refused without a change; returns code and sentence."""
        tab = await self.tab(key)
        start = len(tab.frames)
        answer = await tab.do(self.stream, command, **fields)
        await _heard_out(tab)
        assert [event for event in _events(tab, start, self._done) if not event.startswith("presence.")] == []
        return answer["code"], answer["message"]

    def reader(self, key: str = "moderator") -> EntityReader:
        return self.tabs[key].readers[self.stream]

    async def inscribed(self, *keys: str) -> None:
        """Inscribe entries 1, 2 and so on."""
        for key in keys:
            await self.done(key, "floor.inscribe")


async def _heard_out(tab: Tab) -> None:
    """Wait until everything that the server wrote so far is here."""
    start = len(tab.frames)
    await tab.send_frame(ping=1)
    await tab.frame(lambda frame: "pong" in frame, start)


def _events(tab: Tab, start: int, after: int) -> list[str]:
    """The types of the events that came since then and have a number after this one."""
    return [
        frame["event"]["type"] for frame in tab.frames[start:] if frame.get("event") and frame["seq"] > after
    ]


SET_BACK = str(ROOT / "tests" / "support" / "set_back.py")


@pytest.fixture
async def meeting(hall: Hall, scheduled: Iterator[str]) -> AsyncIterator[Meeting]:
    """A session that was just opened, with an empty list."""
    async with Meeting.at(hall, next(scheduled)) as meeting:
        await meeting.done("moderator", "session.open")
        yield meeting


LIST_CHANGED = (
    "floor.list_changed",
    "Someone changed the list at the same moment. Look again, then move.",
)
TOKEN_CHANGED = (
    "floor.token_changed",
    "Another moderator acted at the same moment. See who has the floor, then act.",
)


async def test_FL8_an_entry_that_moved_is_not_moved_again_by_who_did_not_see_it(meeting: Meeting) -> None:
    await meeting.inscribed("fiji", "chile", "japan")
    await meeting.done("moderator", "floor.move", entry="3", moves=0, before="1", before_moves=0)
    stale = {"entry": "3", "moves": 0, "before": "2", "before_moves": 0}
    assert await meeting.refused("moderator-2", "floor.move", **stale) == LIST_CHANGED


async def test_FL1_FL3_a_list_takes_a_party_once_and_only_while_it_is_open(meeting: Meeting) -> None:
    await meeting.inscribed("fiji")
    assert await meeting.refused("fiji", "floor.inscribe") == (
        "floor.already_inscribed",
        "Your party is on the list already. Withdraw that entry first to change it.",
    )
    await meeting.done("moderator", "floor.close_list")
    assert await meeting.refused("chile", "floor.inscribe") == (
        "floor.list_closed",
        "The list of speakers is closed. Ask the chair to add you.",
    )
    chile = (await meeting.tab("chile")).seat["seat"]["party"]
    assert await meeting.refused("moderator", "floor.inscribe", party=chile) == (
        "floor.reason_needed",
        "The list is closed: say why you add this party.",
    )


async def test_FL2_nobody_acts_for_another_party_nor_beyond_its_seat(meeting: Meeting) -> None:
    await meeting.inscribed("fiji")
    theirs = "This is another party's. Only its members and moderators may do that."
    assert await meeting.refused("chile", "floor.withdraw", entry="1") == ("floor.not_yours", theirs)
    fiji = (await meeting.tab("fiji")).seat["seat"]["party"]
    assert await meeting.refused("chile", "floor.inscribe", party=fiji, kind="intervention") == (
        "floor.not_yours",
        theirs,
    )
    for key, kind, fields in (
        ("audience", "floor.inscribe", {}),
        ("fiji", "floor.grant", {"entry": "1", "token": 0}),
        ("hall-screen", "floor.close_list", {}),
    ):
        assert await meeting.refused(key, kind, **fields) == (
            "wire.forbidden",
            "Your role does not allow this. Ask a moderator.",
        )


async def test_FL9_a_swap_that_one_side_withdrew_is_over(meeting: Meeting) -> None:
    await meeting.inscribed("fiji", "chile")
    for last_word in ("floor.cancel_swap", "floor.withdraw"):
        await meeting.done("fiji", "floor.propose_swap", entry="1", with_entry="2")
        named = {"swap": "1"} if last_word == "floor.cancel_swap" else {"entry": "1"}
        await meeting.done("fiji", last_word, **named)
        assert await meeting.refused("chile", "floor.answer_swap", swap="1", agrees=True) == (
            "floor.swap_gone",
            "This proposal is over: one side took it back, or a place has changed. Look at the list again.",
        )


@pytest.mark.parametrize(
    ("limit", "bound"), [(0, "at least 10"), (-1, "at least 10"), (86400, "at most 3600")]
)
async def test_FL15_a_limit_of_nothing_is_no_limit(hall: Hall, limit: int, bound: str) -> None:
    limits = {"state": limit, "group": 60, "observer": 60, "other": 60}
    async with Tab.of(hall, "moderator") as tab:
        answer = await tab.do(f"session/{hall.session()}", "floor.set_limits", limits=limits)
    assert (answer["code"], answer["message"]) == (
        "wire.bad_command",
        f"The message is not understood: “limits.state” must be {bound} (“{limit}” was sent).",
    )


async def test_FL10_of_two_conflicting_moves_at_once_one_wins_and_the_other_is_told_why(
    meeting: Meeting,
) -> None:
    await meeting.inscribed("fiji", "chile", "japan")
    one, other = await meeting.tab("moderator"), await meeting.tab("moderator-2")
    await asyncio.to_thread(meeting.hall.pause)
    answers = [
        asyncio.create_task(
            tab.do(meeting.stream, "floor.move", entry="3", moves=0, before=before, before_moves=0)
        )
        for tab, before in ((one, "1"), (other, "2"))
    ]
    await asyncio.to_thread(meeting.hall.resume)
    told = [await answer for answer in answers]
    (refused,) = [answer for answer in told if "refused" in answer]
    assert (refused["code"], refused["message"]) == LIST_CHANGED
    first = ["3", "1", "2"] if "done" in told[0] else ["1", "3", "2"]
    for key in ("moderator", "moderator-2"):
        reader = meeting.reader(key)
        await meeting.tabs[key].wait(lambda reader=reader: _list(reader) == first)


def _list(reader: EntityReader) -> list[str]:
    """The numbers of the waiting entries, in order."""
    waiting = sorted(reader.entities["entry"].values(), key=lambda entry: entry["order"])
    return [entry["id"] for entry in waiting]


async def test_FL10_a_frozen_tab_that_wakes_acts_on_nothing_it_has_not_seen(meeting: Meeting) -> None:
    """Like a laptop after its lid was closed: the socket is gone, the cursor is old, and a command was on its way."""
    await meeting.inscribed("fiji", "chile")
    await meeting.done("moderator", "floor.grant", entry="1", token=0, confirmed=True)
    frozen = await meeting.tab("moderator-2")
    reader = frozen.readers[meeting.stream]
    asleep = reader.seq
    await frozen.socket.close()
    await meeting.done("moderator", "floor.suspend_turn", token=1)
    await meeting.done("moderator", "floor.resume_turn", token=2)
    last = (await meeting.done("moderator", "floor.grant", entry="2", token=3, confirmed=True))["seq"]
    reader.applied.clear()
    async with Tab(meeting.hall, frozen.token, {meeting.stream: reader}) as awake:
        for kind, fields in (("revoke", {}), ("end", {}), ("extend", {"seconds": 60}), ("suspend_turn", {})):
            answer = await awake.do(meeting.stream, f"floor.{kind}", token=1, **fields)
            assert (answer["code"], answer["message"]) == TOKEN_CHANGED
        answer = await awake.do(meeting.stream, "floor.grant", entry="2", token=1)
        assert (answer["code"], answer["message"]) == TOKEN_CHANGED
        # Arrivals of parties may come in between.
        await awake.wait(lambda: reader.seq >= last)
        assert (reader.snapshots, reader.applied) == (1, [*range(asleep + 1, reader.seq + 1)])
        token = reader.entities["floor"][meeting.stream.partition("/")[2]]["token"]
        assert "done" in await awake.do(
            meeting.stream, "floor.revoke", token=token, reason="Seen, and meant."
        )


@pytest.mark.thorough
async def test_FL15_a_server_whose_clock_is_set_back_goes_on_from_where_it_was(tmp_path: Path) -> None:
    """The clock is set back by an hour, in a running process and before a new start. Numbers on screens only rise."""
    hall, wall = prepared(tmp_path / "data"), tmp_path / "wall"
    serve = sys.executable, SET_BACK, str(wall), "serve", f"--port={hall.port}"
    wall.write_text("0")
    hour = 3600
    await asyncio.to_thread(hall.start, *serve)
    async with Meeting.at(hall, f"session/{hall.session()}") as meeting:
        await meeting.done("moderator", "floor.grant", entry="1", token=0, confirmed=True)
        wall.write_text(str(-hour))
        await meeting.done("moderator", "floor.suspend_turn", token=1)
        await asyncio.to_thread(hall.kill)
        reader, token = meeting.reader(), meeting.tabs["moderator"].token
        await meeting.tabs["moderator"].closed()
        moments = [frame["at"] for frame in meeting.tabs["moderator"].frames if frame.get("event")]
    await asyncio.to_thread(hall.start, *serve)
    async with Tab(hall, token, {meeting.stream: reader}) as again:
        assert "done" in await again.do(meeting.stream, "floor.resume_turn", token=2)
        assert "done" in await again.do(meeting.stream, "floor.end", token=3)
        told = [frame for frame in again.frames if frame.get("event")]
        assert moments + [frame["at"] for frame in told] == sorted(moments + [frame["at"] for frame in told])
        (ended,) = [frame["event"] for frame in told if frame["event"]["type"] == "floor.ended"]
        assert 0 <= ended["spoken"] < hour / 2, "the hour is neither counted nor taken off"
    await asyncio.to_thread(hall.stop)


async def test_without_credentials_nothing_is_said_or_sent(hall: Hall) -> None:
    stream = f"session/{hall.session()}"
    async with Tab(hall, None) as nobody:
        await nobody.send_frame(id="a-command", stream=stream, command={"type": "floor.inscribe"})
        assert await nobody.closed() == 4401
        assert [(f["code"], f["message"]) for f in nobody.frames] == [
            ("seat.missing", "Say who you are first.")
        ]
    async with Tab(hall, "not a token of ours") as forger:
        assert await forger.closed() == 4401
        assert [frame["code"] for frame in forger.frames] == ["seat.forged"]
    async with Tab(hall, await asyncio.to_thread(hall.token_of, expires=1)) as late:
        assert await late.closed() == 4401
        assert [frame["code"] for frame in late.frames] == ["seat.expired"]
    async with Tab(hall, await asyncio.to_thread(hall.token_of, conference="999")) as stranger:
        await stranger.send_frame(follow=stream)
        answer = await stranger.do(stream, "floor.open_list")
        told = [frame.get("code") for frame in stranger.frames if "refused" in frame]
        assert (answer["code"], {*told}) == ("wire.wrong_conference", {"wire.wrong_conference"})
    async with httpx.AsyncClient(base_url=hall.url) as client:
        for method, path in (
            ("PUT", "/api/v1/video-statement"),
            ("PUT", f"/api/v1/{stream.replace('session', 'sessions')}/written"),
            ("POST", _token_of(hall)),
        ):
            response = await client.request(method, path, json={"action": "publish"})
            assert (path, response.status_code, response.json()["code"]) == (path, 401, "seat.missing")


def _token_of(hall: Hall) -> str:
    return f"/api/v1/sessions/{hall.session()}/media-token"


async def test_FL4_an_upload_that_is_cut_in_the_middle_leaves_nothing_behind(hall: Hall) -> None:
    folder, token = hall.folder / "video_statements", hall.seat("chile")["token"]
    before = sorted(folder.rglob("*"))
    with socket.create_connection(("127.0.0.1", hall.port), timeout=PATIENCE) as line:
        head = (
            "PUT /api/v1/video-statement HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {token}",
            "Content-Type: video/webm", "Content-Length: 2000000",
        )  # fmt: skip
        line.sendall("\r\n".join([*head, "", ""]).encode() + bytes(1_000_000))
        await _until(hall, lambda: sorted(folder.rglob("*")) != before)
    await _until(hall, lambda: sorted(folder.rglob("*")) == before)
    async with Tab.of(hall, "chile") as tab:
        await tab.wait(lambda: tab.seat)
        conference = f"conference/{tab.seat['seat']['conference']}"
        reader = await tab.follow(conference)
        party = tab.seat["seat"]["party"]
        assert reader.entities["video_statement"].get(party) is None


async def _until(hall: Hall, true: Any) -> None:
    """Repeat until the condition is met. Each answer reflects what the server did before."""
    async with asyncio.timeout(PATIENCE), httpx.AsyncClient(base_url=hall.url) as client:
        while not true():
            await client.get("/api/v1/demo")
