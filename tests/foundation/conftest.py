"""The demo, for tests that ask for the database."""

import pytest

from tests.support.demo import Demo


@pytest.fixture
def demo(db: None) -> Demo:
    """The demo in the test's database, with its usual seats."""
    demo = Demo()
    for key in ("moderator", "fiji", "chile", "japan", "audience"):
        demo.seat(key)
    return demo
