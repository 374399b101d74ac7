"""Nothing is lost and nobody is misled, whatever breaks: each fault once. `make torture` runs the long courses."""

from pathlib import Path

from tests.support.stack import Stack
from tests.torture.checker import violations
from tests.torture.course import Course, Plan
from tests.torture.nemesis import SHORT

PLAN = Plan(seed=2021, operations=400, guests=4, pace=1.2, span=SHORT)


async def test_nothing_is_lost_whatever_breaks(tmp_path: Path) -> None:
    with Stack() as stack:
        outcome = await Course(tmp_path, PLAN, stack).run()
    assert violations(outcome.history) == []
    assert outcome.refused > 0
    done = sum(not answer.code for answer in outcome.history.answers)
    assert done > PLAN.operations / 4
