"""Signals: facts that only matter now.

A change marks a signal. A few times a second the current values of the marked signals are read once and written to all
readers in one frame. So a thousand votes cause only a few frames.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.base import ModelBase

from foundation.database import in_thread
from foundation.ids import subject
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import SignalSource, registry
from foundation.wire.batch_loader import MAX_KEYS, BatchLoader
from foundation.wire.feed import Feed, Reader, encode_frame

FAST_SECONDS = 0.25
SLOW_SECONDS = 1.0
REREAD_PER_TICK = 50
"""How many readers per tick have their persons' own values read again: about 900 readers a second."""
MANY_READERS = 500

ChangedSignal = tuple[str, str, str]
"""(stream, signal type, person). The person is empty for a signal that all readers get."""

_listeners: list[Callable[[ChangedSignal], None]] = []


def mark_changed(stream: str, signal: str, person: str = "") -> None:
    """When the transaction commits, mark a signal as changed, so that its value is sent again. Any thread may
    call it.
    """
    changed = (stream, signal, person)
    transaction.on_commit(lambda: mark_changed_now(changed), robust=True)


def mark_dependent_changed(stream: str, model: ModelBase) -> None:
    """When the transaction commits, mark those signals of a stream as changed that are read from this model."""
    for source in registry().signals_of(stream):
        if model in source.depends_on:
            mark_changed(stream, source.type)


def mark_changed_now(changed: ChangedSignal) -> None:
    """Mark a signal as changed now."""
    for heard in list(_listeners):
        heard(changed)


def call_when_changed(heard: Callable[[ChangedSignal], None]) -> Callable[[], None]:
    """From now on call `heard` for each changed signal, on the thread that changed it. Returns a function that ends
    these calls.
    """
    _listeners.append(heard)
    return lambda: _listeners.remove(heard)


