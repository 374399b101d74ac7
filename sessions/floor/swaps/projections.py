"""Projections of swaps, for moderators and for the two parties."""

from typing import TypeVar

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.floor import models
from sessions.floor.swaps import protocol

S = TypeVar("S", bound=protocol.Swap)


def _show_as(row: models.Swap, kind: type[S]) -> S | None:
    if not row.open:
        return None
    return kind(
        id=str(row.number),
        entry=str(row.entry.number),
        party=str(row.entry.party_id),
        with_entry=str(row.with_entry.number),
        with_party=str(row.with_entry.party_id),
        proposed_at=timestamp_text(row.proposed_at),
    )


def show_swap(row: models.Swap, audience: Audience) -> protocol.Swap | None:
    """Show a proposed swap to moderators."""
    return _show_as(row, protocol.Swap)


def show_my_swap(row: models.Swap) -> protocol.MySwap | None:
    """Show a proposed swap to its two parties."""
    return _show_as(row, protocol.MySwap)


def _number(row: models.Swap) -> str:
    return str(row.number)


def _open_swaps(subject: int, **of: object) -> list[models.Swap]:
    rows = models.Swap.objects.filter(session=subject, open=True, **of)
    return list(rows.select_related("entry", "with_entry"))


def _parties(keys: frozenset[str]) -> list[int]:
    return [int(key.removeprefix("party/")) for key in keys if key.startswith("party/")]


PROJECTIONS = [
    Projection("swap", "session", models.Swap, _open_swaps, show_swap, _number, for_moderators=True)
]
OWN_PROJECTIONS = [
    OwnProjection(
        "my_swap", "session", models.Swap,
        lambda subject, keys: _open_swaps(subject, entry__party__in=_parties(keys)),
        show_my_swap, lambda row: f"party/{row.entry.party_id}", _number,
    ),
    OwnProjection(
        "my_swap", "session", models.Swap,
        lambda subject, keys: _open_swaps(subject, with_entry__party__in=_parties(keys)),
        show_my_swap, lambda row: f"party/{row.with_entry.party_id}", _number,
    ),
]  # fmt: skip
