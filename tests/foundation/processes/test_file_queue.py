"""Whose file is read next: no party in another's way, whoever refuses its files."""

import threading
import time

import pytest

from foundation.processes.file_queue import FILES, SECONDS_A_FILE, FileQueue
from foundation.refusals import Refusal
from tests.support.floors import refused
from tests.support.patience import PATIENCE


def wait_for(queue: FileQueue, waiting: int) -> None:
    """Until so many wait."""
    end = time.monotonic() + PATIENCE
    while queue.waiting() != waiting:
        assert time.monotonic() < end
        time.sleep(0.001)


def test_a_party_has_one_place_however_many_files_it_sends() -> None:
    queue = FileQueue()
    with queue.place("Fiji"):
        for _ in range(6):
            with refused("file.busy"), queue.place("Fiji"):
                pass
        with queue.place("Chile"):
            assert queue.waiting() == 0
    with queue.place("Fiji"):
        pass


def test_who_came_first_is_read_first() -> None:
    queue, order = FileQueue(at_once=1), list[str]()

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


def test_no_more_wait_than_there_is_room_for() -> None:
    queue = FileQueue(at_once=1, longest=0)
    with queue.place("Fiji"), refused("file.crowded"), queue.place("Chile"):
        pass


def test_a_place_is_given_back_when_reading_fails() -> None:
    queue = FileQueue(at_once=1, longest=0)
    with pytest.raises(ZeroDivisionError), queue.place("Fiji"):
        raise ZeroDivisionError
    with queue.place("Fiji"):
        pass


def test_files_of_a_party_are_counted_whatever_became_of_them() -> None:
    queue = FileQueue()
    for _ in range(FILES):
        with refused("written.broken"), queue.place("Fiji", now=0.0):
            raise Refusal("written.broken", "")
    with refused("file.throttled"), queue.place("Fiji", now=0.0):
        pass
    with queue.place("Chile", now=0.0):
        pass
    with queue.place("Fiji", now=SECONDS_A_FILE):
        pass
    with refused("file.throttled"), queue.place("Fiji", now=SECONDS_A_FILE):
        pass
