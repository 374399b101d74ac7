"""The cost of floor commands with few and with many on the list, in a process and a database of its own.

    floor_commands.py ENTRIES ROUNDS

lays out the demo in DATA_DIR, puts ENTRIES parties on the list, does each command ROUNDS times as the wire does it
(parsed, permitted, decided, journaled, committed to SQLite) and prints the median milliseconds of each as JSON.
"""

import json
import os
import secrets
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from foundation.accounts.seats import Seat  # noqa: E402
from foundation.messages.protocol import CommandFrame, Done  # noqa: E402
from foundation.wire.execution import execute  # noqa: E402
from sessions.floor import models  # noqa: E402
from sessions.parties.models import Party  # noqa: E402
from tests.support.demo import Demo  # noqa: E402


class Bench:
    """The demo's open session with a list of a given length; `took` has the milliseconds of each command."""

    def __init__(self, entries: int) -> None:
        self.demo = Demo()
        self.moderator: Seat = self.demo.seat("moderator")
        self.took: dict[str, list[float]] = {}
        self.spare = self._parties(entries + 1)
        while models.Entry.objects.filter(session=self.demo.session, state="waiting").count() < entries:
            self.do("floor.inscribe", party=self.spare.pop())
        self.took.clear()

    def _parties(self, number: int) -> list[str]:
        rows = [
            Party(conference=self.demo.conference, name={"en": f"Party {n}"}, illustrative=True)
            for n in range(number)
        ]
        return [str(party.pk) for party in Party.objects.bulk_create(rows)]

    def do(self, kind: str, **fields: object) -> None:
        """Do a command as a moderator, and note its duration."""
        ask = CommandFrame(id=secrets.token_hex(8), stream=self.demo.stream, command={"type": kind, **fields})
        began = time.perf_counter()
        answer = execute(self.moderator, ask)
        self.took.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
        assert isinstance(answer, Done), answer

    @property
    def token(self) -> int:
        return models.Floor.objects.get(session=self.demo.session).token

    def waiting(self) -> list[models.Entry]:
        """The waiting entries, by number."""
        return list(
            models.Entry.objects.filter(session=self.demo.session, state="waiting").order_by("number")
        )

    def round(self) -> None:
        """Do each command once. Afterwards as many entries wait as before."""
        party = self.spare[-1]
        self.do("floor.inscribe", party=party)
        *_, before, last = self.waiting()
        entry = str(last.number)
        self.do(
            "floor.move", entry=entry, moves=last.moves, before=str(before.number), before_moves=before.moves
        )
        self.do("floor.call_later", entry=entry, moves=last.moves + 1)
        self.do("floor.withdraw", entry=entry)
        self.do("floor.restore", entry=entry)
        self.do("floor.grant", entry=entry, token=self.token, confirmed=True)
        self.do("floor.extend", token=self.token, seconds=30)
        self.do("floor.suspend_turn", token=self.token)
        self.do("floor.resume_turn", token=self.token)
        self.do("floor.end", token=self.token)


def main(entries: int, rounds: int) -> None:
    call_command("migrate", verbosity=0)
    bench = Bench(entries)
    bench.round()
    bench.took.clear()
    for _ in range(rounds):
        bench.round()
    print(json.dumps({kind: statistics.median(times) for kind, times in bench.took.items()}))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
