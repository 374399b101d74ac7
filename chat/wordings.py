"""The earlier wordings of what was edited. The row keeps them all; readers get the latest."""

from collections.abc import Sequence
from typing import Any, Final

SHOWN_WORDINGS: Final = 3
"""The most earlier wordings that readers get with a message or a question. Each frame of it has them."""


def latest_wordings(earlier: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """The latest of the earlier wordings, the oldest first."""
    return earlier[-SHOWN_WORDINGS:]
