"""The property of every command: snapshot before + frames = snapshot after, for each audience."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

from foundation.ids import subject
from foundation.journal import services as journal
from foundation.journal.models import Stream
from foundation.messages.projections import Audience, Entities, Projection, own_snapshots, read_once, snapshot
from foundation.registry import registry
from tests.support import described
from tests.support.demo import Demo
from tests.support.store import EntityReader, without_empty
from tests.support.tier import THOROUGH

AUDIENCES = (Audience.EVERYONE, Audience.MODERATORS)
OWNERS = ("fiji", "chile", "japan", "moderator", "rapporteur", "audience")


_checked: set[tuple[object, ...]] = set()
"""The courses of commands, from a loaded demo on, after which the property was found true in this process."""


_WRITTEN = re.compile(r'(?:INSERT .*?INTO|UPDATE|DELETE FROM) "(\w+)"')
_NAMED = re.compile(r'"(\w+)"')


class Kept:
    """What was read, kept until a table that it was read from is written to. `make thorough` keeps nothing.

    It listens to all statements, as an `execute_wrapper` of the connection.
    """

    def __init__(self, found: dict[object, tuple[frozenset[str], Any]] | None = None) -> None:
        self._found = dict(found or {})
        self._names: set[str] = set()
        """The tables and columns that statements named since the last `get` began to read."""

    def copy(self) -> "Kept":
        """The same, for a test at whose end the tables are as they were."""
        return Kept(self._found)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if written := _WRITTEN.match(sql):
            self._found = {key: each for key, each in self._found.items() if written[1] not in each[0]}
        self._names.update(_NAMED.findall(sql))
        return execute(sql, params, many, context)

    def get(self, key: object, read: Callable[[], Any]) -> Any:
        """What `read` gave the last time, or gives now."""
        if THOROUGH or key not in self._found:
            self._names.clear()
            value = read()
            self._found[key] = frozenset(self._names), value
        return self._found[key][1]


class Watched:
    """The demo, with the property checked around every command.

    With a `kind`, which is the one that is tested, commands of other kinds lead to it, and `make test` does not check
    them. Many tests begin alike: what one has checked in this process, none checks again. Alike are the same commands
    from the same seats, with the streams at the same sequence numbers before each of them.
    """

    def __init__(self, demo: Demo, kept: Kept) -> None:
        self.demo, self.kept, self.kind = demo, kept, ""
        self._course: tuple[object, ...] = ()
        self.streams = [demo.stream, demo.conference_stream]
        self._known: dict[str, dict[Audience, EntityReader]] = {}
        """The state of a stream after the last command.

        The next command begins with it, so that no change between them is missed.
        """
        self._known_own: dict[str, dict[str, EntityReader]] = {}
        """The same of what each owner alone may see."""

    def do(self, key: str, kind: str, /, *, stream: str = "", **fields: Any) -> None:
        """Run a command and check the property."""
        heads = tuple(Stream.objects.order_by("name").values_list("name", "seq"))
        course = (*self._course, (key, kind, stream, repr(fields), heads, tuple(self.streams)))
        if self.kind not in ("", kind) and (course in _checked or not THOROUGH):
            self.demo.do(key, kind, stream=stream, **fields)
            self._known.clear()
            self._known_own.clear()
        else:
            with self.checked():
                self.demo.do(key, kind, stream=stream, **fields)
            _checked.add(course)
        self._course = course

    @contextmanager
    def checked(self) -> Iterator[None]:
        """Compare the snapshots before and after a block with the frames in between."""
        before = [(stream, self._known.pop(stream, None) or self.read(stream)) for stream in self.streams]
        own = [
            (stream, self._known_own.pop(stream, None) or self.read_own(stream)) for stream in self.streams
        ]
        # What the block does is not known: no other course is the same.
        self._course = (*self._course, object())
        yield
        for stream, seen in before:
            self._known[stream] = self.read(stream)
            for audience, after in self._known[stream].items():
                _apply(seen[audience], stream, audience)
                shown = without_empty(seen[audience].entities)
                assert (audience, shown) == (audience, without_empty(after.entities))
        for stream, readers in own:
            self._apply_own(readers, stream)
            self._known_own[stream] = self.read_own(stream)
            for key, after in self._known_own[stream].items():
                assert (key, without_empty(readers[key].mine)) == (key, without_empty(after.mine))

    def read(self, stream: str) -> dict[Audience, EntityReader]:
        """The snapshot of a stream for each audience."""
        ((seq, nonce),) = journal.heads([stream]).values() or [(0, "0")]
        shown = [
            self.kept.get((stream, number), lambda view=view: _shown(view, stream))
            for number, view in enumerate(read_once(registry().projections_of(stream)))
        ]
        readers = {audience: EntityReader() for audience in AUDIENCES}
        for audience, reader in readers.items():
            entities = {kind: rows for each in shown for kind, rows in each[audience].items()}
            frame = {"seq": seq, "cursor": journal.cursor(seq, nonce, audience), "entities": entities}
            described.check("Snapshot", frame | {"stream": stream})
            reader.apply(frame)
        return readers

    def read_own(self, stream: str) -> dict[str, EntityReader]:
        """Each owner's own state, read for all of them together, as a hub does."""
        ((seq, _),) = journal.heads([stream]).values() or [(0, "0")]
        keys = {key: registry().owner_keys_of(self.demo.seat(key)) for key in OWNERS}
        shown = [
            self.kept.get(
                (stream, number, *keys.values()),
                lambda view=view: own_snapshots([view], subject(stream), keys.values()),
            )
            for number, view in enumerate(registry().own_projections_of(stream))
        ]
        readers = {key: EntityReader() for key in OWNERS}
        for key, reader in readers.items():
            reader.seq = seq
            for each in shown:
                reader.apply({"seq": seq, "mine": each[keys[key]], "drop": {}, "whole": False})
        return readers

    def _apply_own(self, readers: dict[str, EntityReader], stream: str) -> None:
        for entry in journal.entries_since(stream, readers[OWNERS[0]].seq + 1):
            for key, part in product(OWNERS, entry.own_parts):
                if part["to"] in registry().owner_keys_of(self.demo.seat(key)):
                    frame = {"mine": part["put"], "drop": part["drop"], "whole": False, "seq": entry.seq}
                    described.check("MineFrame", frame | {"stream": stream})
                    readers[key].apply(frame)


def _shown(view: Projection, stream: str) -> dict[Audience, Entities]:
    return {audience: snapshot([view], subject(stream), audience) for audience in AUDIENCES}


def _apply(reader: EntityReader, stream: str, audience: Audience) -> None:
    entries = journal.entries_since(stream, reader.seq + 1)
    for entry in entries:
        frame = entry.everyone if audience is Audience.EVERYONE else entry.moderators
        if frame is not None:
            content = json.loads(frame)
            described.check_event(content)
            assert reader.apply(content), "the frame's `after` was never reached"
    shown = [e.seq for e in entries if audience is Audience.MODERATORS or e.everyone is not None]
    assert reader.applied == shown
