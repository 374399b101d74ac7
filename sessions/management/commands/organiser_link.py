"""`manage.py organiser_link`: a link by which the first organiser makes an account and a conference."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from sessions.first_run import services


class Command(BaseCommand):
    """Makes the link and prints it. Its token is stored nowhere."""

    help = "Prints a link to make an organiser's account and a conference: for one use, within a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--url", default="http://localhost:8000", help="where Balai is; PUBLIC_URL goes before it"
        )
        parser.add_argument("--if-none", action="store_true", help="only if there is no organiser yet")

    def handle(self, *args: Any, url: str, if_none: bool, **options: Any) -> None:
        """Print the link."""
        if if_none and services.has_organiser():
            return
        path = reverse("first_run", args=[services.new_link()])
        self.stdout.write("Make the first organiser and the conference at this link, once, within a day:")
        self.stdout.write(f"\n    {settings.PUBLIC_URL or url}{path}\n")
        self.stdout.write(
            "Whoever has an account here signs in first: the conference is then that account's."
        )
