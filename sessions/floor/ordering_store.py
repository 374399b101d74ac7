"""Loads and saves the ordering in force. The caller holds the session's stream."""

from dataclasses import astuple
from typing import cast

from django.db.models import Model, Q

from sessions.floor import models
from sessions.floor.core import state
from sessions.programme.models import Session
from sessions.programme.protocol import Policy

_SAME = ("number", "policy", "language", "letter", "seed", "previous", "at")


def ordering_in_force(session: Session) -> state.Ordering | None:
    """The ordering in force, or None if the list goes by the order of the requests."""
    return _first_ordering(session, Q(in_force=True))


def find_ordering(session: Session, number: int | None) -> state.Ordering | None:
    """The ordering of a number, in force or not."""
    return _first_ordering(session, Q(number=number))


def _first_ordering(session: Session, wanted: Q) -> state.Ordering | None:
    row = session.orderings.filter(wanted).first()
    return to_state(row) if row else None


def to_state(row: models.Ordering) -> state.Ordering:
    """Convert a row of the database to an ordering of the core."""
    return state.Ordering(
        number=row.number,
        policy=cast(Policy, row.policy),
        at=row.at,
        language=row.language,
        letter=row.letter,
        seed=row.seed,
        drawn=tuple(tuple(items) for items in row.drawn),
        before=tuple(state.PlaceBefore(*stood) for stood in row.before),
        after=tuple(row.after),
        previous=row.previous,
    )


def save_ordering(
    session: Session, before: state.Ordering | None, after: state.Ordering | None
) -> list[Model]:
    """Put another ordering in force. Returns the rows that changed."""
    if before == after:
        return []
    return [_store_ordering(session, one, one is after) for one in (before, after) if one is not None]


def _store_ordering(session: Session, ordering: state.Ordering, is_in_force: bool) -> models.Ordering:
    values = {name: getattr(ordering, name) for name in _SAME} | {
        "drawn": ordering.drawn,
        "before": [astuple(stood) for stood in ordering.before],
        "after": ordering.after,
        "in_force": is_in_force,
    }
    row, _ = models.Ordering.objects.update_or_create(
        session=session, number=ordering.number, defaults=values
    )
    return row
