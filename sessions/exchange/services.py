"""Previews and carries out imports. An import is one transaction: all of its rows, or none."""

import secrets
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from pydantic import TypeAdapter, ValidationError

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.processes.file_queue import FileQueue
from foundation.processes.subprocesses import NoAnswerError, run_on_file
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.wire.execution import check_permission
from sessions.exchange import (
    columns,
    delegation_rows,
    people_rows,
    present_data,
    programme_rows,
    progress,
    refusals,
)
from sessions.exchange.column_words import INDEX, TableName
from sessions.exchange.models import ColumnChoices
from sessions.exchange.progress import Progress
from sessions.exchange.rules import Plan
from sessions.exchange.sheet import Sheet
from sessions.exchange.writing import write
from sessions.programme.models import Conference

MANAGE = "exchange.manage"
SECONDS = 40
MAX_ANSWER = 64_000_000
"""The highest number of characters of a table as JSON. A letter that JSON escapes takes six."""

ORPHANED = 3600
"""Seconds after which a file counts as left behind by a process that ended."""

MAX_CHOICES = 500
"""How many columns of a table a conference remembers."""

queue = FileQueue("file.import")
SHEET = TypeAdapter(Sheet)


def read_file(content: bytes, person: str) -> Sheet:
    """The rows of a file that a person uploaded, read in a separate process.

    Refuses what `refusals.py` lists, and what `FileQueue.place` refuses.
    """
    if len(content) > refusals.MAX_OCTETS:
        raise refusals.too_large_refusal()
    path = _folder() / secrets.token_urlsafe(24)
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(content)
        with queue.place(person):
            return SHEET.validate_python(
                run_on_file("sessions.exchange.extract", path, seconds=SECONDS, most=MAX_ANSWER)
            )
    except (NoAnswerError, ValidationError):
        raise refusals.too_much_inside_refusal() from None
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def _folder() -> Path:
    """The folder of files that are being read. What an interrupted process left there is deleted."""
    folder: Path = settings.DATA_DIR / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > ORPHANED:
                left.unlink()
    return folder


def fields_of(conference: Conference, table: TableName, sheet: Sheet) -> dict[str, str]:
    """The field of each column that is read: the one that an organiser chose before, else a guess."""
    row = ColumnChoices.objects.filter(conference=conference, table=table).first()
    return _fields(conference, table, sheet, row.fields if row else {})


def _fields(
    conference: Conference, table: TableName, sheet: Sheet, chosen: Mapping[str, str]
) -> dict[str, str]:
    languages = conference.languages
    new = [column for column in sheet.columns if column not in chosen]
    wanted = {column: chosen[column] for column in sheet.columns if column in chosen}
    found: dict[str, str] = {}
    for column, field in (wanted | columns.guess(table, new, languages)).items():
        if field and field not in found.values():
            found[column] = field
    return found


def chosen_fields(
    conference: Conference, table: TableName, sheet: Sheet, fields: Sequence[str]
) -> dict[str, str]:
    """The fields that an organiser chose, one for each column of the file. An empty one is not read.

    Refuses `exchange.bad_columns`.
    """
    languages = conference.languages
    read = [field for field in fields if field]
    if (
        len(fields) != len(sheet.columns)
        or len({*read}) != len(read)
        or not all(columns.is_field(table, field, languages) for field in read)
    ):
        raise Refusal(
            "exchange.bad_columns",
            "Give a field of the table, or none, for each column of the file, and each field once.",
        )
    return {column: field for column, field in zip(sheet.columns, fields, strict=True) if field}


def remember_fields(conference: Conference, table: TableName, sheet: Sheet, named: Mapping[str, str]) -> None:
    """Remember for later files how an organiser chose to read these columns: those that would be read otherwise without
    it. So a column that nobody chose is guessed anew where a later file has others beside it.
    """
    wanted = {column: named.get(column, "") for column in sheet.columns}
    chosen: dict[str, str] = {}
    while other := [
        column
        for column, field in wanted.items()
        if column not in chosen and _fields(conference, table, sheet, chosen).get(column, "") != field
    ]:
        chosen |= {column: wanted[column] for column in other}
    with write_transaction():
        row, _ = ColumnChoices.objects.get_or_create(conference=conference, table=table)
        both = {column: field for column, field in row.fields.items() if column not in wanted} | chosen
        row.fields = both if len(both) <= MAX_CHOICES else chosen
        row.save(update_fields=["fields"])


def plan_of(conference: Conference, table: TableName, sheet: Sheet, named: Mapping[str, str]) -> Plan:
    """What the import of a table would do. `named` has the field of each column that is read.

    Refuses `exchange.no_schedule`.
    """
    if sheet.is_schedule and table != "programme":
        raise Refusal(
            "exchange.no_schedule",
            "This is a schedule. Import it as the programme, or choose a table (CSV, XLSX).",
        )
    match table:
        case "delegations":
            return delegation_rows.plan(sheet, present_data.delegations(conference), named)
        case "people":
            return people_rows.plan(sheet, present_data.people(conference), named)
        case "programme":
            return programme_rows.plan(sheet, present_data.programme(conference), named)


def better_table(table: TableName, sheet: Sheet) -> TableName | None:
    """The kind of table that the columns fit better than `table`, or None. A schedule is always a programme."""
    if sheet.is_schedule:
        return None
    found = {name: columns.fitness(name, sheet.columns) for name in INDEX}
    best = max(found, key=lambda name: found[name])
    return best if found[best] > found[table] else None


def carry_out(seat: Seat, table: TableName, sheet: Sheet, digest: str, address: str) -> Plan:
    """Carry out the import whose preview had this digest. It reads the columns as the preview did.

    Refuses `exchange.wrong_rows`, `exchange.changed_meanwhile`, what `plan_of` and `writing.py` refuse, and a seat that
    may not import.
    """
    conference = Conference.objects.get(pk=seat.conference)
    try:
        with write_transaction():
            if table == "programme":
                # A session's stream is locked before its conference's.
                for pk in conference.sessions.order_by("pk").values_list("pk", flat=True):
                    journal.lock(f"session/{pk}")
            journal.lock(conference.stream)
            seat = seats.current(seat)
            check_permission(seat, conference.stream, MANAGE)
            plan = plan_of(conference, table, sheet, fields_of(conference, table, sheet))
            _write(Context(seat, conference.stream, clock.now()), conference, table, plan, digest, address)
            return plan
    finally:
        progress.write(conference.pk, Progress())


def _write(
    context: Context, conference: Conference, table: TableName, plan: Plan, digest: str, address: str
) -> None:
    if plan.faults:
        raise Refusal(
            "exchange.wrong_rows",
            f"Nothing was imported: {len(plan.faults)} rows are wrong. Look at the preview.",
        )
    if plan.digest != digest:
        raise Refusal(
            "exchange.changed_meanwhile",
            "Nothing was imported: the file or the conference changed since the preview. Look at it again.",
        )
    done, rows = 0, len(plan.steps_with("add")) + len(plan.steps_with("change"))
    progress.write(conference.pk, Progress(0, rows))

    def tell(more: int) -> None:
        nonlocal done
        done += more
        progress.write(conference.pk, Progress(done, rows))

    write(context, conference, table, plan, tell)
    audit.record(
        "exchange.import",
        actor=context.seat,
        conference=conference.pk,
        subject=Subject("conference", str(conference.pk), conference.short),
        after={
            "table": table,
            "added": len(plan.steps_with("add")),
            "changed": len(plan.steps_with("change")),
        },
        address=address,
    )
