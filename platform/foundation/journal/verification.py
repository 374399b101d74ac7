"""Verifies a stream: its hash chain, and that its frames lead to what the tables say. It writes nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from foundation.clock import timestamp_text
from foundation.database import read_transaction
from foundation.ids import subject
from foundation.journal import records
from foundation.journal.check_record import Chain, Fault
from foundation.journal.models import Entry, Stream
from foundation.journal.seals import Seal
from foundation.messages.projections import Audience, Entities, read_once, snapshot
from foundation.registry import registry

MAX_DIFFERENCES = 20
"""The highest number of differences that are listed for each audience."""


@dataclass(frozen=True)
class Verdict:
    """The result of verifying a stream. `fault` names the first entry whose hash is wrong. It is empty if there is
    none.

    `differences` are entities on which the tables and the frames do not agree. `older_entities` is the number of
    entities that are in no frame, because they are older than the stream. `compared` is false if the row that the
    stream is about was deleted.
    """

    stream: str
    entries: int
    fault: str
    message: str
    """What was verified, as sentences for a person."""
    differences: list[str] = field(default_factory=list)
    older_entities: int = 0
    compared: bool = True

    @property
    def is_intact(self) -> bool:
        """Whether neither a fault nor a difference was found."""
        return not self.fault and not self.differences


def verify(stream: str) -> Verdict:
    """Verify a stream as it is at one moment. Writers are not blocked."""
    with read_transaction():
        row = Stream.objects.get(name=stream)
        chain = Chain(stream)
        fault = check_chain(row, chain)
        if fault:
            return Verdict(stream, row.seq, fault, "")
        verdict = Verdict(stream, row.seq, "", chain.describe())
        return _replay(verdict)


def check_chain(row: Stream, chain: Chain) -> str:
    """Check the chain of a stream, and the heads of other streams in it. Returns the first fault, or nothing."""
    try:
        for line in records.record_lines(row.name, withheld=True):
            chain.check_entry(line)
        chain.check_end()
        if chain.seq != row.seq:
            raise Fault(
                f"the stream's row says that entry {row.seq} is its last, and it is entry {chain.seq}"
            )
        if chain.head != row.head:
            raise Fault(f"the stream's row has another head than entry {chain.seq}")
        _check_heads(chain)
    except Fault as fault:
        return str(fault)
    return ""


def _check_heads(chain: Chain) -> None:
    for stream, seq, head in chain.heads:
        found = Entry.objects.filter(stream=stream, seq=seq).values_list("seal", flat=True).first()
        if Seal.parse(found or "").hash != head:
            raise Fault(f"entry {seq} of {stream} is not the one whose head was recorded here")


def _replay(verdict: Verdict) -> Verdict:
    """Apply all frames in order, and compare the resulting entities with the tables, for both audiences."""
    stream = verdict.stream
    if not registry().find([stream]):
        return Verdict(stream, verdict.entries, "", verdict.message, compared=False)
    readers = {audience: _ReplayedEntities() for audience in (Audience.EVERYONE, Audience.MODERATORS)}
    differences = []
    for entry in _entries(stream):
        differences += _check_columns(entry)
        for audience, reader in readers.items():
            reader.apply(entry.everyone if audience is Audience.EVERYONE else entry.moderators)
    earlier, views = 0, read_once(registry().projections_of(stream))
    for audience, reader in readers.items():
        told = snapshot(views, subject(stream), audience)
        found, unseen = reader.compare(told)
        differences += [f"{each} ({audience.name.lower()})" for each in found[:MAX_DIFFERENCES]]
        earlier = max(earlier, unseen)
    return Verdict(stream, verdict.entries, "", verdict.message, differences, earlier)


def _entries(stream: str) -> Iterator[Entry]:
    after = 0
    while batch := list(
        Entry.objects.filter(stream=stream, seq__gt=after).order_by("seq")[: records.BATCH_SIZE]
    ):
        yield from batch
        after = batch[-1].seq


def _check_columns(entry: Entry) -> list[str]:
    """Check that the columns of an entry that no digest covers repeat what its frame says. Returns a sentence for each
    that does not.
    """
    frame = json.loads(entry.moderators)
    columns = {"event": entry.event, "at": timestamp_text(entry.at), "nonce": entry.nonce}
    said = {"event": frame["event"], "at": frame["at"], "nonce": frame["cursor"].split(".")[1]}
    return [
        f"entry {entry.seq}: {name} is not what its frame says"
        for name in said
        if said[name] != columns[name]
    ]


class _ReplayedEntities:
    """The entities that a reader holds after it applied all frames."""

    def __init__(self) -> None:
        self.entities: Entities = {}
        self.dropped: set[tuple[str, str]] = set()

    def apply(self, text: str | None) -> None:
        frame = json.loads(text) if text is not None else {"put": {}, "drop": {}}
        for kind, found in frame["put"].items():
            self.entities.setdefault(kind, {}).update(found)
            self.dropped -= {(kind, each) for each in found}
        for kind, ids in frame["drop"].items():
            for each in ids:
                self.entities.get(kind, {}).pop(each, None)
                self.dropped.add((kind, each))

    def compare(self, told: Entities) -> tuple[list[str], int]:
        """Compare with a snapshot. Returns the differences, and how many of the snapshot's entities were in
        no frame.
        """
        differences, unseen = [], 0
        for kind, rows in told.items():
            held = self.entities.get(kind, {})
            differences += [
                f"{kind} {each} is in the frames and not in the tables" for each in held.keys() - rows
            ]
            for each, row in rows.items():
                if each not in held:
                    unseen += (kind, each) not in self.dropped
                    if (kind, each) in self.dropped:
                        differences.append(f"{kind} {each} is in the tables, and the frames dropped it")
                elif wrong := _differing_fields(held[each], row):
                    differences.append(f"{kind} {each}: {', '.join(wrong)}")
        return sorted(differences), unseen


def _differing_fields(held: dict[str, Any], row: dict[str, Any]) -> list[str]:
    """The names of fields whose values differ. A field that only one of the two has is not a difference: another
    version of Balai added or removed it.
    """
    return sorted(name for name in held.keys() & row.keys() if held[name] != row[name])
