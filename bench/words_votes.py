"""What votes cost at the service, in a process of its own, on the database that DATABASE_URL names (SQLite without it).

    words_votes.py BATCHES PREFIX

casts BATCHES times 30 votes, each of another person, in batches as the server does under load, and half as many one by
one. It prints as JSON the votes a second of both: `PREFIX_votes_per_s` and `PREFIX_votes_alone_per_s`.
"""

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from chat.questions.models import Vote  # noqa: E402
from foundation.messages.protocol import CommandFrame, Done  # noqa: E402
from foundation.wire.command_batches import MAX_BATCH  # noqa: E402
from foundation.wire.execution import SentCommand, execute_batch  # noqa: E402
from tests.support.demo import Demo  # noqa: E402

QUESTIONS = 10


def votes(demo: Demo, number: int) -> list[SentCommand]:
    """So many votes, each of another registered person of the audience."""
    seat = replace(demo.seat("audience"), network="")
    return [
        SentCommand(
            replace(seat, person=str(uuid4())),
            CommandFrame(
                id=str(uuid4()),
                stream=demo.stream,
                command={"type": "question.vote", "question": str(place % QUESTIONS + 1)},
            ),
        )
        for place in range(number)
    ]


def per_second(sent: list[SentCommand], batch: int) -> float:
    """Cast the votes in batches. Returns how many a second were cast."""
    began = time.perf_counter()
    for start in range(0, len(sent), batch):
        answers = execute_batch(sent[start : start + batch])
        assert all(isinstance(answer, Done) for answer in answers), answers
    return len(sent) / (time.perf_counter() - began)


def main() -> None:
    """Lay out the demo, measure, and print the figures."""
    batches, prefix = int(sys.argv[1]), sys.argv[2]
    call_command("migrate", verbosity=0, interactive=False)
    demo = Demo()
    for number in range(1, QUESTIONS + 1):
        demo.do("fiji" if number % 2 else "chile", "question.ask", text=f"Question {number}?")
        demo.do("moderator", "question.approve", question=str(number))
    per_second(votes(demo, MAX_BATCH), MAX_BATCH)  # the first queries of a process take longer
    before = Vote.objects.count()
    together = per_second(votes(demo, batches * MAX_BATCH), MAX_BATCH)
    alone = per_second(votes(demo, batches * MAX_BATCH // 2), 1)
    assert Vote.objects.count() - before == batches * MAX_BATCH + batches * MAX_BATCH // 2
    print(json.dumps({f"{prefix}_votes_per_s": together, f"{prefix}_votes_alone_per_s": alone}))


if __name__ == "__main__":
    main()
