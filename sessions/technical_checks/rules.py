"""Decides whether a person's device passes the technical check, from the results of its single tests. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from foundation.refusals import Refusal
from sessions.technical_checks.protocol import CheckLine, Verdict

MIN_PAUSE = timedelta(seconds=5)
"""The least time between two checks of one person."""

PASSING = ("good", "poor")


def verdict(lines: Sequence[CheckLine]) -> Verdict:
    """Whether the device is ready. It is if browser, microphone, sound and a path to the relay work. A camera is
    optional.
    """
    works = {line.name: line.verdict in PASSING for line in lines}
    reaches = works.get("udp", False) or works.get("tcp", False)
    if not reaches or not all(works.get(name, False) for name in ("browser", "microphone", "speaker")):
        return "not_ready"
    return "ready" if works.get("camera", False) else "ready_without_picture"


def check_lines(lines: Sequence[CheckLine]) -> None:
    """Check that no test has two results. Refuses `check.twice`."""
    if len({line.name for line in lines}) < len(lines):
        raise Refusal(
            "check.twice", "This check has two results for the same test. Reload the page, then test again."
        )


def check_pause(before: datetime | None, now: datetime) -> None:
    """Check that enough time has passed since the last check. Refuses `check.too_soon`."""
    if before is not None and now - before < MIN_PAUSE:
        raise Refusal("check.too_soon", "Your last check was a moment ago. Wait five seconds.")
