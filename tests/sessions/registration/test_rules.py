"""Who gets a place, who waits, and what an organiser may decide."""

from itertools import product

import pytest

from sessions.registration import rules
from tests.support.floors import refused


@pytest.mark.parametrize(("places", "taken"), [(None, 0), (None, 9), (1, 0), (2, 1)])
def test_with_room_one_is_registered_at_once_or_after_approval(places: int | None, taken: int) -> None:
    assert rules.first_state(needs_approval=False, places=places, taken=taken) == "registered"
    assert rules.first_state(needs_approval=True, places=places, taken=taken) == "asked"
    for state in ("asked", "waiting", "declined"):
        assert rules.approve(state, places=places, taken=taken) == "registered"


@pytest.mark.parametrize(("places", "taken"), [(0, 0), (1, 1), (1, 2)])
def test_without_room_one_waits(places: int, taken: int) -> None:
    assert rules.first_state(needs_approval=False, places=places, taken=taken) == "waiting"
    assert rules.first_state(needs_approval=True, places=places, taken=taken) == "asked"
    assert rules.approve("asked", places=places, taken=taken) == "waiting"
    assert rules.approve("declined", places=places, taken=taken) == "waiting"
    with refused("registration.full"):
        rules.approve("waiting", places=places, taken=taken)


def test_what_was_decided_is_not_decided_the_same_way_again() -> None:
    for places, taken in product((None, 1), (0, 1)):
        with refused("registration.approved_already"):
            rules.approve("registered", places=places, taken=taken)
    with refused("registration.declined_already"):
        rules.decline("declined")
    assert {rules.decline(state) for state in ("asked", "waiting", "registered")} == {"declined"}
