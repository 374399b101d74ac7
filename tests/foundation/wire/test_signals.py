"""Signals: many changes make few frames, the last value is right, and own values go to their person only."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from uuid import uuid4

import pytest

from foundation.accounts.seats import Seat
from foundation.database import in_thread
from foundation.messages.protocol import CommandFrame, Done, Signal
from foundation.registry import Concept, SignalSource, registry
from foundation.wire import signals
from foundation.wire.execution import execute
from foundation.wire.hub import Hub
from foundation.wire.signals import Signals
from tests.support.demo import Demo
from tests.support.fake_socket import FakeSocket
from tests.support.hubs import ManualHub, add_reader, do

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
VOTES, MINE = "question.votes", "question.my_votes"
VOTERS = 200


class Figures(Signal):
    """A signal of no concept, for the permission's test."""

    now: int


def vote(demo: Demo, seat: Seat) -> bool:
    """Execute one person's vote, like the consumer."""
    command = {"type": "question.vote", "question": "1"}
    return isinstance(execute(seat, CommandFrame(id=uuid4().hex, stream=demo.stream, command=command)), Done)


async def asked(demo: Demo) -> None:
    await do(demo, "japan", "question.ask", text="Why?")
    await do(demo, "moderator", "question.approve", question="1")


def having(sock: FakeSocket, signal: str) -> list[object]:
    """The values of a signal that came, in order."""
    return [frame["signals"][signal] for frame in sock.frames if signal in frame.get("signals", {})]


@pytest.mark.thorough
async def test_many_votes_are_one_frame(quiet: ManualHub, demo: Demo) -> None:
    await asked(demo)
    sockets = [await add_reader(quiet, demo, key) for key in ("moderator", "fiji", "audience")]
    before = [len(having(sock, VOTES)) for sock in sockets]
    voters = [replace(demo.seat("audience"), person=str(uuid4())) for _ in range(VOTERS)]
    done = await asyncio.gather(*(in_thread(vote, demo, seat) for seat in voters))
    assert Counter(done) == {True: VOTERS}
    for _ in range(2):
        await quiet.signals.flush()
    for sock, had in zip(sockets, before, strict=True):
        assert having(sock, VOTES)[had:] == [{"counts": {"1": VOTERS}}]
        assert having(sock, MINE) == [{"questions": []}]


async def test_own_signals_go_to_all_tabs_of_the_person_and_to_nobody_else(hub: Hub, demo: Demo) -> None:
    await asked(demo)
    tabs = [await add_reader(hub, demo, "fiji"), await add_reader(hub, demo, "fiji")]
    other = await add_reader(hub, demo, "chile")
    await do(demo, "fiji", "question.vote", question="1")
    for tab in tabs:
        await tab.wait(lambda tab=tab: having(tab, MINE)[-1] == {"questions": ["1"]})
    await do(demo, "fiji", "question.withdraw_vote", question="1")
    for tab in tabs:
        await tab.wait(lambda tab=tab: having(tab, MINE)[-1] == {"questions": []})
    await other.wait(lambda: having(other, VOTES)[-1] == {"counts": {"1": 0}})
    assert having(other, MINE) == [{"questions": []}]


async def test_a_newcomer_gets_the_present_values(hub: Hub, demo: Demo) -> None:
    await asked(demo)
    await do(demo, "fiji", "question.vote", question="1")
    sock = await add_reader(hub, demo, "fiji")
    assert (having(sock, VOTES), having(sock, MINE)) == ([{"counts": {"1": 1}}], [{"questions": ["1"]}])


async def test_a_newcomer_gets_all_values_even_if_one_was_read_before(quiet: ManualHub, demo: Demo) -> None:
    sock, fresh = await add_reader(quiet, demo, "fiji"), Signals(quiet.feeds)
    values = dict(sock.of(demo.stream).signals)
    fresh.mark((demo.stream, VOTES, ""))
    await fresh.flush()
    sock.of(demo.stream).signals.clear()
    quiet.feeds[demo.stream].readers[sock].sent.clear()
    await fresh.send_current_values(sock, demo.stream)
    assert sock.of(demo.stream).signals == values


