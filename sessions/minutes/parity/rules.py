"""The parity ledger: how hall and remote, themes and regions were treated, from the figures of each party (FL23).
Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from foundation.messages.protocol import Message
from sessions.parties.protocol import Place
from sessions.programme.protocol import PublishedParity

Dimension = Literal["place", "theme", "region"]
ASKS = frozenset({"floor.inscribe", "floor.restore"})
"""The commands by which a party asks for the floor. Their refusals count."""

PLACES: tuple[Place, ...] = ("hall", "remote")


@dataclass(frozen=True)
class Tally:
    """The figures of a party from one place (hall or remote), in seconds. Its `called` entries waited `waited` seconds
    in all.
    """

    party: str
    place: Place
    turns: int = 0
    spoken: float = 0.0
    overtime: float = 0.0
    called: int = 0
    waited: float = 0.0
    waiting: int = 0
    refusals: int = 0


@dataclass(frozen=True)
class Unit:
    """The theme's id and the region by which a party is grouped. They are empty if the organiser gave none."""

    theme: str
    region: str


class LedgerLine(Message):
    """A line of the ledger, in seconds. `mean_wait` is null if nobody was called yet."""

    of: Dimension
    key: str
    """What the line is about: `hall` or `remote`, a theme's id, or a region. Empty for the parties without a theme or
    region.
    """
    turns: int
    spoken: float
    overtime: float
    called: int
    mean_wait: float | None
    waiting: int
    refusals: int


def ledger(tallies: Iterable[Tally], units: dict[str, Unit]) -> list[LedgerLine]:
    """The ledger: hall and remote first, then the themes and regions that have any figures (FL23)."""
    rows = list(tallies)
    lines = [_share("place", place, [row for row in rows if row.place == place]) for place in PLACES]
    none = Unit("", "")
    lines += _grouped("theme", rows, lambda row: units.get(row.party, none).theme)
    lines += _grouped("region", rows, lambda row: units.get(row.party, none).region)
    return lines


def published(lines: Iterable[LedgerLine], choice: PublishedParity) -> list[LedgerLine]:
    """Those lines that everyone may see, by the organiser's choice (FL23)."""
    match choice:
        case "nothing":
            return []
        case "totals":
            return [line for line in lines if line.of == "place"]
        case "all":
            return list(lines)


def _grouped(of: Dimension, rows: list[Tally], key: Callable[[Tally], str]) -> list[LedgerLine]:
    keys = sorted({key(row) for row in rows}, key=lambda name: (name == "", name))
    return [_share(of, name, [row for row in rows if key(row) == name]) for name in keys]


def _share(of: Dimension, key: str, rows: list[Tally]) -> LedgerLine:
    called = sum(row.called for row in rows)
    waited = sum(row.waited for row in rows)
    return LedgerLine(
        of=of,
        key=key,
        turns=sum(row.turns for row in rows),
        spoken=round(sum(row.spoken for row in rows), 3),
        overtime=round(sum(row.overtime for row in rows), 3),
        called=called,
        mean_wait=round(waited / called, 1) if called else None,
        waiting=sum(row.waiting for row in rows),
        refusals=sum(row.refusals for row in rows),
    )
