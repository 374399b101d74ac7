"""What all tests of the proceedings have in common."""

from typing import Any

import pytest

from sessions.parties import api


@pytest.fixture(autouse=True)
def without_static_files(settings: Any) -> None:
    """No page here asks for a script or a style: WhiteNoise need not look them up, nor find a build half done."""
    settings.WHITENOISE_USE_FINDERS = False


@pytest.fixture(autouse=True)
def a_caller_like_the_first() -> None:
    """No test pays for what another did from the same address."""
    api.NEW_GUESTS.forget()
    api.WRONG_CODES.forget()
