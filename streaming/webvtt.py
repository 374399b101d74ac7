"""Text for players and other programs as WebVTT (W3C). Pure."""

from collections.abc import Iterable
from typing import NamedTuple


class Cue(NamedTuple):
    """A text and its time, in seconds of a recording."""

    begins: float
    ends: float
    text: str


def webvtt_file(cues: Iterable[Cue], begins: float, ends: float, title: str) -> str:
    """A WebVTT file with each cue that is within a file. `begins` and `ends` are those of the file, in seconds of the
    recording's time; the cues of the file count from its begin.
    """
    written: list[str] = []
    for cue in cues:
        first, last = max(cue.begins, begins) - begins, min(cue.ends, ends) - begins
        if round(first, 3) < round(last, 3):
            written.append(
                f"{len(written) + 1}\n{_cue_time(first)} --> {_cue_time(last)}\n{_cue_text(cue.text)}\n"
            )
    return "\n".join([f"WEBVTT {_cue_text(title)}".rstrip() + "\n", *written])


def _cue_time(seconds: float) -> str:
    """`01:02:03.456`. Hours have more digits if they need them."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _cue_text(words: str) -> str:
    """The text of a cue: on one line, without characters of the markup. `-->` would begin another cue."""
    plain = " ".join(words.split())
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
