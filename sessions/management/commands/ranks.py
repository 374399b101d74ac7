"""`manage.py ranks FILE`: the parties' precedence from a CSV file (FL7)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.refusals import Refusal
from sessions.floor.ordering import ranks
from sessions.programme.services import find_conference


class Command(BaseCommand):
    """Reads the parties' ranks from a file. It applies all rows or none, and lists the errors by row."""

    help = "Reads ranks of parties from a CSV file with the columns party (its code, or a name) and rank (empty: none)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--conference", default="", help="its slug; needed where there are several")

    def handle(self, *args: Any, file: Path, conference: str, **options: Any) -> None:
        """Read the file and print how many ranks were set."""
        try:
            of = find_conference(conference)
        except Refusal as refusal:
            raise CommandError(f"{refusal.message} Give its slug: --conference.") from None
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read as text in UTF-8: {error}") from None
        errors, given = ranks.set_ranks(of, text)
        if errors:
            raise CommandError("\n".join(errors))
        self.stdout.write(f"{given} parties have another rank.")
