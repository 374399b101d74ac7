"""Compares a programme, given as a table or as a schedule of pretalx or frab, with that of a conference. Pure."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo, available_timezones

from foundation.refusals import Refusal
from foundation.text import usual_tag
from sessions.exchange import columns, rules, speaking_times, texts
from sessions.exchange.delegation_rows import MAX_NAME_LENGTH, theme_of
from sessions.exchange.rules import (
    Field,
    KnownRow,
    Plan,
    PlanStep,
    RowError,
    Table,
    Value,
    Values,
    WrongCellError,
    folded_name,
)
from sessions.exchange.sheet import Row, Sheet
from sessions.floor.agenda.protocol import MAX_CHARACTERS, MAX_ITEMS
from sessions.programme.protocol import Policy, Quorum, SessionAccess, SessionKind
from sessions.programme.rules import nearest_day, session_times
from sessions.roles.rules import MAX_LANGUAGES, SIGN_LANGUAGES

TEXTS = columns.TEXTS["programme"]

ROLES = {"chair": "moderator", "speakers": "panellist", "interpreters": "interpreter", "rapporteurs": "rapporteur",
         "captioners": "captioner", "operators": "operator", "delegates": "delegate"}  # fmt: skip
"""The role in the session that each column gives."""

COLUMNS = ("id", "day", "start", "end", "room", "kind", "theme", "access", "cancelled", *ROLES, "agenda",
           "order_policy", "quorum_to_open", "quorum_to_decide", *speaking_times.COLUMNS)  # fmt: skip
MAX_ID_LENGTH, MAX_ROOM_LENGTH, MAX_DESCRIPTION_LENGTH = 64, 120, 4000
TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]00)?")
DURATION = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")
IN_BRACKETS = re.compile(r".*<([^<>]+)>")
INTO = re.compile(r"(.*\S)\s*\[([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\]")
"""An interpreter with the language into which the interpreter works: `Ana Example [fr]`."""

MAX_TAG_LENGTH = 12
KINDS: tuple[str, ...] = get_args(SessionKind)


@dataclass(frozen=True)
class Programme:
    """The present sessions of a conference. `day`, `start` and `end` are in the time zone `zone`."""

    known: Sequence[KnownRow]
    languages: Sequence[str]
    zone: str
    access: str
    """The access policy of new sessions."""
    themes: Mapping[str, str]
    """The names of the conference's themes as a table writes them. They are found by the folded key or title."""
    rooms: Mapping[str, str]
    """The names of the conference's rooms as a table writes them. They are found by folded names
    (`rules.folded_name`).
    """
    people: Mapping[str, Sequence[str]]
    """The ids of participants, by folded name and by folded address."""
    names: Mapping[str, str]
    """How a table writes each participant, by the participant's id."""
    adopted: frozenset[str]
    """The ids of sessions that got their `id` from a file. If a file has another `id`, it means another session."""
    days: Sequence[str] = ()
    """The days of the conference."""
    channels: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The spoken languages into which each session is interpreted, by the session's id."""
    titles: texts.Named = field(default_factory=dict)
    """The names of each room and theme in every language, by `room` and `theme`."""


def plan(sheet: Sheet, present: Programme, named: Mapping[str, str]) -> Plan:
    """What the import of a programme would do. `named` has the field of each column that is read. A schedule has no
    columns.
    """
    of_table = {*named.values()} - {*COLUMNS}
    read_texts = {*_schedule_texts(sheet, present)} if sheet.is_schedule else of_table
    table = _table(present, sorted(read_texts), "panel" if sheet.is_schedule else "statements")

    def read(line: Row) -> tuple[Values, list[RowError], list[RowError]]:
        if sheet.is_schedule:
            return _read_event(table, line, present)
        values, faults, notes = rules.read_cells(table, line, named)
        return speaking_times.with_preset_times(values), faults, notes

    found = rules.plan(table, sheet, read)
    return Plan(
        found.steps,
        found.faults,
        [*found.notes, *_far_days(found.steps, present), *_clashes(found.steps, present)],
    )