async def test_values_whose_read_failed_are_read_for_the_next_reader(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings, read = itertools.count(), signals.read_all

    def fail_first(stream: str) -> dict[str, object]:
        if next(readings) == 0:
            raise OSError("no database")
        return read(stream)

    monkeypatch.setattr(signals, "read_all", fail_first)
    crowd = await asyncio.gather(*(add_reader(quiet, demo, "fiji") for _ in range(3)), return_exceptions=True)
    assert [str(outcome) for outcome in crowd] == ["no database"] * 3
    sock = await add_reader(quiet, demo, "fiji")
    assert having(sock, VOTES) == [{"counts": {}}]
    assert next(readings) == 2


async def test_a_refused_command_touches_nothing(quiet: ManualHub, demo: Demo) -> None:
    heard: list[signals.ChangedSignal] = []
    unlisten = signals.call_when_changed(heard.append)
    await do(demo, "japan", "question.ask", text="Why?")
    assert not await asyncio.to_thread(vote, demo, demo.seat("fiji"))
    unlisten()
    assert heard == []


async def test_marks_without_a_reader_or_a_known_signal_are_dropped(quiet: ManualHub, demo: Demo) -> None:
    sock = await add_reader(quiet, demo, "fiji")
    came = len(sock.frames)
    for changed in (("session/999", VOTES, ""), (demo.stream, "unheard", ""), (demo.stream, MINE, "nobody")):
        quiet.signals.mark(changed)
    await quiet.signals.flush()
    assert len(sock.frames) == came


@pytest.mark.parametrize(("many", "frames"), [(500, 8), (0, 3)])
async def test_many_readers_are_told_less_often(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch, many: int, frames: int
) -> None:
    """Two seconds of changes, flushed every 50 ms of a test clock."""
    monkeypatch.setattr(signals, "MANY_READERS", many)
    votes = itertools.count(1)
    monkeypatch.setattr(signals, "read_some", lambda *_: {VOTES: {"counts": {"1": next(votes)}}})
    at = 1000.0
    told = Signals(quiet.feeds, lambda: at)
    sock = await add_reader(quiet, demo, "fiji")
    came = len(having(sock, VOTES))
    for _ in range(40):
        told.mark((demo.stream, VOTES, ""))
        await told.flush()
        at += 0.05
    assert len(having(sock, VOTES)) - came == frames


async def test_unchanged_values_are_not_sent_again(quiet: ManualHub, demo: Demo) -> None:
    sock = await add_reader(quiet, demo, "fiji")
    came = len(having(sock, VOTES))
    quiet.signals.mark((demo.stream, VOTES, ""))
    await quiet.signals.flush()
    assert len(having(sock, VOTES)) == came


async def test_a_change_without_a_hint_is_found_by_the_next_read(quiet: ManualHub, demo: Demo) -> None:
    await asked(demo)
    fiji, chile = [await add_reader(quiet, demo, key) for key in ("fiji", "chile")]
    looking = Signals(quiet.feeds)
    await do(demo, "fiji", "question.vote", question="1")
    for _ in range(2):
        looking.mark_all(demo.stream)
        await looking.flush()
    assert having(fiji, MINE) == [{"questions": []}, {"questions": ["1"]}]
    assert having(chile, MINE) == [{"questions": []}]


async def test_own_values_are_read_again_a_few_readers_at_a_time(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabs = [await add_reader(quiet, demo, key) for key in ("fiji", "chile", "japan")]
    read, asked_for = signals.read_own, []

    def counted(stream: str, persons: Collection[str]) -> dict[str, dict[str, object]]:
        asked_for.extend(persons)
        return read(stream, persons)

    monkeypatch.setattr(signals, "read_own", counted)
    monkeypatch.setattr(signals, "REREAD_PER_TICK", 2)
    looking = Signals(quiet.feeds)
    looking.mark_all(demo.stream)
    await looking.flush()
    assert len(asked_for) == 2
    looking.mark_all(demo.stream)
    await looking.flush()
    assert sorted(asked_for) == sorted(tab.seat.person for tab in tabs)


async def test_a_tab_that_missed_a_change_gets_it_even_if_another_tab_has_it(
    quiet: ManualHub, demo: Demo
) -> None:
    await asked(demo)
    missed = await add_reader(quiet, demo, "fiji")
    await do(demo, "fiji", "question.vote", question="1")
    knows = await add_reader(quiet, demo, "fiji")
    looking = Signals(quiet.feeds)
    looking.mark_all(demo.stream)
    await looking.flush()
    assert having(missed, MINE) == [{"questions": []}, {"questions": ["1"]}]
    assert having(knows, MINE) == [{"questions": ["1"]}]


async def test_a_reader_that_changes_seats_during_a_read_gets_no_values_of_the_former_one(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(demo)
    await do(demo, "fiji", "question.vote", question="1")
    sock, later, read = await add_reader(quiet, demo, "fiji"), demo.seat("chile"), signals.read_own
    came = len(having(sock, MINE))

    def read_then_change(stream: str, persons: Collection[str]) -> dict[str, dict[str, object]]:
        found = read(stream, persons)
        quiet.readers.unfollow(sock, stream)
        sock.seat = later
        return found

    monkeypatch.setattr(signals, "read_own", read_then_change)
    looking = Signals(quiet.feeds)
    await do(demo, "fiji", "question.withdraw_vote", question="1")
    looking.mark((demo.stream, MINE, demo.seat("fiji").person))
    await looking.flush()
    assert len(having(sock, MINE)) == came


async def test_values_read_before_a_change_do_not_replace_newer_ones(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(demo)
    sock = await add_reader(quiet, demo, "fiji")
    await do(demo, "fiji", "question.vote", question="1")
    read, looking = signals.read_own, Signals(quiet.feeds)

    def read_before(stream: str, persons: Collection[str]) -> dict[str, dict[str, object]]:
        quiet.feeds[stream].readers[sock].changed_signals(
            {MINE: {"questions": ["1"]}}
        )  # a flush between read and send
        return {person: {MINE: {"questions": []}} for person in read(stream, persons)}

    monkeypatch.setattr(signals, "read_own", read_before)
    await looking.send_current_values(sock, demo.stream)
    assert having(sock, MINE) == [{"questions": []}]


async def test_a_failed_read_is_repeated_later(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(demo)
    sock = await add_reader(quiet, demo, "fiji")
    await do(demo, "fiji", "question.vote", question="1")

    def fail(*args: object) -> None:
        raise OSError("no database")

    at = 1000.0
    told = Signals(quiet.feeds, lambda: at)
    told.mark((demo.stream, VOTES, ""))
    with monkeypatch.context() as broken:
        broken.setattr(signals, "read_some", fail)
        with pytest.raises(OSError, match="no database"):
            await told.flush()
        at += signals.FAST_SECONDS
    told.mark((demo.stream, MINE, demo.seat("fiji").person))
    with monkeypatch.context() as broken:
        broken.setattr(signals, "read_own", fail)
        with pytest.raises(OSError, match="no database"):
            await told.flush()
        at += signals.FAST_SECONDS
    await told.flush()
    assert (having(sock, VOTES)[-1], having(sock, MINE)[-1]) == ({"counts": {"1": 1}}, {"questions": ["1"]})


async def test_a_failed_read_of_a_stream_does_not_affect_others(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(demo)
    other = f"session/{(await in_thread(lambda: demo.another_session('scheduled'))).pk}"
    sock = await add_reader(quiet, demo, "fiji", other, demo.stream)
    await do(demo, "fiji", "question.vote", question="1")
    read = signals.read_own

    def fail_for_the_other(stream: str, persons: Collection[str]) -> dict[str, dict[str, object]]:
        if stream == other:
            raise OSError("no row")
        return read(stream, persons)

    monkeypatch.setattr(signals, "read_own", fail_for_the_other)
    looking = Signals(quiet.feeds)
    looking.mark_all(other)
    looking.mark((other, MINE, sock.seat.person))
    looking.mark((demo.stream, MINE, sock.seat.person))
    with pytest.raises(OSError, match="no row"):
        await looking.flush()
    assert having(sock, MINE)[-1] == {"questions": ["1"]}


async def test_of_a_stream_whose_session_was_removed_nothing_is_read_again(
    quiet: ManualHub, demo: Demo
) -> None:
    gone = await in_thread(lambda: demo.another_session("scheduled"))
    stream = f"session/{gone.pk}"
    sock = await add_reader(quiet, demo, "moderator", stream)
    await in_thread(gone.delete)
    quiet.signals.mark_all(stream)
    before = list(sock.frames)
    await quiet.signals.flush()
    assert sock.frames == before


async def test_a_signal_with_a_permission_comes_to_those_who_have_it(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asked(demo)
    states = itertools.count(1)
    known = registry()

    def state(session: int) -> Figures:
        return Figures(now=next(states))

    narrow = replace(
        known,
        concepts=[
            *known.concepts,
            Concept(signals=[SignalSource("figures", "session", state, permission="floor.grant")]),
        ],
    )
    monkeypatch.setattr(signals, "registry", lambda: narrow)
    chair, fiji = [await add_reader(quiet, demo, key) for key in ("moderator", "fiji")]
    assert (having(chair, "figures"), having(fiji, "figures")) == ([{"now": 1}], [])
    await do(demo, "chile", "question.vote", question="1")
    for signal in ("figures", VOTES):
        quiet.signals.mark((demo.stream, signal, ""))
    came = len(fiji.frames)
    await quiet.signals.flush()
    votes = {VOTES: {"counts": {"1": 1}}}
    assert chair.frames[-1]["signals"] == {"figures": {"now": 2}} | votes
    assert [frame["signals"] for frame in fiji.frames[came:]] == [votes]
