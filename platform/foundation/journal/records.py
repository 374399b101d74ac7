"""Writes the journal of a stream as a record that an outsider can check with `check_record.py`."""

import json
from collections.abc import Iterator
from typing import Any

from foundation.journal.check_record import FORMAT
from foundation.journal.models import Entry, Stream
from foundation.journal.seals import Seal

BATCH_SIZE = 500
"""How many entries one query reads."""

_COLUMNS = ("seq", "everyone", "moderators", "actor", "own", "reseats", "seal")


def record_lines(stream: str, *, withheld: bool) -> Iterator[dict[str, Any]]:
    """The entries of a stream as the lines of a record. The caller is in one transaction.

    With `withheld` they contain what only moderators, persons and parties may see. Without it they contain its digests.
    """
    after = 0
    while batch := list(
        Entry.objects.filter(stream=stream, seq__gt=after).order_by("seq").values(*_COLUMNS)[:BATCH_SIZE]
    ):
        for row in batch:
            yield _record_line(row, withheld=withheld)
        after = batch[-1]["seq"]


def _record_line(row: dict[str, Any], *, withheld: bool) -> dict[str, Any]:
    seal = Seal.parse(row["seal"])
    line = {"seq": row["seq"], "everyone": row["everyone"], "hash": seal.hash}
    if seal.hash:
        line |= {"public_digest": seal.public_digest, "withheld_digest": seal.withheld_digest}
        line |= {"public_salt": seal.public_salt} if seal.salts else {"erased": True}
    if withheld:
        line |= {name: row[name] for name in ("moderators", "actor", "own", "reseats")}
        line |= {"withheld_salt": seal.withheld_salt} if seal.salts else {}
    return line


def header(row: Stream) -> dict[str, Any]:
    """The first line of a record, which describes the stream."""
    return {"record": FORMAT, "stream": row.name, "entries": row.seq, "head": row.head}


def record_as_text(stream: str, *, withheld: bool) -> Iterator[str]:
    """The lines of a record as text. The caller is in one transaction."""
    yield _json_line(header(Stream.objects.get(name=stream)))
    for line in record_lines(stream, withheld=withheld):
        yield _json_line(line)


def _json_line(line: dict[str, Any]) -> str:
    return json.dumps(line, separators=(",", ":"), ensure_ascii=False) + "\n"