def _table(present: Programme, texts_read: Sequence[str], kind: str) -> Table:
    known = texts.with_languages(present.known, texts.fields_with_bases(TEXTS, texts_read))
    by_file_id = {str(each.values["id"]): each for each in known}
    by_title: dict[tuple[str, Value, Value], list[KnownRow]] = {}
    for each in known:
        for title in titles(each.values):
            same = by_title.setdefault((folded_name(title), each.values["day"], each.values["start"]), [])
            if each not in same:
                same.append(each)

    def find(values: Values) -> KnownRow | None:
        given = str(values.get("id") or "")
        if given in by_file_id:
            return by_file_id[given]
        keys = [(folded_name(title), values.get("day"), values.get("start")) for title in titles(values)]
        same = [
            each
            for key in keys
            for each in by_title.get(key, ())
            if not given or each.id not in present.adopted
        ]
        same = list({each.id: each for each in same}.values())
        if len(same) > 1 and values.get("room"):
            same = [each for each in same if each.values["room"] == values["room"]] or same
        if len(same) > 1:
            raise WrongCellError("ambiguous", text=next(iter(titles(values))))
        return same[0] if same else None

    def check(values: Values, known: KnownRow | None) -> None:
        if not titles(values):
            raise texts.missing("title", values)
        try:
            begins, ends = session_times(
                str(values["day"]), str(values["start"]), str(values["end"]), present.zone
            )
        except Refusal:
            raise WrongCellError(
                "no_such_time", text=f"{values['day']} {values['start']}–{values['end']}"
            ) from None
        if ends - begins >= timedelta(days=1):
            raise WrongCellError("day_long")
        spoken = {*present.channels.get(known.id, ())} if known else set()
        # Removing an interpreter leaves the language open.
        if len(spoken | _spoken(values)) > MAX_LANGUAGES:
            raise WrongCellError("too_many_languages", "interpreters", most=MAX_LANGUAGES)

    return Table(fields(present, texts_read, kind), find, label, _key, check)


def _key(values: Values) -> str:
    where = [values.get("day"), values.get("start"), values.get("room")]
    return str(values.get("id") or "") or " ".join([folded_name(label(values)), *map(str, where)])


def fields(present: Programme, texts_read: Sequence[str], kind: str) -> dict[str, Field]:
    """The fields of a programme, with one for each language of each text. `kind` is that of a new session."""
    people = Field(
        lambda cell: _people(cell, present),
        default=lambda values: [],
        show=lambda ids: rules.join_values(present.names.get(each, "") for each in _listed(ids)),
    )
    return {
        "id": Field(rules.text_reader(MAX_ID_LENGTH), is_kept=True),
        "day": Field(_day, is_required=True),
        "start": Field(_time, is_required=True),
        "end": Field(_time, is_required=True),
        "room": Field(lambda cell: _room(cell, present.rooms)),
        **{
            name: Field(
                rules.lines_reader(MAX_DESCRIPTION_LENGTH)
                if name.startswith("description:")
                else rules.text_reader(MAX_ROOM_LENGTH if name.startswith("room:") else MAX_NAME_LENGTH)
            )
            for name in texts.in_order_of_languages(texts_read, present.languages)
        },
        "kind": Field(rules.word_reader(KINDS), is_kept=True, default=lambda values: kind),
        "theme": Field(lambda cell: theme_of(cell, present.themes)),
        "access": Field(
            rules.word_reader(get_args(SessionAccess)), is_kept=True, default=lambda values: present.access
        ),
        "cancelled": Field(rules.yes_or_no, is_kept=True, default=lambda values: False),
        **dict.fromkeys(ROLES, people),
        "interpreters": replace(
            people,
            read=lambda cell: _interpreters(cell, present),
            show=lambda held: rules.join_values(
                shown_interpreter(each, present.names) for each in _listed(held)
            ),
        ),
        "agenda": Field(_agenda, default=lambda values: [], show=lambda items: "\n".join(_listed(items))),
        "order_policy": _choice(get_args(Policy), "first_come"),
        "quorum_to_open": _choice(get_args(Quorum), "third"),
        "quorum_to_decide": _choice(get_args(Quorum), "majority"),
        **speaking_times.fields(),
    }


def _choice(words: Sequence[str], usual: str) -> Field:
    return Field(rules.word_reader(words), is_kept=True, default=lambda values: usual)


def _listed(value: Value) -> list[str]:
    return value if isinstance(value, list) else []


def titles(values: Values) -> list[str]:
    """The titles of a session, in every language."""
    return [str(text) for name, text in values.items() if name.startswith("title:") and text]


def label(values: Values) -> str:
    """The title by which a preview calls a session."""
    return next(iter(titles(values)), "")


