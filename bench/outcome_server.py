"""What a comparison of two versions of an outcome document costs, in a process and a database of its own.

    outcome_server.py

prints as JSON: the median milliseconds of a comparison of two versions of a document of 120 paragraphs in which every
paragraph changed (`diff_ms`), of the longest paragraph (20,000 characters) with every tenth word
replaced (`diff_longest_ms`), and of the snapshot of the document with its 600 amendments (`snapshot_ms`).
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "platform"), str(ROOT), str(ROOT / "bench")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from outcome_document import SENTENCE, furnish  # noqa: E402

from foundation import clock  # noqa: E402
from foundation.journal import services as journal  # noqa: E402
from foundation.messages.projections import Audience  # noqa: E402
from sessions.outcome import comparison, markup, words  # noqa: E402
from sessions.outcome.services import raise_version, store_version  # noqa: E402
from tests.support.demo import Demo  # noqa: E402

ROUNDS = 15


def median(act: Callable[[], Any]) -> float:
    """The median milliseconds of `act`. Texts are split into words anew in each round."""
    took = []
    for _ in range(ROUNDS):
        words.tokens.cache_clear()
        words.offsets.cache_clear()
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def main() -> None:
    """Lay out the document, measure, and print the figures."""
    call_command("migrate", verbosity=0, interactive=False)
    Demo()
    document = furnish()
    for row in document.paragraphs.all():
        row.text = row.text.replace("once a year", "twice a year").replace("in public", "openly")
        row.outcome = document
        raise_version(document)
        row.save()
        store_version(row, "written", "", clock.now())
    one = (SENTENCE * 100)[: markup.LONGEST]
    other = " ".join(word if place % 10 else "other" for place, word in enumerate(one.split()))
    figures = {
        "diff_ms": median(lambda: comparison.compare(document, 1, document.version)),
        "diff_longest_ms": median(lambda: words.difference(one, other)),
        "snapshot_ms": median(lambda: journal.snapshot_of(document.stream, Audience.EVERYONE)),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
