"""`manage.py rehearse`: fills a hall with simulated delegations and listeners, and reports the figures."""

import asyncio
import signal
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foundation.processes import open_file_limit
from rehearsal.plan import MIXES, Plan
from rehearsal.rehearsal import Options, Rehearsal, RehearsalFailed
from rehearsal.terminal import Terminal


class Command(BaseCommand):
    """Runs until Ctrl-C, SIGTERM or the end of its minutes."""

    help = (
        "Fill a hall with simulated delegations and listeners, through its public API; see docs/rehearsal.md."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Called by Django. Declares the options."""
        add = parser.add_argument
        add("--url", default="http://127.0.0.1:8000", help="the Balai to rehearse in (default: %(default)s)")
        who = parser.add_mutually_exclusive_group()
        who.add_argument("--seat-token", default="", help="the seat token of a moderator or organiser")
        who.add_argument(
            "--demo", action="store_true", help="rehearse in the demo, with a chair (the default)"
        )
        add("--session", default="", help="the number of the session; the demo's open one needs none")
        add("--delegations", type=int, default=30, help="how many at most (default: %(default)s)")
        add(
            "--publishing", type=int, default=6, help="how many send picture and sound (default: %(default)s)"
        )
        add("--audience", type=int, default=24, help="how many listeners (default: %(default)s)")
        add(
            "--listening",
            type=int,
            default=0,
            help="how many of them listen to the relay (default: %(default)s)",
        )
        add(
            "--booths",
            type=int,
            default=8,
            help="how many language channels have an interpreter, at most (default: %(default)s)",
        )
        add("--pace", type=float, default=1.0, help="2 is twice as fast (default: %(default)s)")
        add("--mix", choices=sorted(MIXES), default="lively", help="their habits (default: %(default)s)")
        add("--minutes", type=float, default=0.0, help="how long; 0 is until Ctrl-C (default: %(default)s)")
        add("--report", type=Path, help="write the report to this file, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the rehearsal, and print its report."""
        _check_options(options)
        open_file_limit.raise_limit()
        try:
            asyncio.run(self._rehearse(options))
        except RehearsalFailed as failed:
            raise CommandError(str(failed)) from None

    async def _rehearse(self, options: dict[str, Any]) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        if options["minutes"]:
            loop.call_later(60 * options["minutes"], stop.set)
        terminal = Terminal()
        rehearsal = Rehearsal(_options(options), terminal.say, terminal.update_bar)
        try:
            await rehearsal.run(stop)
        finally:
            if options["report"] is not None:
                rehearsal.report.write(options["report"])
            terminal.end(rehearsal.report.table_rows() if options["report"] or terminal.is_terminal else [])


def _check_options(given: dict[str, Any]) -> None:
    """Refuse wrong options before the rehearsal starts."""
    if bool(given["seat_token"]) != bool(given["session"]):
        raise CommandError("--seat-token and --session go together; without both, the demo is rehearsed.")
    if not given["url"].startswith(("http://", "https://")):
        raise CommandError("The address of a Balai begins with http:// or https://.")
    if not 0 < given["pace"] < float("inf"):
        raise CommandError("The pace is a number above 0.")
    if any(
        given[count] < 0
        for count in ("delegations", "publishing", "audience", "listening", "booths", "minutes")
    ):
        raise CommandError("Numbers of people and minutes are 0 or more.")
    if given["report"] is not None:
        try:
            given["report"].touch()
        except OSError as error:
            raise CommandError(
                f"The report cannot be written to {given['report']}: {error.strerror}."
            ) from None


def _options(given: dict[str, Any]) -> Options:
    plan: Plan = replace(MIXES[given["mix"]], pace=given["pace"], publishing=given["publishing"])
    return Options(
        url=given["url"],
        films=settings.DATA_DIR / "rehearsal",
        plan=plan,
        seat_token=given["seat_token"],
        session=given["session"],
        delegations=given["delegations"],
        audience=given["audience"],
        listening=given["listening"],
        booths=given["booths"],
    )
