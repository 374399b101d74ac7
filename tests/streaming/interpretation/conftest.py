"""A session with its chair and a delegate."""

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
