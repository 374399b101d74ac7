"""Cost of an event in a session with a long history, for `bench/wire.py`: a process and a database of its own.

    wire_history.py ROUNDS

lays out the demo in DATA_DIR, lets the session grow to 10, 100 and 1,000 past turns and as many published questions,
does some commands ROUNDS times at each size as the wire does them, and prints as JSON, by size: the median milliseconds
of CPU, the statements and the octets of the event's frame, the mean of these commands.
"""

import json
import statistics
import sys
import time

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from floor_commands import Bench

from chat.questions.models import Question
from foundation.clock import now
from foundation.journal.models import Entry as Journaled
from sessions.floor.models import Entry

SIZES = (10, 100, 1000)
BEYOND = 100_000
"""The first number of added entries, above the numbers on the list of speakers."""


class History(Bench):
    """The demo with five waiting entries, one past turn and one question."""

    def __init__(self) -> None:
        super().__init__(5)
        self.round()

    def grow(self, size: int) -> None:
        """Grow to this many past turns, and as many published questions."""
        done = Entry.objects.filter(session=self.demo.session, state="called")
        first, had = done.first(), done.count()
        assert first is not None
        rows = [Entry.objects.get(pk=first.pk) for _ in range(size - had)]
        for number, row in enumerate(rows, BEYOND + had):
            row.pk, row.number = None, number
        Entry.objects.bulk_create(rows)
        shown = Question.objects.filter(session=self.demo.session)
        last_question = max([0, *shown.values_list("number", flat=True)])
        Question.objects.bulk_create(
            Question(session=self.demo.session, number=last_question + n, person="1", name="A", text="Why?",
                     asked_at=now(), state="approved")
            for n in range(1, size - shown.count() + 1)
        )  # fmt: skip

    def commands(self) -> None:
        """Do each command once. Afterwards the session is as before."""
        self.do("floor.inscribe", party=self.spare[-1])
        entry = str(self.waiting()[-1].number)
        self.do("floor.grant", entry=entry, token=self.token, confirmed=True)
        self.do("floor.end", token=self.token)
        self.do("question.ask", text="And now?")
        latest = Question.objects.filter(session=self.demo.session).order_by("-number").first()
        assert latest is not None
        self.do("question.approve", question=str(latest.number))
        self.do("question.vote", question=str(latest.number))

    def cost(self, rounds: int) -> dict[str, float]:
        """The mean cost of these commands at the present size."""
        self.commands()
        self.took.clear()
        times = []
        for _ in range(rounds):
            began = time.process_time()
            self.commands()
            times.append((time.process_time() - began) * 1000 / 6)
        with CaptureQueriesContext(connection) as captured:
            self.commands()
        frames = Journaled.objects.filter(stream=self.demo.stream).order_by("-seq")[:5]
        sizes = [len(frame.moderators.encode()) for frame in frames]
        return {
            "cpu_ms": statistics.median(times),
            "statements": len(captured) / 6,
            "octets": statistics.mean(sizes),
        }


def main(rounds: int) -> None:
    call_command("migrate", verbosity=0)
    history = History()
    found = {}
    for size in SIZES:
        history.grow(size)
        found[str(size)] = history.cost(rounds)
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
