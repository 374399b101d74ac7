"""What exports cost: the time from asking until the file is there, in a process and a database of its own.

    outcome_exports.py

The documents are an outcome document of 120 paragraphs with 600 amendments, each with three supporters, in the form
with brackets, and the summary record of a session of 8 hours with 300 turns and 1,000 questions. Each is read from the
database, asked for and made by the worker in its subprocess, in rounds that begin with an empty folder. Each figure is
the median of the rounds; `docx_s` and `pdf_s` are those of the slower document. The figures are merged into
bench/results/outcome.json.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "platform"), str(ROOT), str(ROOT / "bench")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

ROUNDS = 5
TURNS, QUESTIONS, HOURS = 300, 1000, 8
SENTENCE = "How will the countries of the region share what they have learnt, and who will pay for it in later years?"


def lay_out_record() -> Any:
    """Fill the demo's session with turns and questions. Returns it."""
    from chat.questions.models import Question
    from sessions.demo import seats
    from sessions.models import Entry, Party, Turn

    session = seats.main_session(seats.conference())
    parties = list(Party.objects.filter(conference=session.conference, accredited=True).order_by("pk"))
    people = [party.members.order_by("pk").first() for party in parties]
    session.turns.all().delete()
    session.entries.all().delete()
    Question.objects.filter(session=session).delete()
    for number in range(1, TURNS + 1):
        at = session.starts_at + timedelta(hours=HOURS) * number / TURNS
        party, person = parties[number % len(parties)], people[number % len(parties)]
        entry = Entry.objects.create(
            session=session, number=number, party=party, category="state", kind="statement", mode="live",
            speaker=person, place="remote", inscribed_at=session.starts_at, state="called",
        )  # fmt: skip
        Turn.objects.create(
            session=session, number=number, entry=entry, party=party, speaker=person, place="remote", started_at=at,
            allotted=180, suspended=timedelta(), ended_at=at + timedelta(seconds=80), ended_by="closed",
        )  # fmt: skip
    Question.objects.bulk_create(
        Question(
            session=session, number=number, person="", name=f"Guest {number}", text=f"{number}. {SENTENCE}",
            state="answered", asked_at=session.starts_at + timedelta(hours=HOURS) * number / QUESTIONS, guest=True,
        )
        for number in range(1, QUESTIONS + 1)
    )  # fmt: skip
    return session


def lay_out_document() -> Any:
    """The document with its amendments, and three supporters of each. Returns it."""
    from outcome_document import furnish

    from sessions.models import Amendment, Party

    document = furnish()
    parties = [
        str(key) for key in Party.objects.filter(accredited=True).order_by("pk").values_list("pk", flat=True)
    ]
    for row in document.amendments.all():
        start = row.number % (len(parties) - 3)
        Amendment.objects.filter(pk=row.pk).update(supporters=parties[start : start + 3])
    return document


def seconds(read: Callable[[], Any], kind: Any) -> float:
    """The median time from reading a document until its file is there, in seconds."""
    from django.conf import settings

    from sessions.exports import jobs
    from sessions.exports.worker import ExportWorker

    took = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            settings.DATA_DIR = Path(folder)
            began = time.perf_counter()
            job = jobs.request_export("bench-1", "bench", kind, read())
            ExportWorker().work_once()
            took.append(time.perf_counter() - began)
            assert jobs.find("bench-1", job.id).state == "done"
    return statistics.median(took)


def figures() -> dict[str, float]:
    """Lay both documents out, and measure each in both formats."""
    import django

    django.setup()
    from django.core.management import call_command

    from sessions.minutes.exports import summary_record
    from sessions.minutes.services import place_of
    from sessions.outcome.exports import documents
    from tests.support.demo import Demo

    call_command("migrate", verbosity=0, interactive=False)
    Demo()
    document, session = lay_out_document(), lay_out_record()
    found: dict[str, float] = {}
    for kind in ("docx", "pdf"):
        found[f"document_{kind}_s"] = seconds(lambda: documents.read(document, "bracketed"), kind)
        found[f"record_{kind}_s"] = seconds(lambda: summary_record.read(place_of(session), "en"), kind)
        found[f"{kind}_s"] = max(found[f"document_{kind}_s"], found[f"record_{kind}_s"])
    return found


def main() -> None:
    """Measure, print and write the figures."""
    import report

    found = figures()
    for name, value in found.items():
        print(f"{name:36}{value:>10.2f}")
    print("written to", report.merge("outcome", found).relative_to(ROOT))


if __name__ == "__main__":
    main()
