"""The holder's line drops and comes back, with real packets (FL20)."""

import uuid
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from pytest_django import Settings

from foundation.database import in_thread
from foundation.journal.models import Entry
from foundation.wire import leases
from foundation.wire.leases import SocketJoined, SocketLeft
from sessions.floor.disconnections import rules, services
from sessions.models import Floor, Turn
from streaming.signalling import disconnect_detector, polling
from streaming.signalling.media import Media
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.conftest import Chair, take
from tests.streaming.signalling.test_whip_whep import answered, post_offer
from tests.support.patience import PATIENCE


class SessionJournal:
    """The journal of a session."""

    def __init__(self, session: str) -> None:
        self._stream = f"session/{session}"
        self.events: list[dict[str, Any]] = []

    async def read(self) -> None:
        rows = Entry.objects.filter(stream=self._stream).order_by("seq")
        self.events = await in_thread(lambda: [row.event for row in rows])

    def last(self, kind: str) -> dict[str, Any] | None:
        return next((event for event in reversed(self.events) if event["type"] == kind), None)

    async def says(self, kind: str) -> dict[str, Any]:
        """Wait for an event; returns the last of that type."""
        await until(lambda: self.last(kind), during=self.read)
        event = self.last(kind)
        assert event is not None
        return event

    async def kinds(self) -> list[str]:
        await self.read()
        return [event["type"] for event in self.events]


