"""Signals: facts that only matter now. What changed is marked; a few times a second its present value is read
once and written to all readers in one merged frame. So a thousand votes are a handful of frames.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.base import ModelBase

from foundation.database import in_thread
from foundation.ids import subject
from foundation.registry import SignalSource, registry
from foundation.wire.batch_loader import MOST, BatchLoader
from foundation.wire.feed import Feed, Reader, framed

FAST_SECONDS = 0.25
SLOW_SECONDS = 1.0
A_FEW = 50
"""Of those whose own values are looked at again, at each tick: some 900 a second."""
MANY_READERS = 500

Touched = tuple[str, str, str]
"""(stream, signal type, person); the person is empty for a signal that all readers get."""

_listeners: list[Callable[[Touched], None]] = []


def touch(stream: str, signal: str, person: str = "") -> None:
    """Mark a signal as changed once the transaction commits; any thread may call it."""
    touched = (stream, signal, person)
    transaction.on_commit(lambda: tell(touched), robust=True)


def touch_dependent(stream: str, model: ModelBase) -> None:
    """Mark the signals of a stream that depend on rows of this model, once the transaction commits."""
    for source in registry().signals_of(stream):
        if model in source.depends_on:
            touch(stream, source.type)


def tell(touched: Touched) -> None:
    """Mark a signal as changed now."""
    for heard in list(_listeners):
        heard(touched)


def listen(heard: Callable[[Touched], None]) -> Callable[[], None]:
    """Be told of changed signals, on the thread that changed them. Returns the way to stop."""
    _listeners.append(heard)
    return lambda: _listeners.remove(heard)


class Signals:
    """The signals of the streams that this process follows."""

    def __init__(self, feeds: dict[str, Feed], now: Callable[[], float] = time.monotonic) -> None:
        """`now` is seconds of a clock that never runs back."""
        self._feeds, self._now = feeds, now
        self._values: dict[str, dict[str, Any]] = {}
        self._whole: dict[str, asyncio.Task[None]] = {}
        self._touched: set[tuple[str, str]] = set()
        self._own: dict[str, set[str]] = {}
        self._again: dict[str, list[Reader]] = {}
        self._sent_at: dict[str, float] = {}
        self._welcomes: dict[str, BatchLoader[str, dict[str, Any]]] = {}

    def mark(self, touched: Touched) -> None:
        """Send this signal's value with the next frame."""
        stream, signal, person = touched
        if stream not in self._feeds or not _sources(stream, {signal}):
            return
        if person:
            self._own.setdefault(stream, set()).add(person)
        else:
            self._touched.add((stream, signal))

    def mark_all(self, stream: str) -> None:
        """Look at all values of a stream again, each person's own too; what did not change is not sent."""
        for source in registry().signals_of(stream):
            if source.read is not None:
                self._touched.add((stream, source.type))
            else:
                # Those whose turn has not come since the last time are first.
                self._again.setdefault(stream, list(self._feeds[stream].readers))

    async def welcome(self, reader: Reader, stream: str) -> None:
        """Send a reader that begins to follow all present values."""
        await self._read_whole(stream)
        followed = self._feeds[stream].readers.get(reader)
        own = await self._own_of(stream).get(reader.seat.person)
        if followed is None or followed.over:
            return
        # What it was told meanwhile is newer.
        news = followed.news(own | followed.told)
        values = _permitted(stream, self._values.get(stream, {}), reader.seat.roles) | news
        if values:
            reader.send_ready(framed({"stream": stream, "signals": values}))

    async def _read_whole(self, stream: str) -> None:
        """All values of a stream, once: a crowd waits for one reading. One that failed is tried again."""
        task = self._whole.get(stream)
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = self._whole[stream] = asyncio.ensure_future(self._read_all(stream))
        await asyncio.shield(task)

    async def _read_all(self, stream: str) -> None:
        values = await in_thread(read_all, stream)
        # What a flush has read meanwhile is newer.
        self._values[stream] = values | self._values.get(stream, {})

    def _own_of(self, stream: str) -> BatchLoader[str, dict[str, Any]]:
        async def read(persons: Collection[str]) -> dict[str, dict[str, Any]]:
            return await in_thread(read_own, stream, persons)

        return self._welcomes.setdefault(stream, BatchLoader(read))

    async def flush(self) -> None:
        """Read and send what was marked, at the pace of each stream.

        What could not be read stays marked, and keeps no other stream from its own; the last error is raised then.
        """
        now = self._now()
        due = {stream for stream, _ in self._touched if self._is_due(stream, now)}
        works: list[Callable[[], Awaitable[None]]] = [
            *(partial(self._flush_shared, stream, now) for stream in due),
            *(partial(self._flush_own, stream) for stream in self._own),
            self._look_again,
        ]
        failed: Exception | None = None
        for work in works:
            try:
                await work()
            except Exception as error:
                failed = error
        if failed is not None:
            raise failed

    async def _flush_shared(self, stream: str, now: float) -> None:
        self._sent_at[stream] = now
        due = {touched for touched in self._touched if touched[0] == stream}
        self._touched -= due
        try:
            await self._send(stream, {signal for _, signal in due})
        except Exception:
            self._touched |= due
            raise

    async def _flush_own(self, stream: str) -> None:
        persons = self._own.pop(stream)
        try:
            readers = [reader for reader in self._feeds[stream].readers if reader.seat.person in persons]
            for start in range(0, len(readers), MOST):
                await self._send_own(stream, readers[start : start + MOST])
        except Exception:
            self._own.setdefault(stream, set()).update(persons)
            raise

    async def _look_again(self) -> None:
        """A few of those whose own values are looked at again: a whole hall's at once would hold up its commands.

        The streams take turns. Who could not be looked at is in the next round.
        """
        for stream in list(self._again)[:1]:
            readers = self._again.pop(stream)
            if rest := readers[:-A_FEW]:
                self._again[stream] = rest
            await self._send_own(stream, readers[-A_FEW:])

    def _is_due(self, stream: str, now: float) -> bool:
        many = stream in self._feeds and len(self._feeds[stream].readers) > MANY_READERS
        pace = SLOW_SECONDS if many else FAST_SECONDS
        return now - self._sent_at.get(stream, 0.0) >= pace * 0.9

    async def _send(self, stream: str, signals: set[str]) -> None:
        known = self._values.setdefault(stream, {})
        values = await in_thread(read_some, stream, signals)
        news = {name: value for name, value in values.items() if known.get(name) != value}
        known.update(news)
        for readers, permitted in _by_permission(stream, news, self._feeds[stream].readers):
            write(readers, {"stream": stream, "signals": permitted})

    async def _send_own(self, stream: str, readers: Iterable[Reader]) -> None:
        following = self._feeds[stream].readers
        part = [
            (reader, reader.seat.person, followed)
            for reader in readers
            if (followed := following.get(reader)) is not None
        ]
        if not part:
            return
        values = await in_thread(read_own, stream, {person for _, person, _ in part})
        for reader, person, followed in part:
            if not followed.over and (news := followed.news(values[person])):
                write([reader], {"stream": stream, "signals": news})


