"""Limits: how they are counted, and that all of them are in one table."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from foundation import limits
from foundation.limits import (
    ACCOUNT_FAILURES,
    ADDRESS_FAILURES,
    LIMITS,
    FailureLimit,
    Rate,
    delay_after_failures,
)
from tests.support.floors import refused

ROOT = Path(__file__).parents[2]
NOW = datetime(2021, 11, 16, 9, tzinfo=UTC)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in seconds."""
    moment = [100.0]
    monkeypatch.setattr(limits, "monotonic", lambda: moment[0])
    return moment


def test_each_key_has_a_bucket_of_its_own_that_fills_again(now: list[float]) -> None:
    rate = Rate(2, 0.5)
    assert [rate.take("a") for _ in range(3)] == [True, True, False]
    assert rate.take("b")
    now[0] += 2
    assert [rate.take("a") for _ in range(2)] == [True, False]
    rate.forget_all()
    assert rate.take("a")


def test_the_longest_idle_key_is_forgotten_and_a_refused_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MAX_KNOWN", 2)
    rate = Rate(1)
    assert [rate.take(key) for key in ("a", "b", "a", "c")] == [True, True, False, True]
    assert [rate.take(key) for key in ("a", "c", "b")] == [False, False, True]


def passed(limit: str, **keys: str) -> int:
    """How many acts a limit allows at this moment."""
    return next(count for count in range(100) if not limits.allows(limit, **keys))


def test_a_setting_is_a_limit_within_a_minute(now: list[float], settings: Settings) -> None:
    settings.MEDIA_OFFERS_OF_AN_ADDRESS = 60
    assert passed("offer.address", address="hall") == 60
    assert passed("offer.address", address="elsewhere") == 60
    now[0] += 2
    assert passed("offer.address", address="hall") == 2


def test_a_refused_key_costs_the_next_rate_nothing(now: list[float]) -> None:
    for person in "abcdef":
        assert [passed("message.write", person=person, guests="hotel") for _ in range(70)] == [10] + [0] * 69
    assert passed("message.write", person="g", guests="hotel") == 0
    assert passed("message.write", person="h", guests="") == 10


def test_a_refusal_says_when_to_retry_where_pages_do(now: list[float], settings: Settings) -> None:
    settings.MEDIA_OFFERS_OF_AN_ADDRESS = 20
    waits = [
        LIMITS[limit].refusal().retry_after for limit in ("offer.person", "offer.address", "outcome.compare")
    ]
    assert waits == [1, 3, 5]
    assert LIMITS["seat.card"].refusal().retry_after is None
    passed("seat.card", card="1")
    with refused("seat.too_many"):
        limits.check("seat.card", card="1")


def shown(of: str, rate: Rate) -> str:
    """A rate in the table of the docs."""
    if isinstance(rate.at_once, str):
        return f"{of} `{rate.at_once}`, and as many again in a minute"
    each = f"{rate.a_second:g}/s" if rate.a_second >= 1 else f"one in {1 / rate.a_second:g} s"
    return f"{of} {rate.at_once:,}, then {each}"


def test_the_table_of_the_docs_is_that_of_the_code() -> None:
    rows = re.findall(
        r"^\| `(\w+\.\w+)` \| (.*) \| `(\w+\.\w+)` \|$", (ROOT / "docs/security.md").read_text(), re.M
    )
    assert rows == [
        (name, "; ".join(shown(of, rate) for of, rate in limit.rates.items()), limit.code)
        for name, limit in LIMITS.items()
    ]


def test_every_limit_is_in_the_table_and_asked() -> None:
    paths = [
        path for top in ("platform", "sessions", "chat", "streaming") for path in (ROOT / top).rglob("*.py")
    ]
    # The relay knows no foundation, and limits the packets of each line by itself.
    others = {path for path in paths if path.name != "limits.py" and "relay" not in path.parts}
    texts = {path: path.read_text() for path in others}
    made = re.compile(
        r"\b(?:Rate|Limit|TokenBucket|FailureLimit)\(|RATE_LIMITS = \{|\d+/\d*[smhd]/(?:ip|key|user)"
    )
    assert [path for path, text in texts.items() if made.search(text)] == []
    assert [limit for limit in LIMITS if not any(f'"{limit}"' in text for text in texts.values())] == []


def test_the_delay_grows_and_ends_at_a_minute() -> None:
    seconds = [delay_after_failures(failures).total_seconds() for failures in range(12)]
    assert seconds == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert delay_after_failures(10**9) == timedelta(minutes=1)


def test_a_limit_allows_its_burst_and_then_one_per_interval() -> None:
    bound, until = FailureLimit(3, timedelta(seconds=30)), NOW
    for _ in range(3):
        assert bound.time_to_wait(until, NOW) == timedelta()
        until = bound.until_after_failure(until, NOW)
    assert bound.time_to_wait(until, NOW) == timedelta(seconds=30)
    assert bound.time_to_wait(until, NOW + timedelta(seconds=29)) == timedelta(seconds=1)
    later = NOW + timedelta(seconds=30)
    assert bound.time_to_wait(until, later) == timedelta()
    assert bound.time_to_wait(bound.until_after_failure(until, later), later) == timedelta(seconds=30)
    assert bound.time_to_wait(until, NOW + timedelta(days=1)) == timedelta()


def test_strangers_have_few_tries_a_day() -> None:
    assert timedelta(days=1) / ACCOUNT_FAILURES.interval + ACCOUNT_FAILURES.burst == 2910
    assert timedelta(days=1) / ADDRESS_FAILURES.interval + ADDRESS_FAILURES.burst == 8700
