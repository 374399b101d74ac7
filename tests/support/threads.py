"""Several commands at the same moment, each on its own thread and database connection."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from tests.support.patience import PATIENCE


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run all from the same moment; returns their results in order. Needs `transaction=True`."""
    answers: list[Any] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            # To connect takes longer than many an act: connected one after another, acts would not meet.
            connection.ensure_connection()
            gate.wait(PATIENCE)
            answers[place] = act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return answers
