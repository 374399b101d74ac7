"""Hashing runs one at a time, not on the threads of commands."""

import os
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.contrib.auth.hashers import check_password, make_password

from foundation.accounts.passwords import MAX_WAITING, NICENESS, LowPriorityThread
from foundation.refusals import Refusal


@pytest.fixture
def cheap_hashes() -> None:
    """Not here: the hashes are the server's."""


def test_a_password_is_hashed_with_owasps_parameters() -> None:
    encoded = make_password("a long secret")
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert (check_password("a long secret", encoded), check_password("another", encoded)) == (True, False)


def test_one_is_hashed_at_a_time_and_a_crowd_is_refused() -> None:
    aside, go_on = LowPriorityThread(MAX_WAITING), threading.Event()
    at_once: Counter[str] = Counter()
    most: list[int] = []

    def hashed() -> int:
        at_once["now"] += 1
        most.append(at_once["now"])
        go_on.wait()
        at_once["now"] -= 1
        return threading.get_native_id()

    with ThreadPoolExecutor(MAX_WAITING + 4) as crowd:
        sent = [crowd.submit(aside.run, hashed) for _ in range(MAX_WAITING + 4)]
        refused, _ = wait(sent, return_when="FIRST_COMPLETED")
        while len(refused) < 4:
            refused = {one for one in sent if one.done()}
        go_on.set()
    codes = [one.exception() for one in sent if one.exception()]
    assert all(isinstance(code, Refusal) and code.code == "sign_in.busy" for code in codes)
    assert (len(codes), max(most)) == (4, 1)
    threads = {one.result() for one in sent if not one.exception()}
    assert len(threads) == 1
    assert threading.get_native_id() not in threads


@pytest.mark.skipif(sys.platform != "linux", reason="threads have a niceness on Linux alone")
def test_its_thread_has_a_low_priority() -> None:
    assert LowPriorityThread(1).run(os.getpriority, os.PRIO_PROCESS, 0) >= NICENESS
