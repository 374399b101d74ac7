"""`manage.py retention`: deletes personal data whose retention period is over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from foundation import clock
from sessions.personal_data.retention import delete_expired


class Command(BaseCommand):
    """Deletes the data, and prints how many rows of each table. The web processes do the same once a day."""

    help = (
        "Deletes personal data that the minutes do not need, of conferences whose retention period is over."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and delete nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Delete the data and print the numbers. With `dry_run`, only print them."""
        swept = delete_expired(clock.now(), dry_run=dry_run)
        if not swept:
            self.stdout.write("Nothing is over.")
        for conference, counted in swept.items():
            self.stdout.write(f"{conference or 'Of no conference'}:")
            for table, count in sorted(counted.items()):
                self.stdout.write(f"  {count} of {table}{' would go' if dry_run else ''}")
