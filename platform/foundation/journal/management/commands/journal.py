"""`manage.py journal`: verifies and exports the journal, and records that a backup was restored."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation import clock
from foundation.database import read_transaction
from foundation.journal import check_record, records, restoration
from foundation.journal.models import Stream
from foundation.journal.verification import Verdict, verify

SCRIPT = Path(check_record.__file__)


class Command(BaseCommand):
    """Verifies or exports the journal, or records a restored backup. It works while servers run: `verify` and `export`
    read the database at one moment, and block no writer.
    """

    help = "Verifies and exports the journal, and records that a backup was restored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="verify|export|restored")
        action = actions.add_parser(
            "verify", help="check the hash chains, and replay the frames against the tables"
        )
        action.add_argument(
            "streams", nargs="*", metavar="stream", help="such as session/4; without any, all"
        )
        action = actions.add_parser(
            "export", help="write the record of a stream, and the script that checks it"
        )
        action.add_argument("stream", help="such as session/4")
        action.add_argument("folder", type=Path, help="where to write; it is made if it is not there")
        action.add_argument(
            "--withheld", action="store_true", help="with what only moderators, persons and parties may see"
        )
        actions.add_parser(
            "restored", help="record in each stream that the database was restored from a backup"
        )

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Run one of the actions: verify, export or restored."""
        match action:
            case "verify":
                self._verify(options["streams"])
            case "export":
                self._export(options["stream"], options["folder"], withheld=options["withheld"])
            case _:
                count = restoration.record_restored(clock.now())
                self.stdout.write(f"Recorded in {count} streams.")

    def _verify(self, streams: list[str]) -> None:
        known = list(Stream.objects.filter(seq__gt=0).order_by("name").values_list("name", flat=True))
        self._check_known(streams, known)
        verdicts = [self._print_verdict(verify(stream)) for stream in streams or known]
        if not all(verdict.is_intact for verdict in verdicts):
            raise CommandError("The journal does not fit.")

    def _print_verdict(self, verdict: Verdict) -> Verdict:
        if verdict.fault:
            self.stdout.write(f"{verdict.stream}: {verdict.fault}.")
            return verdict
        self.stdout.write(f"{verdict.stream}: {verdict.entries} entries. {verdict.message}")
        for each in verdict.differences:
            self.stdout.write(f"  differs: {each}")
        if not verdict.compared:
            self.stdout.write("  Its subject was removed, or is not shown: the tables were not compared.")
        if verdict.older_entities:
            self.stdout.write(
                f"  {verdict.older_entities} entities of the tables are in no frame: they are older."
            )
        return verdict

    def _export(self, stream: str, folder: Path, *, withheld: bool) -> None:
        self._check_known([stream], list(Stream.objects.values_list("name", flat=True)))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{stream.replace('/', '-')}.jsonl"
            self._write(path, stream, withheld=withheld)
            shutil.copyfile(SCRIPT, folder / SCRIPT.name)
        except OSError as error:
            raise CommandError(f"The record could not be written: {error}") from error
        self.stdout.write(f"Written: {path}. To check it: python {SCRIPT.name} {path.name}")

    def _write(self, path: Path, stream: str, *, withheld: bool) -> None:
        """Write a record to `path`, as a whole or not at all: a full disk leaves no incomplete file of that name."""
        part = path.with_suffix(".part")
        try:
            part.touch(mode=0o600 if withheld else 0o644)
            with part.open("w", encoding="utf-8", newline="\n") as file, read_transaction():
                file.writelines(records.record_as_text(stream, withheld=withheld))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _check_known(self, streams: list[str], known: list[str]) -> None:
        for stream in streams:
            if stream not in known:
                raise CommandError(f"There is no stream {stream}. There are: {', '.join(known) or 'none'}.")
