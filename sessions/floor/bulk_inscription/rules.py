"""The rules of putting several parties on the list at once (FL3). Pure, like those of the floor."""

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
class Wish:
    """One row: the party as the organiser's data have it, and what is asked for it."""

    candidate: Candidate
    command: Inscribe


Verdict = floor_protocol.Inscribed | Refusal


def judge(floor: Floor, actor: Actor, wishes: Sequence[Wish], now: datetime) -> tuple[Floor, list[Verdict]]:
    """The floor with all that can be put there, and what comes of each, on the list as those before it left it."""
    verdicts: list[Verdict] = []
    for wish in wishes:
        try:
            outcome = inscribe(floor, actor, wish.candidate, wish.command, now)
        except Refusal as refusal:
            verdicts.append(refusal)
        else:
            floor = outcome.floor
            verdicts.append(cast(floor_protocol.Inscribed, outcome.event))
    return floor, verdicts


def inscribe_many(floor: Floor, actor: Actor, wishes: Sequence[Wish], reason: str, now: datetime) -> Outcome:
    """All of them or none. Refuses `inscriptions.list_changed`, `floor.reason_needed`, `session.closed`."""
    after, verdicts = judge(floor, actor, wishes, now)
    made = [verdict for verdict in verdicts if not isinstance(verdict, Refusal)]
    for verdict in verdicts:
        if isinstance(verdict, Refusal):
            raise _why(verdict)
    late = any(event.late_reason for event in made)
    return Outcome(
        after, InscribedMany(rows=[_row(event) for event in made], late_reason=reason if late else "")
    )


def _why(refusal: Refusal) -> Refusal:
    """What is wrong with all is said as it is; of one row, that the list is no longer as it was previewed."""
    if refusal.code in ("session.closed", "floor.reason_needed"):
        return refusal
    return Refusal(
        "inscriptions.list_changed",
        "The list changed since the preview, and nothing was put on it. Look at the rows again.",
    )


def _row(event: floor_protocol.Inscribed) -> InscribedRow:
    return InscribedRow(
        entry=event.entry,
        party=event.party,
        kind=event.kind,
        mode=event.mode,
        place=event.place,
        group_warning=event.group_warning,
    )