def _day(cell: str) -> Value:
    try:
        return date.fromisoformat(cell[:10]).isoformat() if cell else ""
    except ValueError:
        raise WrongCellError("day", text=cell[:40]) from None


def _time(cell: str) -> Value:
    found = TIME.fullmatch(cell)
    if not cell:
        return ""
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise WrongCellError("time", text=cell[:40])
    return f"{int(found[1]):02}:{found[2]}"


def _room(cell: str, rooms: Mapping[str, str]) -> Value:
    written = rules.checked_length(rules.without_line_breaks(cell), MAX_ROOM_LENGTH)
    return rooms.get(folded_name(written), written)


def _people(cell: str, present: Programme) -> Value:
    return sorted((_person(each, present) for each in rules.split_values(cell)), key=int)


def _interpreters(cell: str, present: Programme) -> Value:
    """Interpreters as `12 fr`: the id of the participant, and the language. The language may be missing."""
    found = set()
    for each in rules.split_values(cell):
        into = INTO.fullmatch(each)
        if into and len(into[2]) <= MAX_TAG_LENGTH and folded_name(each) not in present.people:
            found.add(f"{_person(into[1], present)} {usual_tag(into[2])}")
        else:
            found.add(_person(each, present))
    return sorted(found, key=by_participant)


def _spoken(values: Values) -> set[str]:
    """The spoken languages of the interpreters."""
    return (
        {by_participant(each)[1] for each in _listed(values.get("interpreters", []))} - SIGN_LANGUAGES - {""}
    )


def by_participant(held: str) -> tuple[int, str]:
    """The sort key of an interpreter: the id of the participant, then the language."""
    participant, _, language = held.partition(" ")
    return int(participant), language


def shown_interpreter(held: str, names: Mapping[str, str]) -> str:
    """An interpreter as a cell has it: `Ana Example [fr]`."""
    participant, _, language = held.partition(" ")
    name = names.get(participant, "")
    return f"{name} [{language}]" if language else name


def _agenda(cell: str) -> Value:
    items = [line.strip() for line in cell.split("\n") if line.strip()]
    if len(items) > MAX_ITEMS or any(len(item) > MAX_CHARACTERS for item in items):
        raise WrongCellError("agenda", items=MAX_ITEMS, most=MAX_CHARACTERS)
    return list(items)


def _person(written: str, present: Programme) -> str:
    in_brackets = IN_BRACKETS.fullmatch(written)
    found = present.people.get(folded_name(in_brackets[1] if in_brackets else written), ())
    if not found:
        raise WrongCellError("unknown_person", text=written[:80])
    if len(found) > 1:
        raise WrongCellError("ambiguous_person", text=written[:80])
    return found[0]


def _schedule_texts(sheet: Sheet, present: Programme) -> Iterator[str]:
    for line in sheet.rows:
        for base in TEXTS:
            yield f"{base}:{_language(line, present)}"


def _language(line: Row, present: Programme) -> str:
    """The language of an event in a schedule. It is the conference's first one if the event has no valid
    language tag.
    """
    said = texts.nearest_language(line.cells["language"], present.languages)
    field = texts.field_of(f"title:{said}", TEXTS, (), present.languages) if said else ""
    return field.removeprefix("title:") or present.languages[0]


def _read_event(table: Table, line: Row, present: Programme) -> tuple[Values, list[RowError], list[RowError]]:
    """The values of an event in a schedule, with errors and notes. A speaker who is not a known participant gets a
    note, because a schedule has no addresses.
    """
    cells, language = line.cells, _language(line, present)
    description = cells["description"][:MAX_DESCRIPTION_LENGTH]
    columns = {each: each for each in ("id", "room", "theme")} | {
        each: f"{each}:{language}" for each in TEXTS
    }
    read_line = Row(line.number, {**cells, "description": description})
    values, faults, notes = rules.read_cells(table, read_line, columns)
    if description != cells["description"]:
        notes.append(
            RowError(line.number, "description", "description_cut", {"most": MAX_DESCRIPTION_LENGTH})
        )
    try:
        values |= _read_times(cells, present.zone)
    except WrongCellError as wrong:
        faults.append(RowError(line.number, wrong.column, wrong.code, wrong.values))
    kind = folded_name(cells["kind"]).replace(" ", "_").replace("-", "_")
    values |= {"kind": kind} if kind in KINDS else {}
    speakers, missing = _speakers(cells["speakers"], line.number, present)
    # Of a session that is here already, the speakers stay: the organiser may have added the missing ones.
    values |= {"speakers": speakers} if not missing or _is_new(table, values) else {}
    return values, faults, [*notes, *missing]


