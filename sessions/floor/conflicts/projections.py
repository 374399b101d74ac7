"""Projections of conflicts, for staff and for the party."""

from typing import TypeVar

from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.floor.conflicts import protocol
from sessions.floor.conflicts.models import Clash

C = TypeVar("C", bound=protocol.Clash)


def _show_if_open(row: Clash, kind: type[C]) -> C | None:
    if not row.open:
        return None
    return kind(id=str(row.pk), party=str(row.party_id), sessions=[str(row.first_id), str(row.second_id)])


def show_clash(row: Clash, audience: Audience) -> protocol.Clash | None:
    """Show a conflict to the staff."""
    return _show_if_open(row, protocol.Clash)


def show_my_clash(row: Clash) -> protocol.MyClash | None:
    """Show a conflict to its party."""
    return _show_if_open(row, protocol.MyClash)


def _open_clashes(subject: int, **of: object) -> list[Clash]:
    return list(Clash.objects.filter(party__conference=subject, open=True, **of))


def _parties(keys: frozenset[str]) -> list[int]:
    return [int(key.removeprefix("party/")) for key in keys if key.startswith("party/")]


PROJECTIONS = [
    Projection(
        "clash", "conference", Clash, _open_clashes, show_clash, lambda row: str(row.pk), for_moderators=True
    ),
]
OWN_PROJECTIONS = [
    OwnProjection(
        "my_clash", "conference", Clash, lambda subject, keys: _open_clashes(subject, party__in=_parties(keys)),
        show_my_clash, lambda row: f"party/{row.party_id}", lambda row: str(row.pk),
    ),
]  # fmt: skip
