"""The demo, for tests that ask for the database."""

import pytest

from tests.support.demo import Demo


@pytest.fixture
def demo(db: None) -> Demo:
    """The demo in the test's database."""
    return Demo()
