"""Rules of bulk inscription (FL3). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from foundation.refusals import Refusal
from sessions.floor import protocol as floor_protocol
from sessions.floor.bulk_inscription.protocol import InscribedMany, InscribedRow
from sessions.floor.core.speakers_list import Actor, Candidate, Outcome, inscribe
from sessions.floor.core.state import Floor
from sessions.floor.protocol import Inscribe


@dataclass(frozen=True)
class RequestedRow:
    """One row: the party from the organiser's data, and its request."""

    candidate: Candidate
    command: Inscribe


Verdict = floor_protocol.Inscribed | Refusal


def judge_rows(
    floor: Floor, actor: Actor, rows: Sequence[RequestedRow], now: datetime
) -> tuple[Floor, list[Verdict]]:
    """Try each row after the rows before it. Returns the floor with all accepted rows, and the result of each row."""
    verdicts: list[Verdict] = []
    for row in rows:
        try:
            outcome = inscribe(floor, actor, row.candidate, row.command, now)
        except Refusal as refusal:
            verdicts.append(refusal)
        else:
            floor = outcome.floor
            verdicts.append(cast(floor_protocol.Inscribed, outcome.event))
    return floor, verdicts


def inscribe_many(
    floor: Floor, actor: Actor, rows: Sequence[RequestedRow], reason: str, now: datetime
) -> Outcome:
    """Inscribe all rows, or none. Refuses `inscriptions.list_changed`, `floor.reason_needed`, `session.closed`."""
    after, verdicts = judge_rows(floor, actor, rows, now)
    made = [verdict for verdict in verdicts if not isinstance(verdict, Refusal)]
    for verdict in verdicts:
        if isinstance(verdict, Refusal):
            raise _refusal_to_raise(verdict)
    late = any(event.late_reason for event in made)
    return Outcome(
        after,
        InscribedMany(rows=[_inscribed_row(event) for event in made], late_reason=reason if late else ""),
    )


def _refusal_to_raise(refusal: Refusal) -> Refusal:
    """The refusal to raise. One that concerns all rows is returned unchanged. Any other becomes
    `inscriptions.list_changed`.
    """
    if refusal.code in ("session.closed", "floor.reason_needed"):
        return refusal
    return Refusal(
        "inscriptions.list_changed",
        "The list changed since the preview, and nothing was put on it. Look at the rows again.",
    )


def _inscribed_row(event: floor_protocol.Inscribed) -> InscribedRow:
    return InscribedRow(
        entry=event.entry,
        party=event.party,
        kind=event.kind,
        mode=event.mode,
        place=event.place,
        group_warning=event.group_warning,
    )