def _is_new(table: Table, values: Values) -> bool:
    try:
        return table.find(values) is None
    except WrongCellError:
        return False


def _speakers(cell: str, row: int, present: Programme) -> tuple[Value, list[RowError]]:
    """The ids of those speakers of an event who are known, and notes on the others."""
    missing: list[RowError] = []
    found: list[str] = []
    for written in rules.split_values(cell):
        try:
            found.append(_person(written, present))
        except WrongCellError as wrong:
            code = "speaker_ambiguous" if wrong.code == "ambiguous_person" else "speaker_unknown"
            missing.append(RowError(row, "speakers", code, {"text": written[:80]}))
    return sorted(found, key=int), missing


def _read_times(cells: Mapping[str, str], zone: str) -> Values:
    """The day, start and end of an event, in the conference's time zone."""
    begins = _begins(cells, zone)
    local, ends = (
        each.astimezone(ZoneInfo(zone)) for each in (begins, begins + _duration(cells["duration"]))
    )
    return {"day": local.date().isoformat(), "start": f"{local:%H:%M}", "end": f"{ends:%H:%M}"}


def _begins(cells: Mapping[str, str], zone: str) -> datetime:
    """When an event begins, in UTC."""
    try:
        begins = datetime.fromisoformat(cells["starts"])
        if begins.tzinfo is not None:
            return begins.astimezone(UTC)
        day, start = begins.date().isoformat(), f"{begins:%H:%M}"
    except (ValueError, OverflowError):
        day, start = _read("day", _day, cells), _read("start", _time, cells)
    said = cells["zone"] if cells["zone"] in available_timezones() else zone
    try:
        return session_times(day, start, start, said)[0]
    except Refusal:
        raise WrongCellError("no_such_time", "start", text=f"{day} {start}") from None


def _read(column: str, read: Callable[[str], Value], cells: Mapping[str, str]) -> str:
    try:
        return str(read(cells[column]))
    except WrongCellError as wrong:
        raise WrongCellError(wrong.code, column, **wrong.values) from None


def _duration(cell: str) -> timedelta:
    found = DURATION.fullmatch(cell)
    if not found:
        raise WrongCellError("duration", "duration", text=cell[:40])
    days, hours, minutes = (int(part or 0) for part in found.groups())
    duration = timedelta(days=days, hours=hours, minutes=minutes)
    if not timedelta() < duration < timedelta(days=1):
        raise WrongCellError("duration", "duration", text=cell[:40])
    return duration


def _far_days(steps: Sequence[PlanStep], present: Programme) -> list[RowError]:
    """A note for each session whose day is far from the days of the conference. If it has none yet: from the middle one
    of the file.
    """
    given = {step.row: str(step.values["day"]) for step in steps if step.values.get("day")}
    middle = sorted(given.values())[len(given) // 2 :][:1]
    days = [date.fromisoformat(day) for day in present.days or middle]
    far = {row: (day, nearest_day(date.fromisoformat(day), days)) for row, day in given.items()}
    return [
        RowError(row, "day", "far_day", {"text": day, "nearest": f"{nearest}"})
        for row, (day, nearest) in far.items()
        if nearest
    ]


def _clashes(steps: Sequence[PlanStep], present: Programme) -> list[RowError]:
    """A note for each row whose session is planned in a room while another session is there."""
    before = {each.id: each.values for each in present.known}
    held = dict(before)
    rows: dict[str, int] = {}
    labels = {each.id: each.label for each in present.known}
    for step in steps:
        key = step.id or f"row {step.row}"
        held[key] = {**before.get(step.id, {}), **step.values}
        rows[key], labels[key] = step.row, step.label
    spans = sorted(
        (
            str(values["room"]),
            *session_times(str(values["day"]), str(values["start"]), str(values["end"]), present.zone),
            key,
        )
        for key, values in held.items()
        if values.get("room") and not values.get("cancelled")
    )
    faults = []
    for at, (room, _, ends, key) in enumerate(spans):
        for other_room, other_starts, _, other in spans[at + 1 :]:
            if other_room != room or other_starts >= ends:
                break
            faults += [
                RowError(rows[one], "room", "room_clash", {"text": labels[another]})
                for one, another in ((key, other), (other, key))
                if one in rows
            ]
    return sorted(faults, key=lambda fault: fault.row)
