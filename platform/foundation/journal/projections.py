"""How rows become the entities that readers see: once for the snapshot and for every frame.

A concept declares a view for each entity type. A frame puts what the view shows of a changed row and
drops what it does not show, and a snapshot is what the view shows of all rows: so both agree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model

from foundation.messages.protocol import Entity

Entities = dict[str, dict[str, Any]]
"""Bodies of entities by type and id."""


class Audience(StrEnum):
    """The two kinds of readers of a stream; the narrower are a session's moderators, and a conference's staff.

    Their value is written into cursors.
    """

    EVERYONE = "e"
    MODERATORS = "m"


@dataclass(frozen=True)
class Projection:
    """What each audience may see of the rows of one model, in streams of one kind.

    `entity` is its type on the wire. `rows(subject)` are those a snapshot shows; `show(row, audience)` is
    None where that audience may not see it, or where it is over; `key(row)` is the entity's id. Where it is
    `for_moderators`, everyone else does not even hear that there was one.
    """

    entity: str
    stream: str
    model: type[Model]
    rows: Callable[[int], Iterable[Any]]
    show: Callable[[Any, Audience], Entity | None]
    key: Callable[[Any], str]
    for_moderators: bool = False

    def is_for(self, audience: Audience) -> bool:
        """Whether an audience sees anything of it."""
        return audience is Audience.MODERATORS or not self.for_moderators


@dataclass(frozen=True)
class OwnProjection:
    """What a person or a party alone may see of rows.

    `rows(subject, keys)` are those of the given owners; `owner(row)` is `person/<uuid>`, `party/<id>`, or
    `held/<id>` for those of a party whose seats the staff did not give out.
    """

    entity: str
    stream: str
    model: type[Model]
    rows: Callable[[int, frozenset[str]], Iterable[Any]]
    show: Callable[[Any], Entity | None]
    owner: Callable[[Any], str]
    key: Callable[[Any], str]


def put_and_drop(
    views: Iterable[Projection], changed: Iterable[Model], gone: Iterable[Model], audience: Audience
) -> tuple[Entities, dict[str, list[str]]]:
    """The part of a frame that carries the changed rows, and the end of those gone, to one audience."""
    put: Entities = {}
    drop: dict[str, list[str]] = {}
    for row, stays in [*((row, True) for row in changed), *((row, False) for row in gone)]:
        for view in views:
            if not isinstance(row, view.model) or not view.is_for(audience):
                continue
            entity = view.show(row, audience) if stays else None
            if entity is None:
                drop.setdefault(view.entity, []).append(view.key(row))
            else:
                put.setdefault(view.entity, {})[entity.id] = entity.model_dump(mode="json")
    return put, drop


def own_parts(views: Iterable[OwnProjection], changed: Iterable[Model]) -> list[dict[str, Any]]:
    """What goes to owners alone, beside the frame."""
    parts: dict[str, dict[str, Any]] = {}
    for row in changed:
        for view in views:
            if not isinstance(row, view.model):
                continue
            owner, entity = view.owner(row), view.show(row)
            part = parts.setdefault(owner, {"to": owner, "put": {}, "drop": {}})
            if entity is None:
                part["drop"].setdefault(view.entity, []).append(view.key(row))
            else:
                part["put"].setdefault(view.entity, {})[entity.id] = entity.model_dump(mode="json")
    return list(parts.values())


def snapshot(views: Iterable[Projection], subject: int, audience: Audience) -> Entities:
    """All that one audience sees of a stream. The caller reads in one transaction."""
    entities: Entities = {}
    for view in views:
        rows = view.rows(subject) if view.is_for(audience) else ()
        shown = (view.show(row, audience) for row in rows)
        entities[view.entity] = {e.id: e.model_dump(mode="json") for e in shown if e is not None}
    return entities


def own_snapshots(
    views: Iterable[OwnProjection], subject: int, wanted: Iterable[frozenset[str]]
) -> dict[frozenset[str], Entities]:
    """For each set of keys, all that the owners of these alone see of a stream: one reading a view for all of them."""
    found: dict[frozenset[str], Entities] = {keys: {} for keys in wanted}
    everyone = frozenset[str]().union(*found)
    for view in views:
        owned: dict[str, dict[str, Any]] = {}
        for row in view.rows(subject, everyone):
            entity = view.show(row)
            if entity is not None:
                owned.setdefault(view.owner(row), {})[entity.id] = entity.model_dump(mode="json")
        for keys, entities in found.items():
            # What has two owners has a view for each.
            mine = entities.setdefault(view.entity, {})
            for key in keys & owned.keys():
                mine.update(owned[key])
    return found
