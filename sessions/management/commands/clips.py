"""`manage.py clips`: make the missing clips of the demo's simulated delegations."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from sessions.demo import clips


class Command(BaseCommand):
    """Makes the missing clips. `tools/run.sh` runs it beside the server. A rehearsal makes clips that are still missing
    itself.
    """

    help = "Make the clips of the demo's simulated delegations that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the clips, and print how many were missing."""
        made = clips.prepare(settings.DATA_DIR / "rehearsal")
        self.stdout.write(f"Clips made: {made}.")
