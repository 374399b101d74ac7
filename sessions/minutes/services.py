"""Reads the minutes of a session from stored data, anew whenever its journal has grown. It writes nothing."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cache
from zoneinfo import ZoneInfo

from django.core.cache import cache as kept

from foundation import clock
from foundation.database import read_transaction
from foundation.journal import services as journal
from foundation.languages import text_in
from foundation.messages.protocol import Message
from foundation.registry import registry
from sessions.minutes.chronology import Chronology
from sessions.minutes.notes.services import asked_until
from sessions.minutes.readable import Cell, ReadableSection, ReadingContext, readable
from sessions.minutes.sections import MinutesSection, Section
from sessions.programme.models import Session

KEPT_SECONDS = 600


class ReadableFact(Message):
    """A fact of the session, with its label."""

    label: str
    text: str


class ReadableEvent(Message):
    """What happened at a moment, as a sentence. `item` names the row of the minutes that says so. `heading` stands
    before it.
    """

    at: Cell
    text: str
    item: str
    heading: str


class ReadableMinutes(Message):
    """The minutes for people. `version` changes with the content. `notes` stand at the top, then the `facts` of the
    session, what happened `in_short`, and the `chronology`. Approved notes on turns are in the section `notes` alone.

    `corrections_until`: until when delegations can ask for corrections of notes (MN4). Null while the session lasts.
    """

    version: str
    language: str
    conference: str
    title: str
    room: str
    theme: str
    date: str
    zone: str
    state: str
    notes: list[str]
    as_of: Cell
    corrections_until: Cell | None
    facts: list[ReadableFact]
    in_short: list[str]
    chronology: list[ReadableEvent]
    sections: list[ReadableSection]


@dataclass(frozen=True)
class Place:
    """A session with its conference's time zone and its day in that zone, as its minutes and the names of files need
    them.
    """

    session: Session
    zone: ZoneInfo
    date: str


@cache
def minutes_sections() -> list[MinutesSection]:
    """The sections of all concepts, in the order of the minutes."""
    found = [section for concept in registry().concepts for section in concept.minutes]
    return sorted(found, key=lambda section: section.position)


def place_of(session: Session) -> Place:
    """Return a session with the conference's time zone, and the date there on which the session begins."""
    zone = ZoneInfo(session.conference.timezone)
    return Place(session, zone, f"{session.starts_at.astimezone(zone):%Y-%m-%d}")


def sections_of(session: Session, without: Collection[str] = (), only: str = "") -> list[Section]:
    """All sections, in order, or the one named `only`; without those of the parts in `without`.

    They are read in one transaction.
    """
    left_out = {section.name for section in minutes_sections() if section.part in without and section.part}
    with read_transaction():
        found = [
            section.read(session)
            for section in minutes_sections()
            if section.name not in left_out and only in ("", section.name)
        ]
    return [_without_corrections(each, without) if each.name == "corrections" else each for each in found]


def _without_corrections(section: Section, parts: Collection[str]) -> Section:
    """The section of corrections, without those whose item belongs to one of these parts: `questions` has the items
    `question/…`.
    """
    of = [column.name for column in section.columns].index("of")
    rows = tuple(row for row in section.rows if f"{row.values[of]}s" not in parts)
    return replace(section, rows=rows)


def section_of(session: Session, read: Callable[[Session], Section]) -> Section:
    """One section. Read in one transaction."""
    with read_transaction():
        return read(session)


def version_of(session: Session) -> str:
    """A text that changes when an entry is added to the session's or the conference's stream."""
    streams = [session.stream, session.conference.stream]
    heads = journal.heads(streams)
    return "-".join(f"{seq}.{nonce}" for seq, nonce in (heads.get(name, (0, "0")) for name in streams))


def json_of(session: Session, language: str, without: Collection[str] = ()) -> str:
    """The minutes as JSON, except the sections of the parts in `without`. They are cached by version."""
    version = version_of(session)
    key = f"minutes/{session.pk}/{language}/{version}/{'.'.join(sorted(without))}"
    found: str | None = kept.get(key)
    if found is None:
        found = read(place_of(session), language, version, without).model_dump_json()
        kept.set(key, found, KEPT_SECONDS)
    return found


def minutes_of(session: Session, language: str, without: Collection[str] = ()) -> ReadableMinutes:
    """The minutes of a session in a language, as people read them, without the sections of the parts in `without`."""
    return ReadableMinutes.model_validate_json(json_of(session, language, without))


def read(place: Place, language: str, version: str, without: Collection[str] = ()) -> ReadableMinutes:
    """Read the minutes from the database."""
    session, reader = place.session, ReadingContext(language, place.zone, place.date)
    conference, theme, room = session.conference, session.theme, session.room
    until = asked_until(session)
    notes = [text_in(conference.notice, language), *notes_of(session, reader)]
    sections = sections_of(session, without)
    course = Chronology(sections, reader)
    return ReadableMinutes(
        version=version,
        language=language,
        conference=text_in(conference.name, language),
        title=text_in(session.title, language),
        room=text_in(room.name, language) if room else "",
        theme=text_in(theme.title, language) if theme else "",
        date=place.date,
        zone=reader.word("zone").format(zone=conference.timezone),
        state=_state_text(session, reader),
        notes=[note for note in notes if note],
        as_of=reader.moment(clock.now()),
        corrections_until=reader.moment(until) if until else None,
        facts=[ReadableFact(label=label, text=text) for label, text in facts_of(session, course, reader)],
        in_short=course.in_short(),
        chronology=[
            ReadableEvent(at=reader.moment(each.at), text=each.text, item=each.item, heading=each.heading)
            for each in course.events()
        ],
        sections=readable(sections, reader),
    )


def facts_of(session: Session, course: Chronology, reader: ReadingContext) -> list[tuple[str, str]]:
    """When and where the session was held, and who presided: labels and values."""
    room, theme = session.room, session.theme
    return course.facts(
        text_in(room.name, reader.language) if room else "",
        text_in(theme.title, reader.language) if theme else "",
        _state_text(session, reader),
    )


def _state_text(session: Session, reader: ReadingContext) -> str:
    return reader.word(f"state.{'adjourned' if session.resumes_at else session.state}")


def notes_of(session: Session, reader: ReadingContext) -> list[str]:
    """The notes at the top of the minutes: that the session still runs, or that it was invented or rehearsed."""
    said = {
        "illustrative": session.illustrative,
        "rehearsal": session.rehearsal,
        "running": session.state in ("open", "suspended"),
    }
    return [reader.word(key) for key, holds in said.items() if holds]
