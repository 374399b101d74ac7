"""Which media the slots of a listener have. Most have a sound and a picture."""

from collections.abc import Sequence

INTERPRETATION = "interpretation"
"""A listener's slot that has sound only. The listener tunes it to one of the stage's language channels."""
SIGN = "sign"
"""The slot of a sign-language interpreter, which has a picture only."""
TALKBACK = "talkback"
"""The slot of an interpreter who speaks to the moderator and the operator. It has sound only."""

LANGUAGE = "language"
"""The prefix of the slots of language channels, which have sound only: `language/fr`."""


def kinds_of_slot(slot: str) -> tuple[str, ...]:
    """The kinds of media that a slot of the stage has: a sound, a picture, or both."""
    if slot == SIGN:
        return ("video",)
    return ("audio",) if slot.split("/")[0] in (LANGUAGE, TALKBACK) else ("audio", "video")


def slots_by_kind(slots: Sequence[str]) -> dict[str, list[str]]:
    """The slots that have a sound, and those that have a picture, in order: the k-th medium of a kind is the k-th."""
    return {
        "audio": [slot for slot in slots if slot != SIGN],
        "video": [slot for slot in slots if slot not in (INTERPRETATION, TALKBACK)],
    }
