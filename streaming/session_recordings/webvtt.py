"""Chapters of a file of a recording as WebVTT (W3C), for players and other programs. Pure."""

from collections.abc import Iterable

from streaming.session_recordings.rules import Chapter


def chapters_file(found: Iterable[Chapter], begins: float, ends: float, title: str) -> str:
    """A WebVTT file with a cue for each chapter that is within a file.

    `begins` and `ends` are those of the file, in seconds of the recording's time; the cues count from the beginning of
    the file.
    """
    cues: list[str] = []
    for chapter in found:
        first, last = max(chapter.begins, begins) - begins, min(chapter.ends, ends) - begins
        if round(first, 3) < round(last, 3):
            cues.append(
                f"{len(cues) + 1}\n{_cue_time(first)} --> {_cue_time(last)}\n{_cue_text(chapter.title)}\n"
            )
    return "\n".join([f"WEBVTT {_cue_text(title)}".rstrip() + "\n", *cues])


def _cue_time(seconds: float) -> str:
    """`01:02:03.456`. Hours have more digits if they need them."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _cue_text(words: str) -> str:
    """The text of a cue: on one line, without characters of the markup. `-->` would begin another cue."""
    plain = " ".join(words.split())
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
