"""The stage of one session: named slots, the sources that may be in them, and the listeners.

It does not know who holds the floor: `assign` decides what is in a slot.
"""

import asyncio
from collections.abc import Callable, Mapping
from types import MappingProxyType

from streaming.relay.file_source import FileSource
from streaming.relay.listener import Listener
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.recorder import StageRecorder
from streaming.relay.source import Origin, Source

OnChange = Callable[["Stage", Source], None]


class Stage:
    """Slots and sources by name.

    `on_change` is called when a source is added, is connected, begins to send, or is gone.
    """

    def __init__(self, name: str, packet_writer: PacketWriter) -> None:
        self.name = name
        self.on_change: list[OnChange] = []
        self._packet_writer = packet_writer
        self._slots: dict[str, str | None] = {}
        self._sources: dict[str, Source] = {}
        self._candidates: dict[str, Source] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._listeners: set[Listener] = set()
        self._recordings: set[StageRecorder] = set()

    @property
    def slots(self) -> Mapping[str, str | None]:
        """The id of the source assigned to each slot, even if that source is not there. The caller must not change the
        mapping.
        """
        return MappingProxyType(self._slots)

    @property
    def sources(self) -> Mapping[str, Source]:
        """The present sources by id. The caller must not change the mapping."""
        return MappingProxyType(self._sources)

    @property
    def listeners(self) -> frozenset[Listener]:
        """The present listeners."""
        return frozenset(self._listeners)

    @property
    def is_recorded(self) -> bool:
        """Whether a recording of the slots is running."""
        return bool(self._recordings)

    def assign(self, slot: str, source: str | None) -> None:
        """Put a source, or nothing, into a slot. The source may be added later.

        When this returns, no packet of the former source is sent to the slot's listeners any more.
        """
        former = self._source_in(slot)
        self._slots[slot] = source
        present = self._source_in(slot)
        if former is not None and former is not present:
            former.note_left(slot)
        if present is not None:
            present.note_entered(slot, asyncio.get_running_loop().time())
        for listener in self._listeners:
            listener.put_source_into_slot(slot, present)
        for recording in self._recordings:
            recording.put_source_into_slot(slot, present)

    async def play_file(
        self, path: str, *, source: str, origin: Origin | None = None, loop: bool = False, at: float = 0.0
    ) -> FileSource:
        """Play a WebM or MP4 file in real time as a source, from the keyframe before `at` (seconds).

        It replaces a source of that id.

        Refuses `media.file_unreadable`.
        """
        player = await FileSource.open(
            path, source, origin or Origin(), self._packet_writer, loop=loop, at=at
        )
        self.add_source(player)
        player.play()
        return player

    def add_source(self, source: Source) -> None:
        """Add a source. An older one of the same id goes on until this one is connected, and is closed then."""
        standing = self._sources.get(source.id)
        if standing is None or source.connected or not standing.connected:
            self._add_source(source)
            return
        self._close_soon(self._candidates.get(source.id))
        self._candidates[source.id] = source
        source.on_state = self._candidate_changed

    def _candidate_changed(self, source: Source) -> None:
        if self._candidates.get(source.id) is source:
            del self._candidates[source.id]
            if source.connected:
                self._add_source(source)

    def _add_source(self, source: Source) -> None:
        former = self._sources.get(source.id)
        if former is not None:
            former.on_state = lambda replaced: None
        self._sources[source.id] = source
        source.on_state = self._source_changed
        self._source_changed(source)
        self._close_soon(former)

    def _close_soon(self, source: Source | None) -> None:
        if source is not None:
            task = asyncio.get_running_loop().create_task(source.close(), name="stage closes a source")
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def close(self) -> None:
        """End all sources."""
        sources = [*self._sources.values(), *self._candidates.values()]
        await asyncio.gather(*(source.close() for source in sources), *self._closing)

    def add_listener(self, listener: Listener) -> None:
        """Add a listener, and send it what is in its slots."""
        self._listeners.add(listener)
        for slot in listener.wanted:
            listener.put_source_into_slot(slot, self._source_in(slot))

    def tune(self, listener: Listener, slot: str, to: str | None) -> None:
        """Send a listener the sound of another slot of this stage in one of its own slots, or no sound.

        When this returns, no packet of the former sound is sent there any more.
        """
        listener.tune(slot, to, None if to is None else self._source_in(to))

    def remove_listener(self, listener: Listener) -> None:
        """Remove a listener."""
        self._listeners.discard(listener)

    def add_recording(self, recording: StageRecorder) -> None:
        """Record what is in the slots, from now on."""
        self._recordings.add(recording)
        for slot in self._slots:
            recording.put_source_into_slot(slot, self._source_in(slot))

    async def remove_recording(self, recording: StageRecorder) -> None:
        """End a recording. When this returns, its files are complete."""
        self._recordings.discard(recording)
        await recording.stop()

    def _source_in(self, slot: str) -> Source | None:
        assigned = self._slots.get(slot)
        return self._sources.get(assigned) if assigned is not None else None

    def _source_changed(self, source: Source) -> None:
        if source.state == "gone" and self._sources.get(source.id) is source:
            del self._sources[source.id]
            if source.id in self._candidates:
                self._add_source(self._candidates.pop(source.id))
                return
        for slot, assigned in self._slots.items():
            if assigned == source.id:
                self.assign(slot, assigned)
        for tell in list(self.on_change):
            tell(self, source)
