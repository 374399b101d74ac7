"""Rules of the chair's hand-over (FL20)."""

from typing import Any

import pytest

from foundation.refusals import Refusal
from sessions.floor.core.state import Floor
from sessions.floor.presiding import rules
from sessions.floor.presiding.protocol import HandedOver
from tests.support.floors import floor


def chaired(chair: str | None = "11", **more: Any) -> Floor:
    return floor(podium={**({"chair": chair} if chair else {}), "panel-1": "15"}, **more)


@pytest.mark.parametrize("here", [True, False])
def test_FL20_the_chair_passes_to_another_moderator(here: bool) -> None:
    outcome = rules.hand_over(chaired(), "11", "12", True, here)
    assert outcome.event == HandedOver(participant="12", before="11", chair_was_here=here)
    assert outcome.floor == chaired("12")


def test_FL20_who_sat_on_the_podium_leaves_that_place_for_the_chair() -> None:
    assert rules.hand_over(chaired(), "11", "15", True, True).floor.podium == {"chair": "15"}


def test_FL20_an_empty_chair_is_taken() -> None:
    outcome = rules.hand_over(chaired(None), None, "12", True, False)
    assert outcome.event == HandedOver(participant="12", before=None, chair_was_here=False)


@pytest.mark.parametrize(
    ("seen", "to", "moderates", "state", "code"),
    [
        ("11", "12", True, "closed", "session.closed"),
        ("13", "12", True, "open", "floor.chair_changed"),
        (None, "12", True, "open", "floor.chair_changed"),
        ("11", "11", True, "open", "floor.presides_already"),
        ("11", "12", False, "open", "floor.not_a_moderator"),
    ],
)
def test_FL20_the_chair_does_not_pass(
    seen: str | None, to: str, moderates: bool, state: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        rules.hand_over(chaired(session=state), seen, to, moderates, False)
    assert refused.value.code == code
