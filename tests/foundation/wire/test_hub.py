"""The hub: whatever happens to hints, every reader gets every frame once and in order, and equals the snapshot."""

import asyncio
import contextlib
import json
import random
from collections.abc import Callable
from datetime import timedelta
from itertools import count, takewhile
from typing import Any

import pytest
from channels.layers import get_channel_layer

from foundation.database import in_thread
from foundation.journal import services as journal
from foundation.journal.models import Entry, Stream
from foundation.messages.projections import Audience
from foundation.registry import registry
from foundation.wire.feed import Feed
from foundation.wire.history import History
from foundation.wire.hub import Hub
from foundation.wire.models import Connection
from foundation.wire.notifications import GROUP
from sessions.floor import projections
from tests.support.demo import Demo
from tests.support.fake_socket import FakeSocket, unframed
from tests.support.hubs import ManualHub, add_reader, do
from tests.support.patience import PATIENCE
from tests.support.store import without_empty
from tests.support.tier import THOROUGH

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture(autouse=True)
def what_was_withdrawn_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep withdrawn entries. A snapshot leaves out old ones, and on a busy machine a test may take two minutes."""
    monkeypatch.setattr(projections, "RESTORABLE", timedelta(days=1))


async def ask_many(demo: Demo, count: int) -> list[int]:
    """Append events that everyone sees."""
    slots = ["chair", "panel-1"]
    who = demo.participant("fiji")
    return [
        await do(demo, "moderator", "floor.seat", slot=slots[n % 2], participant=who) for n in range(count)
    ]


async def agrees(sock: FakeSocket, demo: Demo) -> None:
    """The reader's state equals a snapshot, and it got every frame once and in order."""
    stream, reader = demo.stream, sock.of(demo.stream)
    audience = Audience.MODERATORS if "moderator" in sock.seat.roles else Audience.EVERYONE
    while True:
        state = await in_thread(journal.snapshot_of, stream, audience)
        own = await in_thread(journal.own_snapshot_of, stream, registry().owner_keys_of(sock.seat))
        await sock.wait(lambda seq=state.seq: reader.seq >= seq)
        if reader.seq == state.seq == own.seq:
            break
    assert without_empty(reader.entities) == without_empty(state.entities)
    assert without_empty(reader.mine) == without_empty(own.entities)
    assert sock.gaps == 0
    assert reader.applied == sorted(set(reader.applied))


async def test_a_commit_reaches_readers_by_its_hint(hub: Hub, demo: Demo) -> None:
    sockets = [await add_reader(hub, demo, key) for key in ("moderator", "fiji", "audience")]
    seq = await do(demo, "fiji", "floor.inscribe")
    for sock in sockets:
        await sock.wait(lambda sock=sock: sock.of(demo.stream).seq >= seq)
        await agrees(sock, demo)
        assert sock.of(demo.stream).applied.count(seq) == 1


async def test_who_follows_aside_is_not_present(quiet: ManualHub, demo: Demo) -> None:
    async def present() -> int:
        await quiet.presence_writer.flush()
        return await Connection.objects.filter(stream=demo.stream).acount()

    sock = FakeSocket(demo.seat("fiji"))
    quiet.readers.add(sock)
    for aside, expected in ((True, 0), (None, 0), (False, 1), (None, 1), (True, 0), (False, 1)):
        await quiet.follow(sock, demo.stream, None, aside=aside)
        assert (aside, await present()) == (aside, expected)
    await quiet.follow(sock, demo.stream, None, aside=True)
    quiet.readers.remove(sock)
    assert await present() == 0


