"""The queue of files: no party delays another, even if its files are refused."""

import threading
import time

import pytest

from foundation import limits
from foundation.processes.file_queue import FileQueue
from foundation.refusals import Refusal
from tests.support.floors import refused
from tests.support.patience import PATIENCE


def wait_for(queue: FileQueue, waiting: int) -> None:
    """Wait until so many are in the queue."""
    end = time.monotonic() + PATIENCE
    while queue.waiting() != waiting:
        assert time.monotonic() < end
        time.sleep(0.001)


def test_a_party_has_one_place_however_many_files_it_sends() -> None:
    queue = FileQueue("file.statement")
    with queue.place("Fiji"):
        for _ in range(6):
            with refused("file.busy"), queue.place("Fiji"):
                pass
        with queue.place("Chile"):
            assert queue.waiting() == 0
    with queue.place("Fiji"):
        pass


def test_who_came_first_is_read_first() -> None:
    queue, order = FileQueue("file.statement", at_once=1), list[str]()

    def read(party: str) -> None:
        with queue.place(party):
            order.append(party)

    parties = ["Chile", "Benin", "Japan", "Angola"]
    threads = [threading.Thread(target=read, args=[party]) for party in parties]
    with queue.place("Fiji"):
        for number, thread in enumerate(threads, start=1):
            thread.start()
            wait_for(queue, number)
        assert order == []
    for thread in threads:
        thread.join()
    assert order == parties


def test_the_queue_has_a_greatest_length() -> None:
    queue = FileQueue("file.statement", at_once=1, longest=0)
    with queue.place("Fiji"), refused("file.crowded"), queue.place("Chile"):
        pass


def test_a_place_is_given_back_when_reading_fails() -> None:
    queue = FileQueue("file.statement", at_once=1, longest=0)
    with pytest.raises(ZeroDivisionError), queue.place("Fiji"):
        raise ZeroDivisionError
    with queue.place("Fiji"):
        pass


def test_refused_files_count_towards_a_partys_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    queue, now = FileQueue("file.statement"), [0.0]
    monkeypatch.setattr(limits, "monotonic", lambda: now[0])
    for _ in range(10):
        with refused("written.broken"), queue.place("Fiji"):
            raise Refusal("written.broken", "")
    with refused("file.throttled"), queue.place("Fiji"):
        pass
    with queue.place("Chile"):
        pass
    now[0] = 30.0
    with queue.place("Fiji"):
        pass
    with refused("file.throttled"), queue.place("Fiji"):
        pass
