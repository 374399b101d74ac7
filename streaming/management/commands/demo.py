"""`manage.py demo`: load the demo into an empty database, or move it to today."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foundation.database import write_transaction
from sessions.demo import loader
from sessions.demo.held_session import hold_session
from sessions.demo.negotiation import negotiate
from streaming.interpretation.demo import add_channels, add_missing_channels


class Command(BaseCommand):
    """Loads the demo. A second run only moves the programme to now."""

    help = "Load the demo conference into an empty database; run again, move its programme to now."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the demo or move it, and print what was done."""
        if not settings.DEMO:
            raise CommandError(
                "Set DEMO=1 for a demo, in which anyone takes any seat. Never on a hall that is used."
            )
        if loader.load_demo(hold_session, negotiate, add_channels):
            self.stdout.write("The demo is loaded: ICDD 2021, moved to today.")
        else:
            loader.move_to_now()
            with write_transaction():
                add_missing_channels()
