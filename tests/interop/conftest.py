"""The journeys' hall and browser."""

from tests.journeys.conftest import (  # noqa: F401
    browser,
    context,
    hall,
    playwright,
    prepared,
    screen,
    take,
)
