"""Makes entities from rows, in the same way for snapshots and for frames.

A concept declares a projection for each entity type. A frame puts what the projection shows of a changed row, and drops
what it does not show. A snapshot holds what the projection shows of all rows. So both agree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import Model

from foundation.messages.protocol import Entity

Entities = dict[str, dict[str, Any]]
"""The fields of entities by type and id."""


class Audience(StrEnum):
    """The kinds of readers of a stream. `MODERATORS` are a session's moderators, and a conference's staff.

    `OUTSIDE` are those without a seat who call for help. They get only their own entities.

    The values are part of cursors.
    """

    EVERYONE = "e"
    MODERATORS = "m"
    OUTSIDE = "o"


@dataclass(frozen=True)
class Projection:
    """What each audience may see of the rows of one model, in streams of one kind.

    `entity` is the entity's type in messages. `rows(subject)` returns the rows of a snapshot. `show(row, audience)` is
    None if that audience may not see the row, or if it has ended. `key(row)` is the entity's id. If `for_moderators` is
    true, other readers do not learn that the row exists. If `is_secret(row)` is true, no reader has seen the row yet,
    and no reader learns that it exists.
    """

    entity: str
    stream: str
    model: type[Model]
    rows: Callable[[int], Iterable[Any]]
    show: Callable[[Any, Audience], Entity | None]
    key: Callable[[Any], str]
    for_moderators: bool = False
    is_secret: Callable[[Any], bool] = lambda row: False

    def is_for(self, audience: Audience) -> bool:
        """Whether an audience sees anything of this model."""
        if audience is Audience.OUTSIDE:
            return False
        return audience is Audience.MODERATORS or not self.for_moderators


@dataclass(frozen=True)
class OwnProjection:
    """What only a person or a party may see of rows.

    `rows(subject, keys)` returns the rows of the owners `keys`. `owner(row)` is the row's owner: `person/<uuid>`,
    `party/<id>`, or `held/<id>` for what a party may see except at seats given out by the staff.
    `Registry.owner_keys_of_groups` names further owners. None: nobody owns the row.
    """

    entity: str
    stream: str
    model: type[Model]
    rows: Callable[[int, frozenset[str]], Iterable[Any]]
    show: Callable[[Any], Entity | None]
    owner: Callable[[Any], str | None]
    key: Callable[[Any], str]


def put_and_drop(
    views: Iterable[Projection], changed: Iterable[Model], gone: Iterable[Model], audience: Audience
) -> tuple[Entities, dict[str, list[str]]]:
    """The put and drop members of a frame for one audience: changed rows, and the ids of deleted ones."""
    put: Entities = {}
    drop: dict[str, list[str]] = {}
    for row, stays in [*((row, True) for row in changed), *((row, False) for row in gone)]:
        for view in views:
            if not isinstance(row, view.model) or not view.is_for(audience) or view.is_secret(row):
                continue
            entity = view.show(row, audience) if stays else None
            if entity is None:
                drop.setdefault(view.entity, []).append(view.key(row))
            else:
                put.setdefault(view.entity, {})[entity.id] = entity.model_dump(mode="json")
    return put, drop


def own_put_and_drop(views: Iterable[OwnProjection], changed: Iterable[Model]) -> list[dict[str, Any]]:
    """The changed entities that are sent only to their owners, in addition to the frame."""
    parts: dict[str, dict[str, Any]] = {}
    for row in changed:
        for view in views:
            if not isinstance(row, view.model):
                continue
            owner, entity = view.owner(row), view.show(row)
            if owner is None:
                continue
            part = parts.setdefault(owner, {"to": owner, "put": {}, "drop": {}})
            if entity is None:
                part["drop"].setdefault(view.entity, []).append(view.key(row))
            else:
                part["put"].setdefault(view.entity, {})[entity.id] = entity.model_dump(mode="json")
    return list(parts.values())


def snapshot(views: Iterable[Projection], subject: int, audience: Audience) -> Entities:
    """All entities of a stream that an audience may see. The caller is in one transaction."""
    entities: Entities = {}
    for view in views:
        rows = view.rows(subject) if view.is_for(audience) else ()
        shown = (view.show(row, audience) for row in rows)
        entities[view.entity] = {e.id: e.model_dump(mode="json") for e in shown if e is not None}
    return entities


def read_once(views: Iterable[Projection]) -> list[Projection]:
    """The same projections, for snapshots of several audiences. Each reads its rows the first time only."""
    return [replace(view, rows=_listed_once(view.rows)) for view in views]


def _listed_once(rows: Callable[[int], Iterable[Any]]) -> Callable[[int], Iterable[Any]]:
    return cache(lambda subject: list(rows(subject)))


def own_snapshots(
    views: Iterable[OwnProjection], subject: int, wanted: Iterable[frozenset[str]]
) -> dict[frozenset[str], Entities]:
    """For each set of keys, the entities of these owners. Each projection is read once for all of them."""
    found: dict[frozenset[str], Entities] = {keys: {} for keys in wanted}
    everyone = frozenset[str]().union(*found)
    for view in views:
        owned: dict[str, dict[str, Any]] = {}
        for row in view.rows(subject, everyone):
            owner, entity = view.owner(row), view.show(row)
            if owner is not None and entity is not None:
                owned.setdefault(owner, {})[entity.id] = entity.model_dump(mode="json")
        for keys, entities in found.items():
            # A row with two owners has a projection for each.
            mine = entities.setdefault(view.entity, {})
            for key in keys & owned.keys():
                mine.update(owned[key])
    return found
