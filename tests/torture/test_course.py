"""Nothing is lost and nobody is misled, whatever breaks: each fault once. `make torture` runs the long courses."""

from pathlib import Path

import pytest

from tests.support.stack import Stack
from tests.torture.checker import violations
from tests.torture.course import Course, Plan
from tests.torture.nemesis import SHORT

pytestmark = pytest.mark.database

FAULTS = 12
TRIED = {
    "floor.inscribe",
    "floor.withdraw",
    "floor.grant",
    "question.ask",
    "question.approve",
    "question.vote",
}
PLAN = Plan(seed=2021, operations=200, guests=4, pace=0.8, span=SHORT, kinds=frozenset(TRIED))


@pytest.mark.thorough
async def test_nothing_is_lost_whatever_breaks(tmp_path: Path) -> None:
    with Stack() as stack:
        outcome = await Course(tmp_path, PLAN, stack).run()
    history = outcome.history
    assert violations(history) == []
    # What was never tried holds always.
    assert outcome.refused > 0
    assert len({fault.name for fault in history.faults}) == FAULTS + 1, "each fault, and the end"
    assert max(each.at for each in history.sent) > history.faults[FAULTS - 2].began, "work until the last"
    done = {(answer.person, answer.id) for answer in history.answers if not answer.code}
    assert len(done) > PLAN.operations / 4
    assert {each.kind for each in history.sent if (each.person, each.id) in done} >= TRIED
    assert len(history.answers) > len({(answer.person, answer.id) for answer in history.answers})
    assert any(each.own for each in history.counted)
