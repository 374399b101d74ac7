"""Rules for when a session recording may begin and end, for who is recorded, for its chapters by turns, and for the
names of its languages. Pure.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from foundation.refusals import Refusal

OWN = frozenset({"person", "slides", "interpreter"})
"""Prefixes of the ids of sources that belong to a person: camera, screen, and an interpreter's microphone or camera.
The hall's feed and a playing file belong to nobody.
"""
ISO_639_2 = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "hi": "hin", "id": "ind",
    "it": "ita", "ja": "jpn", "ko": "kor", "ms": "msa", "nl": "nld", "pl": "pol", "pt": "por", "ru": "rus",
    "sw": "swa", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""The codes of languages in Matroska and MP4, by their BCP 47 tags."""
UNDETERMINED = "und"


class Language(NamedTuple):
    """A language of a recording: its BCP 47 tag, and its name in itself."""

    tag: str
    name: str

    @property
    def code(self) -> str:
        """The language's code in a file (ISO 639-2)."""
        primary = self.tag.split("-")[0].lower()
        return primary if len(primary) == 3 else ISO_639_2.get(primary, UNDETERMINED)


def check_start(session_state: str, *, running: bool, free: int, reserve: int) -> None:
    """Check that a session can be recorded now.

    `free` is how many octets of the disk are free, `reserve` how many must stay free.

    Refuses `session_recording.session_closed`, `session_recording.running`, `session_recording.no_room`.
    """
    if session_state == "closed":
        raise Refusal(
            "session_recording.session_closed", "The session is over: there is nothing to record any more."
        )
    if running:
        raise Refusal(
            "session_recording.running",
            "The session is being recorded already. Stop that recording first to begin another.",
        )
    if free < reserve:
        raise Refusal(
            "session_recording.no_room",
            "The disk of the server is nearly full. Delete recordings that were downloaded, or tell who runs the "
            "server.",
        )


def check_running(state: str) -> None:
    """Check that a recording runs. Refuses `session_recording.not_running`."""
    if state != "running":
        raise Refusal(
            "session_recording.not_running",
            "This recording was stopped already. Look at the list of recordings again.",
        )


def check_ready(state: str, programme: str) -> None:
    """Check that a recording is finished and no MP4 is being made of it.

    Refuses `session_recording.not_ready`, `session_recording.busy`.
    """
    if state != "ready":
        raise Refusal(
            "session_recording.not_ready", "The recording is not ready yet. Wait until its files are listed."
        )
    if programme == "making":
        raise Refusal(
            "session_recording.busy", "An MP4 is being made of this recording. Wait until it is done."
        )


def check_programme(programme: str, files: int) -> None:
    """Check that an MP4 can be made of a recording of `files` files.

    Refuses `session_recording.programme_made`, `session_recording.empty`.
    """
    if programme == "ready":
        raise Refusal(
            "session_recording.programme_made", "The MP4 of this recording is listed with its files."
        )
    if not files:
        raise Refusal("session_recording.empty", "Nothing was recorded, so no MP4 can be made of it.")


def may_record(source: str, acknowledged: Collection[str]) -> bool:
    """Whether a source may be recorded. A person's own source needs that person's acknowledgement.

    `acknowledged` has ids of persons.
    """
    kind, _, person = source.partition("/")
    return kind not in OWN or person in acknowledged


@dataclass(frozen=True)
class RecordedTurn:
    """A turn with its party, beginning and end. A turn that still holds the floor has no end."""

    title: str
    began: datetime
    ended: datetime | None


@dataclass(frozen=True)
class Chapter:
    """A chapter of a recording: its title, beginning and end, in seconds since the recording began."""

    title: str
    begins: float
    ends: float


def chapters(turns: Iterable[RecordedTurn], began: datetime, ended: datetime) -> list[Chapter]:
    """The chapters of a recording: who held the floor, one after another.

    A turn that another one interrupts (FL13) goes on after it. So at each time the chapter is that of the turn that
    began last and has not ended.
    """
    spoken = sorted(turns, key=lambda turn: turn.began)
    moments = sorted({began, ended, *(m for turn in spoken for m in (turn.began, turn.ended or ended))})
    within = [moment for moment in moments if began <= moment <= ended]
    found: list[Chapter] = []
    for start, end in pairwise(within):
        holder = next((t for t in reversed(spoken) if t.began <= start and (t.ended or ended) >= end), None)
        if holder is None:
            continue
        begins, ends = (start - began).total_seconds(), (end - began).total_seconds()
        if found and found[-1].title == holder.title and found[-1].ends == begins and holder.began < start:
            found[-1] = Chapter(holder.title, found[-1].begins, ends)
        else:
            found.append(Chapter(holder.title, begins, ends))
    return found
