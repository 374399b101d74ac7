"""What the list and the search of many questions cost at the server, in a process and a database of its own.

    words_questions.py QUESTIONS ROUNDS

lays out the demo with so many approved questions and five votes for each tenth, and asks for pages over REST, ROUNDS
times each: in the order of votes, and with words that few questions have. Prints the 99th percentiles in milliseconds
as JSON: `question_list_p99_ms`, `question_search_p99_ms`, and of suggestions for a merge `question_similar_p99_ms`.
"""

import gc
import json
import os
import statistics
import sys
import time
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from chat.questions.models import Question, Vote  # noqa: E402
from foundation import clock  # noqa: E402
from foundation.accounts import seats  # noqa: E402
from tests.support.demo import Demo  # noqa: E402

THEMES = ("cable", "visa", "fund", "data", "school", "port", "health", "energy", "law", "language")


def main() -> None:
    """Lay out the questions, measure, and print the figures."""
    number, rounds = int(sys.argv[1]), int(sys.argv[2])
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0, interactive=False)
    demo = Demo()
    rows = [
        Question(
            session=demo.session,
            number=place,
            person=str(uuid4()),
            name=f"Asker {place}",
            text=f"What will the {THEMES[place % 10]} of region {place % 97} cost in year {place % 13}?",
            state="approved",
            asked_at=clock.now(),
        )
        for place in range(1, number + 1)
    ]
    Question.objects.bulk_create(rows)
    voted = Question.objects.filter(number__in=range(1, number + 1, 10))
    Vote.objects.bulk_create(
        [Vote(question=question, person=str(uuid4())) for question in voted for _ in range(5)]
    )
    token, _ = seats.sign(demo.seat("moderator"))
    client = Client(headers={"Authorization": f"Bearer {token}"})
    base = f"/api/v1/sessions/{demo.session.pk}/questions"

    def p99(*paths: str) -> float:
        took = []
        for turn in range(rounds):
            began = time.perf_counter()
            answer = client.get(paths[turn % len(paths)])
            took.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, answer.content
        return statistics.quantiles(took, n=100)[98]

    client.get(base)  # the first request of a process takes longer
    # As the server does after its start (`foundation/wire/server.py`).
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    pages = [f"{base}?order=votes&after={place}" for place in range(1, number, number // 20)]
    searches = [f"{base}?q={theme} of region {place}" for place, theme in enumerate(THEMES)]
    figures = {
        "question_list_p99_ms": p99(f"{base}?order=votes", *pages),
        "question_search_p99_ms": p99(*searches),
        "question_similar_p99_ms": p99(*(f"{base}/{place}/similar" for place in range(1, 100, 7))),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
