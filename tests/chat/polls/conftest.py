"""A hall with a chair and two delegations."""

import pytest

from foundation.accounts.seats import Seat
from tests.support.assembly import Assembly


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def chair(hall: Assembly) -> Seat:
    return hall.moderator()


@pytest.fixture
def fiji(hall: Assembly) -> Seat:
    return hall.delegate("Fiji")


@pytest.fixture
def chile(hall: Assembly) -> Seat:
    return hall.delegate("Chile")
