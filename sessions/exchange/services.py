"""Previews and carries out imports. An import is one transaction: all of its rows, or none."""

import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal

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
from sessions.exchange import delegation_rows, people_rows, present_data, programme_rows, progress, refusals
from sessions.exchange.progress import Progress
from sessions.exchange.rules import Plan
from sessions.exchange.sheet import Sheet
from sessions.exchange.writing import write
from sessions.programme.models import Conference

TableName = Literal["delegations", "people", "programme"]
MANAGE = "exchange.manage"
SECONDS = 40
MAX_ANSWER = 64_000_000
"""The highest number of characters of a table as JSON. A letter that JSON escapes takes six."""

ORPHANED = 3600
"""Seconds after which a file counts as left behind by a process that ended."""

COLUMNS: dict[TableName, set[str]] = {
    "delegations": {*delegation_rows.TEXTS, *delegation_rows.COLUMNS},
    "people": {*people_rows.COLUMNS, *people_rows.ALIASES},
    "programme": {*programme_rows.TEXTS, *programme_rows.COLUMNS, *programme_rows.ALIASES},
}
"""The names of the columns of each kind of table. A text has one more for each language (`name:en`)."""

queue = FileQueue(files=60)
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


def plan_of(conference: Conference, table: TableName, sheet: Sheet) -> Plan:
    """What the import of a table would do. Refuses `exchange.no_schedule`, `exchange.no_columns`."""
    if sheet.form in ("json", "xml") and table != "programme":
        raise Refusal(
            "exchange.no_schedule",
            "This is a schedule. Import it as the programme, or choose a table (CSV, XLSX).",
        )
    match table:
        case "delegations":
            found = delegation_rows.plan(sheet, present_data.delegations(conference))
        case "people":
            found = people_rows.plan(sheet, present_data.people(conference))
        case "programme":
            found = programme_rows.plan(sheet, present_data.programme(conference))
    if sheet.columns and len(found.ignored) == len(sheet.columns):
        raise Refusal(
            "exchange.no_columns",
            "None of the columns is known. Name them in the first line, as the template does.",
        )
    return found


def better_table(table: TableName, sheet: Sheet) -> TableName | None:
    """The kind of table that the columns fit better than `table`, or None. A schedule is always a programme."""
    if sheet.form in ("json", "xml"):
        return None
    bases = [column.partition(":")[0] for column in sheet.columns]
    found = {name: sum(base in columns for base in bases) for name, columns in COLUMNS.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] > found[table] else None


def carry_out(seat: Seat, table: TableName, sheet: Sheet, digest: str, address: str) -> Plan:
    """Carry out the import whose preview had this digest.

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
            return _write(
                Context(seat, conference.stream, clock.now()), conference, table, sheet, digest, address
            )
    finally:
        progress.write(conference.pk, Progress())


def _write(
    context: Context, conference: Conference, table: TableName, sheet: Sheet, digest: str, address: str
) -> Plan:
    plan = plan_of(conference, table, sheet)
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
    return plan
