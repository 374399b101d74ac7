"""Who is added to the press, and who may be sent a seat."""

from typing import get_args

import pytest

from sessions.floor.protocol import Kind
from sessions.press import rules
from tests.support.floors import refused

THERE = [("Ana", "The Evening Sample")]


def test_FL1_a_journalist_is_added_by_name_and_outlet() -> None:
    rules.check_new_journalist("Ana", "Another Sample", THERE)
    rules.check_new_journalist("Budi", "The Evening Sample", THERE)


@pytest.mark.parametrize(("name", "outlet"), [("", "The Evening Sample"), ("Ana", ""), ("", "")])
def test_without_name_or_outlet_nobody_is_added(name: str, outlet: str) -> None:
    with refused("press.unnamed"):
        rules.check_new_journalist(name, outlet, [])


@pytest.mark.parametrize("name", ["Ana", "ANA"])
def test_who_is_there_is_not_added_again(name: str) -> None:
    with refused("press.already_there"):
        rules.check_new_journalist(name, "the evening sample", THERE)


def test_there_are_no_more_than_the_screens_can_hold() -> None:
    there = [(f"Journalist {number}", "The Evening Sample") for number in range(rules.MAX_JOURNALISTS)]
    rules.check_new_journalist("Ana", "The Evening Sample", there[1:])
    with refused("press.too_many"):
        rules.check_new_journalist("Ana", "The Evening Sample", there)


def test_FL1_a_journalist_asks_for_the_floor_at_a_briefing_alone() -> None:
    rules.check_may_ask_for_floor(briefing=True)
    with refused("press.no_briefing"):
        rules.check_may_ask_for_floor(briefing=False)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_FL1_a_journalist_raises_nothing(kind: Kind) -> None:
    if kind in ("statement", "intervention"):
        return rules.check_kind(kind)
    with refused("press.raises_nothing"):
        rules.check_kind(kind)


def test_FL13_a_journalist_appeals_against_nothing() -> None:
    rules.check_not_press("")
    with refused("press.raises_nothing"):
        rules.check_not_press("The Evening Sample")


def test_FL1_a_journalist_hands_in_texts_at_a_briefing_alone() -> None:
    rules.check_may_hand_in(briefing=True)
    with refused("press.no_briefing"):
        rules.check_may_hand_in(briefing=False)


@pytest.mark.parametrize(
    ("outlet", "roles"),
    [("", ["delegate"]), ("The Evening Sample", ["delegate", "moderator"]), ("The Evening Sample", [])],
)
def test_a_link_gives_a_journalists_seat_alone(outlet: str, roles: list[str]) -> None:
    rules.check_may_send_seat("The Evening Sample", ["delegate"])
    with refused("press.not_a_journalist"):
        rules.check_may_send_seat(outlet, roles)
