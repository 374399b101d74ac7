"""Reads the parties' ranks of precedence from the organiser's CSV file (FL7)."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from foundation import clock
from foundation.database import write_transaction
from sessions.parties.models import Party
from sessions.programme.models import Conference
from sessions.programme.services import journal_edits

MAX_RANK = 32_767


def set_ranks(conference: Conference, text: str) -> tuple[list[str], int]:
    """Set the parties' ranks from a file. Returns the errors of its rows, or else the number of parties whose
    rank changed."""
    with write_transaction():
        parties = list(Party.objects.filter(conference=conference))
        errors: list[str] = []
        ranks = dict(_read_ranks(text, _by_name(parties), errors))
        if errors:
            return errors, 0
        changed = [party for party in parties if party.pk in ranks and party.rank != ranks[party.pk]]
        for party in changed:
            party.rank = ranks[party.pk]
        Party.objects.bulk_update(changed, ["rank"])
        if changed:
            journal_edits(conference.pk, clock.now(), changed)
    return [], len(changed)


def _by_name(parties: list[Party]) -> dict[str, Party]:
    """Parties by code and by each of their names. A name that two parties share is left out."""
    found: dict[str, list[Party]] = {}
    for party in parties:
        for name in {party.code, *party.name.values()} - {""}:
            found.setdefault(name.casefold(), []).append(party)
    return {name: of[0] for name, of in found.items() if len(of) == 1}


def _read_ranks(
    text: str, parties: Mapping[str, Party], errors: list[str]
) -> Iterator[tuple[int, int | None]]:
    rows = csv.reader(io.StringIO(text))
    columns = next(rows, [])
    if not {"party", "rank"} <= {*columns}:
        errors.append("Row 1: the file needs the columns “party” and “rank”.")
        return
    seen: set[int] = set()
    for number, cells in enumerate(rows, 2):
        if not cells:
            continue
        row = dict(zip_longest(columns, cells[: len(columns)], fillvalue=""))
        name, rank = row["party"].strip(), row["rank"].strip()
        party = parties.get(name.casefold())
        if party is None:
            errors.append(f"Row {number}: no party, or more than one, is called “{name}”.")
        elif party.pk in seen:
            errors.append(f"Row {number}: “{name}” is there a second time.")
        elif rank and not (rank.isascii() and rank.isdecimal() and 1 <= int(rank[:6]) <= MAX_RANK):
            errors.append(f"Row {number}: “{rank}” is no rank. Give a whole number from 1, or nothing.")
        else:
            seen.add(party.pk)
            yield party.pk, int(rank) if rank else None
