"""What a speech recognition engine takes and returns."""

from collections.abc import AsyncIterator
from textwrap import wrap
from typing import NamedTuple, Protocol

from foundation.text import clean_text, on_one_line

RATE = 16_000
"""Samples a second of the sound that engines take: 16-bit, mono, little-endian."""
CHUNK_OCTETS = RATE * 2 // 10
"""100 ms of sound."""
LONGEST_TEXT = 500
"""Characters of a caption at most."""
LONGEST_UTTERANCE = 7.0
"""Seconds after which words become final although the speaker goes on. Longer captions could not be read."""


class Recognised(NamedTuple):
    """Words that an engine has recognised. Words that are not final may still change."""

    text: str
    is_final: bool


class EngineFailedError(Exception):
    """An engine is gone, stalls, or sends what its protocol does not have. It is started again."""


class EngineUnusableError(Exception):
    """An engine cannot recognise here, however often it is started. The text says what to do."""


class Engine(Protocol):
    """Recognises speech in one language."""

    def recognise(self, sound: AsyncIterator[bytes]) -> AsyncIterator[Recognised]:
        """The words in the sound, as they are recognised. Raises `EngineFailedError`, `EngineUnusableError`."""
        ...


def clean_result(text: object) -> str:
    """The text of a result as it is stored, on one line. One that is too long is cut between words."""
    words = clean_text(on_one_line(text)[: 2 * LONGEST_TEXT]) if isinstance(text, str) else ""
    return next(iter(wrap(words, LONGEST_TEXT, break_on_hyphens=False)), "")
