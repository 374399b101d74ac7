"""Comparisons that are asked for at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from sessions.outcome import comparison_cache
from sessions.outcome.comparison_cache import MOST_AT_ONCE, ComparisonCache
from tests.support.patience import PATIENCE


def test_a_request_is_refused_at_once_if_several_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison_cache, "PATIENCE", 2 * PATIENCE)
    seat = Seat(person="waiting", conference="1", name="Ana", place="remote", roles=("audience",))
    cache, refused = ComparisonCache(octets=1000), Event()

    def ask(document: int) -> bytes | None:
        try:
            return cache.get((document, "", 0, 1), seat, lambda: b"made" if refused.wait(PATIENCE) else b"")
        except Refusal:
            refused.set()
            return None

    with ThreadPoolExecutor(MOST_AT_ONCE + 1) as threads:
        found = list(threads.map(ask, range(MOST_AT_ONCE + 1)))
    assert refused.is_set()
    assert sorted(found, key=str) == [None, *[b"made"] * MOST_AT_ONCE]
    assert cache.get((9, "", 0, 1), seat, lambda: b"later") == b"later"
