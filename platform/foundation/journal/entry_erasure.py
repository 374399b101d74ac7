"""Erases personal data from the frames of entries. The chain stays valid, because the entries keep their digests and
hashes.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from foundation.journal.models import Entry
from foundation.journal.protocol import EntriesErased
from foundation.journal.seals import without_salts
from foundation.journal.services import append, compact_json
from foundation.messages.projections import OwnProjection, Projection
from foundation.registry import registry

Values = Mapping[str, Any] | None
"""New values for fields of an entity; fields that are empty stay as they are. None removes the whole entity."""


def erase(stream: str, rows: Iterable[tuple[Model, Values]], *, at: datetime) -> list[int]:
    """Erase what all frames of a stream say of these rows. Returns the numbers of the changed entries.

    The changed entries lose their salts, so that nobody can confirm a guess at the erased text. Another entry is
    appended that lists them, because `verify` would otherwise report them as broken. The caller is in a transaction,
    and holds the stream.
    """
    wanted = _wanted_entities(stream, rows)
    if not wanted:
        return []
    about = Q(pk__in=())
    for kind in {kind for kind, _ in wanted}:
        about |= Q(moderators__contains=f'"{kind}":') | Q(own__contains=f'"{kind}":')
    changed = [
        entry
        for entry in Entry.objects.filter(about, stream=stream).order_by("seq")
        if _erase_in_entry(entry, wanted)
    ]
    if not changed:
        return []
    Entry.objects.bulk_update(changed, ["everyone", "moderators", "own", "seal"], batch_size=100)
    numbers = [entry.seq for entry in changed]
    append(stream, EntriesErased(entries=numbers), at=at)
    return numbers


def _wanted_entities(stream: str, rows: Iterable[tuple[Model, Values]]) -> dict[tuple[str, str], Values]:
    views: list[Projection | OwnProjection] = [*registry().projections_of(stream)]
    views += registry().own_projections_of(stream)
    return {
        (view.entity, view.key(row)): values
        for row, values in rows
        for view in views
        if isinstance(row, view.model)
    }


def _erase_in_entry(entry: Entry, wanted: Mapping[tuple[str, str], Values]) -> bool:
    """Erase from the texts of an entry. Returns whether they contained anything that had to be erased."""
    before = entry.everyone, entry.moderators, entry.own
    entry.everyone = None if entry.everyone is None else _erase_in_frame(entry.everyone, wanted)
    entry.moderators = _erase_in_frame(entry.moderators, wanted)
    entry.own = _erase_in_own_parts(entry.own, wanted)
    entry.seal = without_salts(entry.seal)
    return before != (entry.everyone, entry.moderators, entry.own)


def _erase_in_frame(text: str, wanted: Mapping[tuple[str, str], Values]) -> str:
    frame = json.loads(text)
    return compact_json(frame) if _erase_values(frame["put"], wanted) else text


def _erase_in_own_parts(text: str, wanted: Mapping[tuple[str, str], Values]) -> str:
    parts = json.loads(text)
    found = [_erase_values(part["put"], wanted) for part in parts]
    return compact_json(parts) if any(found) else text


def _erase_values(put: dict[str, dict[str, Any]], wanted: Mapping[tuple[str, str], Values]) -> bool:
    """Replace values in the entities that a frame puts. Returns whether anything changed."""
    is_changed = False
    for (kind, each), values in wanted.items():
        entity = put.get(kind, {}).get(each)
        if entity is None:
            continue
        if values is None:
            del put[kind][each]
            if not put[kind]:
                del put[kind]
            is_changed = True
        elif replaced := {k: v for k, v in values.items() if entity.get(k) and entity[k] != v}:
            entity.update(replaced)
            is_changed = True
    return is_changed