@pytest.fixture
def journal(demo: str) -> SessionJournal:
    return SessionJournal(demo)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the intervals from seconds to moments."""
    monkeypatch.setattr(polling, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(disconnect_detector, "SILENT_SECONDS", 0.5)
    monkeypatch.setattr(rules, "LINE_GRACE", timedelta(seconds=0.3))
    monkeypatch.setattr(rules, "CONNECTION_GRACE", timedelta(seconds=0.3))
    monkeypatch.setattr(rules, "LINE_TIMEOUT", timedelta(seconds=2))


async def looked(monkeypatch: pytest.MonkeyPatch, times: int = 10) -> None:
    """Wait until the detector has looked this many times more."""
    count, watched = 0, services.watched_turns

    def counted() -> list[rules.WatchedTurn]:
        nonlocal count
        count += 1
        return watched()

    monkeypatch.setattr(services, "watched_turns", counted)
    await until(lambda: count >= times)


async def publishes(peers: AsyncExitStack, session: str, key: str, **wanted: str) -> FakePublisher:
    publisher = await peers.enter_async_context(FakePublisher())
    await publisher.accept(
        answered(await post_offer(session, key, await publisher.offer(), action="publish", **wanted))
    )
    return publisher


async def listens(peers: AsyncExitStack, session: str) -> FakeListener:
    listener = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    await listener.accept(
        answered(await post_offer(session, "audience", await listener.offer(), action="listen"))
    )
    return listener


async def speaks(chair: Chair, key: str, **wish: Any) -> int:
    """A party requests the floor and gets it; returns the token."""
    await Chair(chair.session, await take(key)).do(type="floor.inscribe", **wish)
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    return 1


BY_LINE = Turn.objects.filter(reached_by="line")


async def reached(rows: QuerySet[Any], during: Callable[[], Any] | None = None) -> None:
    """Wait until the detector has noted in these rows that the holder or the hall is connected: else it cannot drop."""

    async def look() -> None:
        if during is not None:
            await during()
        found[:] = [await in_thread(rows.all().exists)]

    found = [False]
    await until(lambda: found[0], during=look)


def words(listener: FakeListener, word: bytes) -> Callable[[], list[Any]]:
    return lambda: [packet for packet in listener.heard("floor", "audio") if packet.payload.startswith(word)]


@pytest.mark.usefixtures("soon")
async def test_FL20_a_line_that_is_cut_stops_the_clock_and_another_device_goes_on(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, journal: SessionJournal
) -> None:
    fiji, listener = await publishes(peers, demo, "fiji"), await listens(peers, demo)
    stage = media.relay.stage(f"session/{demo}")
    await speaks(chair, "fiji")
    await until(words(listener, b"laptop"), during=lambda: fiji.say(word=b"laptop"))
    await reached(BY_LINE, during=lambda: fiji.say(word=b"laptop"))
    await fiji.vanish()
    dropped = await journal.says("floor.holder_dropped")
    assert (dropped["turn"], dropped["hall"]) == ("1", False)
    await until(lambda: stage.slots.get("floor") is None)
    assert (media.connections.sending_lines(stage.name), media.lines_signal(demo).publishing) == ([], [])
    phone = await publishes(peers, demo, "fiji")
    returned = await journal.says("floor.holder_returned")
    assert (returned["turn"], returned["resumed"]) == ("1", True)
    await until(words(listener, b"phone"), during=lambda: phone.say(word=b"phone"))
    assert (await journal.kinds())[-3:] == ["floor.granted", "floor.holder_dropped", "floor.holder_returned"]


async def test_FL20_a_line_that_flickers_has_not_dropped(
    demo: str,
    media: Media,
    peers: AsyncExitStack,
    chair: Chair,
    journal: SessionJournal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(polling, "POLL_SECONDS", 0.05)
    fiji = await publishes(peers, demo, "fiji")
    await speaks(chair, "fiji")
    await looked(monkeypatch)
    await media.relay.hang_up(fiji.resource)
    await publishes(peers, demo, "fiji")
    await looked(monkeypatch)
    assert (await journal.kinds())[-1] == "floor.granted"


@pytest.mark.usefixtures("soon")
async def test_FL20_a_line_that_never_sends_anything_drops(
    demo: str,
    media: Media,
    peers: AsyncExitStack,
    chair: Chair,
    journal: SessionJournal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(disconnect_detector, "SILENT_SECONDS", PATIENCE)
    fiji = await publishes(peers, demo, "fiji")
    await speaks(chair, "fiji")
    await reached(BY_LINE)
    monkeypatch.setattr(disconnect_detector, "SILENT_SECONDS", 0.5)
    await journal.says("floor.holder_dropped")
    stage = media.relay.stage(f"session/{demo}")
    await until(lambda: stage.slots.get("floor") is None)
    assert media.lines_signal(demo).publishing == []
    await until(lambda: journal.last("floor.holder_returned"), during=lambda: _say(fiji, journal))


@pytest.mark.usefixtures("soon")
async def test_FL20_a_turn_that_the_chair_suspended_meanwhile_stays_so(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, journal: SessionJournal
) -> None:
    fiji = await publishes(peers, demo, "fiji")
    await speaks(chair, "fiji")
    stage = media.relay.stage(f"session/{demo}")
    await until(lambda: stage.slots.get("floor"), during=fiji.say)
    await reached(BY_LINE, during=fiji.say)
    await journal.says("floor.holder_dropped")  # no other event follows
    await chair.do(type="floor.suspend_turn", token=1)
    await until(lambda: journal.last("floor.holder_returned"), during=lambda: _say(fiji, journal))
    returned = await journal.says("floor.holder_returned")
    assert (returned["resumed"], stage.slots.get("floor")) == (False, None)
    await chair.do(type="floor.resume_turn", token=2)
    await until(lambda: stage.slots.get("floor"), during=fiji.say)


async def _say(publisher: FakePublisher, journal: SessionJournal) -> None:
    await publisher.say()
    await journal.read()


@pytest.mark.usefixtures("soon")
async def test_FL20_a_holder_that_was_never_connected_cannot_drop(
    demo: str, media: Media, chair: Chair, journal: SessionJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    await speaks(chair, "fiji")
    await looked(monkeypatch)
    await chair.do(
        type="floor.grant", entry="1", token=1, confirmed=True
    )  # Australia, in a hall that sends nothing
    await looked(monkeypatch)
    assert (await journal.kinds())[-1] == "floor.granted"


@pytest.mark.usefixtures("soon")
async def test_FL20_a_holder_without_a_line_drops_with_its_last_connection(
    demo: str, media: Media, chair: Chair, journal: SessionJournal
) -> None:
    seat, stream, process = await take("fiji"), f"session/{demo}", uuid.uuid4()
    await in_thread(leases.renew, process)
    await in_thread(
        leases.store_changes, process, [SocketJoined("one", stream, seat), SocketJoined("two", stream, seat)]
    )
    await speaks(chair, "fiji")
    await reached(Turn.objects.filter(reached_by="connection"))
    await in_thread(leases.store_changes, process, [SocketLeft("one", stream), SocketLeft("two", stream)])
    await journal.says("floor.holder_dropped")
    await in_thread(leases.store_changes, process, [SocketJoined("three", stream, seat)])
    assert (await journal.says("floor.holder_returned"))["resumed"] is True


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    ("speaks_from_afar", "returns"),
    [
        (True, True),
        pytest.param(True, False, marks=pytest.mark.thorough),
        pytest.param(False, True, marks=pytest.mark.thorough),
        (False, False),
    ],
)
async def test_FL20_the_halls_line_drops_and_returns_or_the_session_is_suspended(
    demo: str,
    media: Media,
    peers: AsyncExitStack,
    chair: Chair,
    journal: SessionJournal,
    settings: Settings,
    returns: bool,
    speaks_from_afar: bool,
) -> None:
    settings.HOLDER_GRACE_SECONDS = 30 if returns else 1
    hall = await publishes(peers, demo, "operator", feed="hall")
    if speaks_from_afar:
        await speaks(chair, "fiji")
    else:
        await chair.do(type="floor.grant", entry="1", token=0, confirmed=True)  # Australia sits in the hall
    await reached(Floor.objects.filter(hall_at__isnull=False), during=hall.say)
    assert (await journal.says("floor.holder_dropped"))["hall"] is True
    if returns:
        await until(lambda: journal.last("floor.holder_returned"), during=lambda: _say(hall, journal))
        assert (await journal.says("floor.holder_returned"))["resumed"] is True
    else:
        assert (await journal.says("session.suspended"))["reason"] == "The connection to the hall is down."
        await media.relay.hang_up(hall.resource)
        await publishes(peers, demo, "operator", feed="hall")
        assert (await journal.says("floor.holder_returned"))["resumed"] is False
