"""The verdict of a technical check."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from foundation.refusals import Refusal
from sessions.technical_checks import rules
from sessions.technical_checks.protocol import CheckLine, LineName, LineVerdict

NOW = datetime(2021, 11, 13, 9, 12, tzinfo=UTC)
ALL: dict[LineName, LineVerdict] = {
    "browser": "good", "microphone": "good", "camera": "good", "speaker": "good", "udp": "good", "tcp": "good",
}  # fmt: skip


def verdict(**changes: LineVerdict) -> str:
    return rules.verdict([CheckLine(name=name, verdict=v) for name, v in (ALL | changes).items()])


@pytest.mark.parametrize("line", ["browser", "microphone", "speaker"])
@pytest.mark.parametrize(
    ("found", "ready"), [("good", True), ("poor", True), ("bad", False), ("absent", False)]
)
def test_who_cannot_be_heard_or_does_not_hear_is_not_ready(line: str, found: str, ready: bool) -> None:
    assert (verdict(**{line: found}) == "ready") is ready  # type: ignore[arg-type]


def test_one_way_to_the_relay_is_enough() -> None:
    works = ("good", "poor")
    for udp, tcp in product(("good", "poor", "bad", "absent"), repeat=2):
        expected = "ready" if udp in works or tcp in works else "not_ready"
        assert verdict(udp=udp, tcp=tcp) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("found", ["bad", "absent"])
def test_without_a_picture_one_is_ready_all_the_same(found: LineVerdict) -> None:
    assert verdict(camera=found) == "ready_without_picture"


def test_what_was_not_tested_is_not_ready() -> None:
    assert rules.verdict([CheckLine(name="browser", verdict="good")]) == "not_ready"


def test_a_line_is_told_once() -> None:
    line = CheckLine(name="udp", verdict="good")
    rules.check_lines([line])
    with pytest.raises(Refusal) as refused:
        rules.check_lines([line, line])
    assert refused.value.code == "check.twice"


def test_between_two_checks_is_a_pause() -> None:
    rules.check_pause(None, NOW)
    rules.check_pause(NOW - timedelta(seconds=5), NOW)
    with pytest.raises(Refusal) as refused:
        rules.check_pause(NOW - timedelta(seconds=4.9), NOW)
    assert refused.value.code == "check.too_soon"
