"""Transactions that are repeated."""

import psycopg
import pytest
from django.db import OperationalError, transaction

from foundation.database import TRIES, retry_after_deadlock


@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_repeated_unless_the_caller_is_in_a_transaction() -> None:
    tries: list[int] = []

    @retry_after_deadlock
    def deadlocked() -> None:
        tries.append(1)
        raise OperationalError("deadlock detected") from psycopg.errors.DeadlockDetected("deadlock detected")

    for _ in range(2):
        with pytest.raises(OperationalError):
            deadlocked()
    assert len(tries) == 2 * TRIES
    tries.clear()
    with transaction.atomic(), pytest.raises(OperationalError):
        deadlocked()
    assert len(tries) == 1