async def test_a_malformed_hint_does_not_stop_the_hub(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = asyncio.Event()
    monkeypatch.setattr(hub.hints, "_on_head", lambda stream, seq: heard.set())
    layer = get_channel_layer()
    while not heard.is_set():
        for hint in ({"heads": 3}, {"heads": [["session/1", 1]], "signals": []}):
            await layer.group_send(GROUP, {"type": "hub.hint", **hint})
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(heard.wait(), 1)


async def test_lost_hints_lose_nothing(quiet: ManualHub, demo: Demo) -> None:
    sock = await add_reader(quiet, demo, "audience")
    sent = await ask_many(demo, 7)
    assert sock.events(demo.stream) == []
    await quiet.feed_reader.check_heads()
    assert [frame["seq"] for frame in sock.events(demo.stream)] == sent
    await agrees(sock, demo)


async def test_doubled_late_and_reordered_hints_lose_and_double_nothing(quiet: ManualHub, demo: Demo) -> None:
    sockets = [await add_reader(quiet, demo, key) for key in ("moderator", "audience")]
    chance, sent = random.Random(16), []
    hints: list[int] = []
    for _ in range(12):
        sent += await ask_many(demo, 2)
        hints += [sent[-1], sent[-2], sent[-1] + 5]
        chance.shuffle(hints)
        for seq in hints[: chance.randrange(4)]:
            quiet.feed_reader.on_hint(demo.stream, seq)
        await asyncio.sleep(0)
    for seq in hints * 2:
        quiet.feed_reader.on_hint(demo.stream, seq)
    quiet.feed_reader.on_hint("session/999", 4)
    await quiet.wait_for_tasks()
    for sock in sockets:
        assert [frame["seq"] for frame in sock.events(demo.stream)] == sent
        await agrees(sock, demo)


async def test_more_entries_than_one_query_reads(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foundation.wire.feed_reader.MAX_ENTRIES", 4)
    sock = await add_reader(quiet, demo, "audience")
    sent = await ask_many(demo, 11)
    quiet.feed_reader.on_hint(demo.stream, sent[-1])
    await quiet.wait_for_tasks()
    assert sock.of(demo.stream).applied == sent


async def test_entries_within_a_delivery_interval_are_one_write(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry().delivery_intervals, "session", 3600.0)
    sock = await add_reader(quiet, demo, "audience")
    writes: list[bytes] = []
    monkeypatch.setattr(sock, "send_ready", writes.append)
    feed, reader = quiet.feeds[demo.stream], quiet.feed_reader
    first, second = await ask_many(demo, 2)
    reader.on_hint(demo.stream, first)
    reader.on_hint(demo.stream, second)
    await reader.deliver_up_to(demo.stream, second)
    assert [[json.loads(frame)["seq"] for frame in unframed(write)] for write in writes] == [[first, second]]
    (third,) = await ask_many(demo, 1)
    reader.on_hint(demo.stream, third)
    waiting = asyncio.create_task(reader.deliver_up_to(demo.stream, third))
    await reader.deliver_up_to(demo.stream, second)
    assert (len(writes), feed.history.seq, waiting.done()) == (1, second, False)
    await reader.check_heads()
    assert (len(writes), feed.history.seq) == (2, third)
    waiting.cancel()


async def test_own_entities_go_to_their_owner_only(hub: Hub, demo: Demo) -> None:
    fiji, chile, moderator = [await add_reader(hub, demo, key) for key in ("fiji", "chile", "moderator")]
    await do(demo, "fiji", "floor.inscribe")
    seq = await do(demo, "fiji", "floor.withdraw", entry="3")
    for sock in (fiji, chile, moderator):
        await sock.wait(lambda sock=sock: sock.of(demo.stream).seq >= seq)
        await agrees(sock, demo)
    mine = [without_empty(sock.of(demo.stream).mine) for sock in (fiji, chile, moderator)]
    assert [list(each.get("my_withdrawn_entry", {})) for each in mine] == [["3"], [], []]


async def test_own_entities_of_many_readers_are_encoded_once(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    sockets = [await add_reader(quiet, demo, "fiji") for _ in range(5)]
    await do(demo, "fiji", "floor.inscribe")
    seq = await do(demo, "fiji", "floor.withdraw", entry="3")
    encoded: list[int] = []
    encode = Feed.own_frame

    def counted(feed: Feed, seq: int, put: Any, drop: Any, *, whole: bool) -> bytes:
        encoded.append(seq)
        return encode(feed, seq, put, drop, whole=whole)

    monkeypatch.setattr(Feed, "own_frame", counted)
    quiet.feed_reader.on_hint(demo.stream, seq)
    await quiet.wait_for_tasks()

    mine = [without_empty(sock.of(demo.stream).mine) for sock in sockets]
    assert [list(each["my_withdrawn_entry"]) for each in mine] == [["3"]] * 5
    assert len(encoded) == len({*encoded}) > 0


async def test_own_entities_are_never_older_than_the_snapshot(quiet: ManualHub, demo: Demo) -> None:
    await add_reader(
        quiet, demo, "chile"
    )  # makes the snapshot that fiji gets, which is older than fiji's own entities
    await do(demo, "fiji", "floor.inscribe")
    await do(demo, "fiji", "floor.withdraw", entry="3")
    fiji = await add_reader(quiet, demo, "fiji")
    await quiet.feed_reader.check_heads()
    await agrees(fiji, demo)
    assert list(fiji.of(demo.stream).mine["my_withdrawn_entry"]) == ["3"]


async def test_readers_who_may_not_see_an_entry_get_a_head_frame(hub: Hub, demo: Demo) -> None:
    everyone, moderator = [await add_reader(hub, demo, key) for key in ("audience", "moderator")]
    before = everyone.of(demo.stream).seq
    seq = await do(demo, "fiji", "question.ask", text="Why?")
    for sock in (moderator, everyone):
        await sock.wait(lambda sock=sock: sock.of(demo.stream).seq == seq)
    (head,) = everyone.events(demo.stream)
    assert (head["after"], head["event"], head["put"]) == (before, None, {})
    assert [frame["event"]["type"] for frame in moderator.events(demo.stream)] == ["question.asked"]


async def test_a_later_frame_covers_withheld_numbers(quiet: ManualHub, demo: Demo) -> None:
    sock = await add_reader(quiet, demo, "audience")
    before = sock.of(demo.stream).seq
    await do(demo, "fiji", "question.ask", text="Why?")
    await do(demo, "fiji", "question.ask", text="How?")
    seq = await do(demo, "moderator", "question.approve", question="2")
    await quiet.feed_reader.check_heads()
    (frame,) = sock.events(demo.stream)
    assert (frame["after"], frame["seq"], list(frame["put"]["question"])) == (before, seq, ["2"])
    assert "1" not in str(frame["drop"])
    await agrees(sock, demo)


async def test_a_reader_resumes_after_a_head_frame_and_goes_on(quiet: ManualHub, demo: Demo) -> None:
    sock = await add_reader(quiet, demo, "audience")
    await do(demo, "fiji", "question.ask", text="Why?")
    await quiet.feed_reader.check_heads()
    quiet.feeds[demo.stream].send_head()
    again = FakeSocket(sock.seat)
    again.readers = sock.readers
    quiet.readers.add(again)
    await quiet.follow(again, demo.stream, sock.of(demo.stream).cursor)
    seq = await do(demo, "moderator", "question.approve", question="1")
    await quiet.feed_reader.check_heads()
    assert again.of(demo.stream).snapshots == 1
    assert again.of(demo.stream).applied == [seq - 1, seq]
    await agrees(again, demo)


async def test_a_reader_that_resumes_after_a_head_frame_gets_one_too(quiet: ManualHub, demo: Demo) -> None:
    sock = await add_reader(quiet, demo, "audience")
    cursor = sock.of(demo.stream).cursor
    seq = await do(demo, "fiji", "question.ask", text="Why?")
    await quiet.feed_reader.check_heads()
    again = FakeSocket(sock.seat)
    again.readers = sock.readers
    quiet.readers.add(again)
    await quiet.follow(again, demo.stream, cursor)
    assert again.of(demo.stream).seq == seq
    await agrees(again, demo)


async def test_a_reader_that_is_ahead_gets_no_older_snapshot(quiet: ManualHub, demo: Demo) -> None:
    sock = await add_reader(quiet, demo, "audience")
    (seq, *_) = await ask_many(demo, 1)
    (row,) = await in_thread(journal.entries_since, demo.stream, seq)
    again = FakeSocket(sock.seat)
    again.readers = sock.readers
    assert again.of(demo.stream).apply(json.loads(row.everyone or ""))
    quiet.readers.add(again)
    await quiet.follow(again, demo.stream, again.of(demo.stream).cursor)
    assert (again.of(demo.stream).snapshots, again.of(demo.stream).seq) == (1, seq)
    await agrees(again, demo)


# Cursors


async def test_a_good_cursor_gets_only_the_frames_since(hub: Hub, demo: Demo) -> None:
    first = await add_reader(hub, demo, "audience")
    cursor, seq = first.of(demo.stream).cursor, first.of(demo.stream).seq
    hub.readers.remove(first)
    sent = await ask_many(demo, 3)
    again = FakeSocket(demo.seat("audience"))
    again.readers = first.readers
    hub.readers.add(again)
    await hub.follow(again, demo.stream, cursor)
    await again.wait(
        lambda: again.of(demo.stream).seq == sent[-1]
    )  # the hub may hear of the last of them later
    assert again.of(demo.stream).applied == sent == list(range(seq + 1, seq + 4))
    assert again.of(demo.stream).snapshots == 1
    await agrees(again, demo)


async def test_a_cursor_from_before_a_restart_is_good(hub: Hub, demo: Demo) -> None:
    first = await add_reader(hub, demo, "moderator")
    sent = await ask_many(demo, 3)
    other = ManualHub()
    await other.start()
    again = FakeSocket(demo.seat("moderator"))
    again.readers = first.readers
    other.readers.add(again)
    cursor = journal.cursor(
        1, (await in_thread(journal.latest_entries, demo.stream, 10))[0].nonce, Audience.MODERATORS
    )
    await other.follow(again, demo.stream, cursor)
    await other.stop()
    assert [frame["seq"] for frame in again.events(demo.stream)] == sent
    await agrees(again, demo)


@pytest.mark.parametrize("cursor", ["garbage", "1.unknown.e", "999.abcdefgh.e", "", "MODERATORS"])
async def test_any_other_cursor_gets_a_fresh_snapshot(hub: Hub, demo: Demo, cursor: str) -> None:
    if cursor == "MODERATORS":
        moderator = await add_reader(hub, demo, "moderator")
        cursor = moderator.of(demo.stream).cursor or ""
    sock = await add_reader(hub, demo, "audience", cursor=cursor)
    assert sock.of(demo.stream).snapshots == 1
    assert (sock.of(demo.stream).cursor or "").endswith(".e")
    await agrees(sock, demo)


async def test_a_cursor_older_than_the_ring_gets_a_fresh_snapshot(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foundation.wire.feed.History", lambda: History(4))
    first = await add_reader(hub, demo, "audience")
    cursor = first.of(demo.stream).cursor
    await ask_many(demo, 6)
    await first.wait(lambda: len(first.of(demo.stream).applied) == 6)
    again = await add_reader(hub, demo, "audience", cursor=cursor)
    assert again.of(demo.stream).snapshots == 1
    await agrees(again, demo)


# A database restored to an earlier state


def _restore(stream: str, seq: int) -> None:
    Entry.objects.filter(stream=stream, seq__gt=seq).delete()
    Stream.objects.filter(name=stream).update(seq=seq, public_seq=seq)


@pytest.mark.parametrize("more", [0, 1, 2, 3, 5])
async def test_a_restored_database_makes_readers_start_afresh(
    quiet: ManualHub, demo: Demo, more: int
) -> None:
    """`more` events follow the restored head: fewer than the reader has, as many, and more."""
    sockets = [await add_reader(quiet, demo, key) for key in ("moderator", "audience")]
    sent = await ask_many(demo, 3)
    await quiet.feed_reader.check_heads()
    stale = [sock.of(demo.stream).cursor for sock in sockets]
    await in_thread(_restore, demo.stream, sent[0] - 1)
    await ask_many(demo, more)
    await quiet.feed_reader.check_heads()
    await quiet.wait_for_tasks()
    for sock, cursor in zip(sockets, stale, strict=True):
        assert (sock.of(demo.stream).snapshots, sock.of(demo.stream).seq) == (2, sent[0] - 1 + more)
        await agrees(sock, demo)
        late = FakeSocket(sock.seat)
        quiet.readers.add(late)
        await quiet.follow(late, demo.stream, cursor)
        assert late.of(demo.stream).snapshots == 1
    seq = await do(demo, "fiji", "floor.inscribe")
    await quiet.feed_reader.check_heads()
    for sock in sockets:
        assert sock.of(demo.stream).applied[-1] == seq
        await agrees(sock, demo)


# Joining without a race


async def test_readers_that_join_while_commands_run_end_equal_to_the_snapshot(hub: Hub, demo: Demo) -> None:
    chance, sockets = random.Random(2021), []
    rounds, readers = (15, 20) if THOROUGH else (4, 6)
    busy = asyncio.create_task(_busy(demo, lambda number: number < rounds or len(sockets) < readers))
    keys = ["moderator", "fiji", "chile", "audience"]
    while not busy.done():
        sockets.append(await add_reader(hub, demo, chance.choice(keys)))
        if chance.random() < 0.4:
            old = chance.choice(sockets)
            cursor = chance.choice([None, old.of(demo.stream).cursor])
            await hub.follow(old, demo.stream, cursor)
    await busy
    for sock in sockets:
        await agrees(sock, demo)


async def _busy(demo: Demo, goes_on: Callable[[int], bool]) -> None:
    for number in takewhile(goes_on, count()):
        await do(demo, "fiji", "floor.inscribe")
        await do(demo, "chile", "question.ask", text=f"Why {number}?")
        await do(demo, "moderator", "question.dismiss" if number % 2 else "question.approve",
                 question=str(number + 1), **({"reason": "Enough"} if number % 2 else {}))  # fmt: skip
        await do(demo, "fiji", "floor.withdraw", entry=str(number + 3))


async def test_it_stops_even_if_a_task_suppresses_its_cancellation(demo: Demo) -> None:
    hub, begun = Hub(), asyncio.Event()
    await hub.start()

    async def stubborn() -> None:
        begun.set()
        with contextlib.suppress(asyncio.CancelledError):  # as redis-py does; the resulting error is logged
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    hub.tasks.spawn(stubborn())
    await begun.wait()

    async with asyncio.timeout(PATIENCE):
        await hub.stop()
