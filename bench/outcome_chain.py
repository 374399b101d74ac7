"""The cost of the journal's hash chain, in a process and a database of its own.

    outcome_chain.py ENTRIES ROUNDS

lays out the demo in DATA_DIR and appends entries with the chain and without it by turns, ROUNDS times each. Then it
fills a stream with ENTRIES entries whose frames are as long as those of a list of 30 speakers, and verifies its chain
(without the replay). It prints the figures as JSON.

Without the chain, entries go into a table that has no columns for it, and nothing is hashed. Both appends are measured
by turns, each in a transaction on SQLite that is committed. Their medians are compared: of the time on the clock, and
of the processor's time, which other programs on the machine disturb less.
"""

import json
import os
import secrets
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402

from foundation import clock  # noqa: E402
from foundation.database import write_transaction  # noqa: E402
from foundation.journal import seals, services, verification  # noqa: E402
from foundation.journal.check_record import Chain  # noqa: E402
from foundation.journal.models import Entry, Stream  # noqa: E402
from sessions.models import Floor  # noqa: E402
from sessions.programme.protocol import ProgrammeEdited  # noqa: E402
from tests.support.demo import Demo  # noqa: E402

LONG = 2000
"""Bytes of a frame."""
UNSEALED = ("", "")


class PlainEntry(models.Model):  # noqa: DJ008 - is never shown
    """An entry without the columns of the chain."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField()
    nonce = models.CharField(max_length=12)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=36)
    event = models.JSONField()
    everyone = models.TextField(null=True)  # noqa: DJ001 - as in Entry
    moderators = models.TextField()
    own = models.TextField(default="[]")
    reseats = models.CharField(max_length=36, blank=True)

    class Meta:
        app_label = "journal"
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="one_plain_entry_a_number")]


class _Plainly:
    """Stands for `Entry.objects`: makes a plain entry."""

    @staticmethod
    def create(**values: Any) -> None:
        PlainEntry.objects.create(**{name: value for name, value in values.items() if name != "seal"})


class _Plain:
    objects = _Plainly


@contextmanager
def unchained() -> Iterator[None]:
    """Append as if there was no chain."""
    there: Any = services
    kept = there.Entry, there.seal_entry
    there.Entry, there.seal_entry = _Plain, lambda *_: UNSEALED
    try:
        yield
    finally:
        there.Entry, there.seal_entry = kept


def append(demo: Demo, stream: str) -> tuple[float, float]:
    """Append an entry with the floor's row. Returns the microseconds until it was committed: of the clock, and of the
    processor.
    """
    row = Floor.objects.get(session=demo.session)
    began, began_cpu = time.perf_counter(), time.process_time()
    with write_transaction():
        services.append(stream, ProgrammeEdited(), at=clock.now(), changed=[row, demo.session], actor="me")
    return (time.perf_counter() - began) * 1e6, (time.process_time() - began_cpu) * 1e6


def append_costs(rounds: int) -> dict[str, float]:
    """The medians with and without the chain, and what the chain adds."""
    demo = Demo()
    other = demo.another_session("scheduled").stream
    with connection.schema_editor() as editor:
        editor.create_model(PlainEntry)
    chained, plain = [], []
    for number in range(rounds):
        for is_chained in (True, False) if number % 2 else (False, True):
            if is_chained:
                chained.append(append(demo, demo.stream))
            else:
                with unchained():
                    plain.append(append(demo, other))
    took, took_cpu = map(statistics.median, zip(*chained, strict=True))
    without, without_cpu = map(statistics.median, zip(*plain, strict=True))
    return {
        "append_us": took,
        "append_without_chain_us": without,
        "append_chain_percent": (took / without - 1) * 100,
        "append_cpu_us": took_cpu,
        "append_without_chain_cpu_us": without_cpu,
        "append_chain_cpu_percent": (took_cpu / without_cpu - 1) * 100,
    }


def fill(stream: str, entries: int) -> None:
    """Write a chain of entries."""
    row = services.lock(stream)
    body = "x" * LONG
    made = []
    for seq in range(1, entries + 1):
        everyone = f'{{"stream":"{stream}","seq":{seq},"put":"{body}"}}'
        row.seq = seq
        sealed, row.head = seals.seal_entry(
            secrets.token_bytes(32), stream, seq, row.head, everyone, everyone, "me", "[]", ""
        )
        made.append(
            Entry(stream=row, seq=seq, nonce="0", at=clock.now(), event={}, everyone=everyone, moderators=everyone,
                  actor="me", seal=sealed)
        )  # fmt: skip
        if len(made) == 1000:
            Entry.objects.bulk_create(made)
            made.clear()
    Entry.objects.bulk_create(made)
    row.save()


def verify_seconds(entries: int) -> dict[str, float]:
    """The seconds that it takes to verify a chain: of the clock, and of the processor."""
    with write_transaction():
        fill("outcome/998", entries)
    row = Stream.objects.get(name="outcome/998")
    began, began_cpu = time.perf_counter(), time.process_time()
    fault = verification.check_chain(row, Chain(row.name))
    took = {
        "journal_verify_s": time.perf_counter() - began,
        "journal_verify_cpu_s": time.process_time() - began_cpu,
    }
    if fault:
        raise RuntimeError(fault)
    return took


def main() -> None:
    """Measure, and print the figures."""
    entries, rounds = (int(each) for each in sys.argv[1:])
    call_command("migrate", verbosity=0)
    figures = append_costs(rounds)
    print(json.dumps(figures | verify_seconds(entries)))


if __name__ == "__main__":
    main()
