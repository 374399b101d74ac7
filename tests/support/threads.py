"""Several commands at the same moment, each on a thread and a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from tests.support.patience import PATIENCE


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run them all from the same moment; gives what they returned, in order. Needs `transaction=True`."""
    answers: list[Any] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
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