class Signals:
    """The signals of the streams that this process follows."""

    def __init__(self, feeds: dict[str, Feed], now: Callable[[], float] = time.monotonic) -> None:
        """`now` returns seconds of a monotonic clock."""
        self._feeds, self._now = feeds, now
        self._values: dict[str, dict[str, Any]] = {}
        self._whole: dict[str, asyncio.Task[None]] = {}
        self._changed: set[tuple[str, str]] = set()
        self._own: dict[str, set[str]] = {}
        self._again: dict[str, list[Reader]] = {}
        self._sent_at: dict[str, float] = {}
        self._welcomes: dict[str, BatchLoader[str, dict[str, Any]]] = {}

    def mark(self, changed: ChangedSignal) -> None:
        """Send the current value of this signal with the next frame."""
        stream, signal, person = changed
        if stream not in self._feeds or not _signal_sources(stream, {signal}):
            return
        if person:
            self._own.setdefault(stream, set()).add(person)
        else:
            self._changed.add((stream, signal))

    def mark_all(self, stream: str) -> None:
        """Read all values of a stream again, each person's own values too. Only changed values are sent."""
        for source in registry().signals_of(stream):
            if source.read is not None:
                self._changed.add((stream, source.type))
            else:
                # Readers that are still to be read from the last round come first.
                self._again.setdefault(stream, list(self._feeds[stream].readers))

    async def send_current_values(self, reader: Reader, stream: str) -> None:
        """Send all current values to a reader that begins to follow."""
        await self._read_whole(stream)
        followed = self._feeds[stream].readers.get(reader)
        own = await self._own_loader(stream).get(reader.seat.person)
        if followed is None or followed.ended:
            return
        # Values sent to it meanwhile are newer.
        news = followed.changed_signals(own | followed.sent)
        values = _permitted_signals(stream, self._values.get(stream, {}), reader.seat.roles_in(stream)) | news
        if values:
            reader.send_ready(encode_frame({"stream": stream, "signals": values}))

    async def _read_whole(self, stream: str) -> None:
        """Read all values of a stream once, for all concurrent callers. After a failure the next call reads again."""
        task = self._whole.get(stream)
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = self._whole[stream] = asyncio.ensure_future(self._read_all(stream))
        await asyncio.shield(task)

    async def _read_all(self, stream: str) -> None:
        values = await in_thread(read_all, stream)
        # Values read by a flush meanwhile are newer.
        self._values[stream] = values | self._values.get(stream, {})

    def _own_loader(self, stream: str) -> BatchLoader[str, dict[str, Any]]:
        async def read(persons: Collection[str]) -> dict[str, dict[str, Any]]:
            return await in_thread(read_own, stream, persons)

        return self._welcomes.setdefault(stream, BatchLoader(read))

    async def flush(self) -> None:
        """Read and send the values of the marked signals. A stream with many readers has its turn less often.

        A signal that could not be read stays marked. The other streams are still sent, and the last error is raised at
        the end.
        """
        now = self._now()
        due = {stream for stream, _ in self._changed if self._is_due(stream, now)}
        works: list[Callable[[], Awaitable[None]]] = [
            *(partial(self._flush_shared, stream, now) for stream in due),
            *(partial(self._flush_own, stream) for stream in self._own),
            self._read_own_values_again,
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
        due = {changed for changed in self._changed if changed[0] == stream}
        self._changed -= due
        try:
            await self._send_shared(stream, {signal for _, signal in due})
        except Exception:
            self._changed |= due
            raise

    async def _flush_own(self, stream: str) -> None:
        persons = self._own.pop(stream)
        try:
            readers = [reader for reader in self._feeds[stream].readers if reader.seat.person in persons]
            for start in range(0, len(readers), MAX_KEYS):
                await self._send_own(stream, readers[start : start + MAX_KEYS])
        except Exception:
            self._own.setdefault(stream, set()).update(persons)
            raise

    async def _read_own_values_again(self) -> None:
        """Read the persons' own values of a few readers again. To read those of all readers at once would delay
        commands.

        The streams take turns. If a read fails, the reader has its turn in the next round.
        """
        for stream in list(self._again)[:1]:
            readers = self._again.pop(stream)
            if rest := readers[:-REREAD_PER_TICK]:
                self._again[stream] = rest
            await self._send_own(stream, readers[-REREAD_PER_TICK:])

    def _is_due(self, stream: str, now: float) -> bool:
        many = stream in self._feeds and len(self._feeds[stream].readers) > MANY_READERS
        pace = SLOW_SECONDS if many else FAST_SECONDS
        return now - self._sent_at.get(stream, 0.0) >= pace * 0.9

    async def _send_shared(self, stream: str, signals: set[str]) -> None:
        known = self._values.setdefault(stream, {})
        values = await in_thread(read_some, stream, signals)
        news = {name: value for name, value in values.items() if known.get(name) != value}
        known.update(news)
        for readers, permitted in _readers_by_permission(stream, news, self._feeds[stream]):
            send_to_readers(readers, {"stream": stream, "signals": permitted})

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
            if not followed.ended and (news := followed.changed_signals(values[person])):
                send_to_readers([reader], {"stream": stream, "signals": news})


def send_to_readers(readers: Iterable[Reader], content: dict[str, Any]) -> None:
    """Encode one frame once, and write it to many readers."""
    frame = encode_frame(content)
    for reader in list(readers):
        reader.send_ready(frame)


def _permitted_signals(stream: str, values: dict[str, Any], roles: Collection[str]) -> dict[str, Any]:
    """The signals that these roles may have. Readers outside get only signals that need a permission, and only if they
    have it.
    """
    needed = {source.type: source.permission for source in _signal_sources(stream, set(values))}
    inside = registry().audience_of(roles, stream) is not Audience.OUTSIDE
    return {
        name: value
        for name, value in values.items()
        if (registry().allows(roles, needed[name]) if needed.get(name) else inside)
    }


def _readers_by_permission(
    stream: str, news: dict[str, Any], feed: Feed
) -> Iterator[tuple[list[Reader], dict[str, Any]]]:
    """Group the readers of a feed by their roles. Yields each group with the values that it may have, so that it shares
    one frame.
    """
    if not news:
        return
    has_outside = any(followed.audience is Audience.OUTSIDE for followed in feed.readers.values())
    if not has_outside and not any(source.permission for source in _signal_sources(stream, set(news))):
        yield list(feed.readers), news
        return
    groups: dict[tuple[str, ...], list[Reader]] = {}
    for reader in feed.readers:
        groups.setdefault(reader.seat.roles_in(stream), []).append(reader)
    for roles, group in groups.items():
        if permitted := _permitted_signals(stream, news, roles):
            yield group, permitted


def read_all(stream: str) -> dict[str, Any]:
    """Read the current value of every shared signal of a stream."""
    return read_some(stream, {source.type for source in registry().signals_of(stream)})


def read_some(stream: str, signals: set[str]) -> dict[str, Any]:
    """Read the current values of some shared signals of a stream."""
    values: dict[str, Any] = {}
    with _unless_removed():
        for source in _signal_sources(stream, signals):
            if source.read is not None:
                values[source.type] = source.read(subject(stream)).model_dump(mode="json")
    return values


def read_own(stream: str, persons: Collection[str]) -> dict[str, dict[str, Any]]:
    """Read the current values of each person's own signals."""
    found: dict[str, dict[str, Any]] = {person: {} for person in persons}
    with _unless_removed():
        for source in registry().signals_of(stream):
            if source.read_own is not None:
                for person, signal in source.read_own(subject(stream), persons).items():
                    found[person][source.type] = signal.model_dump(mode="json")
    return found


@contextmanager
def _unless_removed() -> Iterator[None]:
    """Read no further if the session of the stream was removed. To try it again would fail for ever."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code != "wire.unknown_stream":
            raise


def _signal_sources(stream: str, signals: set[str]) -> list[SignalSource]:
    return [source for source in registry().signals_of(stream) if source.type in signals]