def write(readers: Iterable[Reader], content: dict[str, Any]) -> None:
    """One frame, made once, to many readers."""
    frame = framed(content)
    for reader in list(readers):
        reader.send_ready(frame)


def _permitted(stream: str, values: dict[str, Any], roles: Collection[str]) -> dict[str, Any]:
    """Of some signals those that these roles may have."""
    needed = {source.type: source.permission for source in _sources(stream, set(values))}
    return {
        name: value
        for name, value in values.items()
        if not needed.get(name) or registry().allows(roles, needed[name])
    }


def _by_permission(
    stream: str, news: dict[str, Any], readers: Iterable[Reader]
) -> Iterator[tuple[list[Reader], dict[str, Any]]]:
    """Who gets what of some news: those of the same roles the same frame."""
    if not news:
        return
    if not any(source.permission for source in _sources(stream, set(news))):
        yield list(readers), news
        return
    groups: dict[tuple[str, ...], list[Reader]] = {}
    for reader in readers:
        groups.setdefault(reader.seat.roles, []).append(reader)
    for roles, group in groups.items():
        if permitted := _permitted(stream, news, roles):
            yield group, permitted


def read_all(stream: str) -> dict[str, Any]:
    """The present value of every signal of a stream that all readers get."""
    return read_some(stream, {source.type for source in registry().signals_of(stream)})


def read_some(stream: str, signals: set[str]) -> dict[str, Any]:
    """The present values of some signals."""
    return {
        source.type: source.read(subject(stream)).model_dump(mode="json")
        for source in _sources(stream, signals)
        if source.read is not None
    }


def read_own(stream: str, persons: Collection[str]) -> dict[str, dict[str, Any]]:
    """The present values of the signals of each person alone."""
    found: dict[str, dict[str, Any]] = {person: {} for person in persons}
    for source in registry().signals_of(stream):
        if source.read_own is not None:
            for person, signal in source.read_own(subject(stream), persons).items():
                found[person][source.type] = signal.model_dump(mode="json")
    return found


def _sources(stream: str, signals: set[str]) -> list[SignalSource]:
    return [source for source in registry().signals_of(stream) if source.type in signals]
