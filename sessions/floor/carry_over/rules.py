"""Rules for carrying entries to another session (FL14). Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from foundation.refusals import Refusal
from sessions.floor.carry_over import protocol
from sessions.floor.core.ranking import entries_to_rearrange
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import KEPT, Entry, Floor
from sessions.programme.rules import check_not_closed


def check_source(state: str, same: bool) -> None:
    """Check that entries can be carried from a session: it is closed (`state`), and it is not the session to which they
    are carried (`same`). Refuses `floor.not_over`.
    """
    if state != "closed" or same:
        raise Refusal(
            "floor.not_over",
            "Entries are carried from a closed session to another one. Choose another session.",
        )


def carry_in(floor: Floor, session: str, unheard: Sequence[Entry], now: datetime) -> Outcome:
    """Put the entries that were not heard in another session on this list (FL14).

    They are placed in front, in their former order. If this session has begun, they are placed behind the next two
    entries. A party that waits here already keeps its place.

    Refuses `session.closed`, `floor.nobody_unheard`.
    """
    check_not_closed(floor.session)
    waits = {(e.party, e.kind, bool(e.on_behalf_of)) for e in floor.waiting}
    coming = [e for e in unheard if (e.party, e.kind, bool(e.on_behalf_of)) not in waits]
    if not coming:
        raise Refusal(
            "floor.nobody_unheard",
            "Nobody is left to carry: all stand on that list already, or were carried.",
        )
    new = [_new_entry(entry, floor.next_number + i, floor.item, now) for i, entry in enumerate(coming)]
    kept = [] if floor.session == "scheduled" else floor.waiting[:KEPT]
    rest = [entry for entry in floor.waiting if entry not in kept]
    after = floor.with_entries(*new)
    after = after.with_entries(*entries_to_rearrange([*kept, *new, *rest], *new))
    rows = [protocol.CarriedRow(entry=str(e.number), party=e.party, kind=e.kind) for e in new]
    return Outcome(
        replace(after, next_number=floor.next_number + len(new)),
        protocol.CarriedIn(session=session, rows=rows),
    )


def _new_entry(entry: Entry, number: int, item: int, now: datetime) -> Entry:
    fresh = replace(entry, number=number, item=item, state="waiting", inscribed_at=now)
    return replace(fresh, rank=0, placement=None, moves=0, late_reason="")
