"""Writes the tables of a conference, and its programme as a schedule, so that an import of them changes nothing."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from foundation.languages import in_language, in_order
from foundation.spreadsheets import BYTE_ORDER_MARK, escape_formula
from foundation.version import __version__
from sessions.exchange import columns as column_fields
from sessions.exchange import (
    delegation_rows,
    people_rows,
    present_data,
    programme_rows,
    speaking_times,
    texts,
)
from sessions.exchange.column_words import TableName
from sessions.exchange.rules import KnownRow, Value, Values, value_text
from sessions.exchange.sheet import EXAMPLE
from sessions.floor.speaking_time.presets import PRESETS
from sessions.programme.models import Conference, Session

Rows = list[list[str]]
Show = Callable[[Value], str]
"""A function that writes a value in a cell."""

EXAMPLES: dict[TableName, dict[str, str]] = {
    "delegations": {
        "code": f"{EXAMPLE} FJ",
        "name": "Fiji",
        "spoken": "the Republic of Fiji",
        "category": "state",
        "region": "Pacific",
        "groups": "Pacific Islands Forum; Small Island States",
        "rank": "1",
        "place": "hall",
        "accredited": "yes",
        "most_members": "5",
        "microphone": "12",
    },
    "people": {
        "name": f"{EXAMPLE} Ana Example",
        "honorific": "H.E.",
        "function": "Minister",
        "email": "ana@example.org",
        "delegation": "FJ",
        "roles": "delegate, head",
        "place": "hall",
        "language": "en",
    },
    "programme": {
        "id": f"{EXAMPLE} 1",
        "day": "2021-11-16",
        "start": "09:00",
        "end": "10:30",
        "room": "Plenary Hall",
        "title": "Opening",
        "description": "Welcome, and adoption of the agenda",
        "kind": "opening",
        "access": "delegations",
        "cancelled": "no",
        "chair": "ana@example.org",
        "speakers": "ben@example.org; Cara Example",
        "interpreters": "Dewi Example [fr]",
        "agenda": "Adoption of the agenda\nStatements",
        "order_policy": "first_come",
        "quorum_to_open": "third",
        "quorum_to_decide": "majority",
        **{
            name: value_text(value)
            for name, value in speaking_times.values_of(PRESETS["conference"], "conference").items()
        },
    },
}
"""A row that shows how each column is filled in. It is part of a template, and an import leaves it out."""


def rows_of(conference: Conference, table: TableName) -> Rows:
    """A table of the conference: the columns, and a row for each delegation, person or session."""
    match table:
        case "delegations":
            present = present_data.delegations(conference)
            columns = _columns(conference, table, present.known, present.titles)
            return _rows(columns, present.known, {}, present.titles)
        case "people":
            people = present_data.people(conference)
            # Who was never invited has no language. An import would set the usual one.
            known = [
                replace(each, values={"language": people.languages[0], **each.values})
                if each.values["email"]
                else each
                for each in people.known
            ]
            of_party: Show = lambda value: people.labels.get(str(value), "")  # noqa: E731
            return _rows(_columns(conference, table, []), known, {"delegation": of_party})
        case "programme":
            programme = present_data.programme(conference)
            columns = _columns(conference, table, programme.known, programme.titles)
            fields = programme_rows.fields(programme, [], "statements")
            show = {name: fields[name].show for name in (*programme_rows.ROLES, "agenda")}
            return _rows(columns, programme.known, show, programme.titles)


def template(conference: Conference, table: TableName) -> Rows:
    """A template for a table: its columns, and an example row."""
    columns = _columns(conference, table, [])
    first = conference.languages[0]
    example = EXAMPLES[table]
    return [columns, [example.get(name.removesuffix(f":{first}"), "") for name in columns]]


def _columns(
    conference: Conference, table: TableName, known: Sequence[KnownRow], titles: texts.Named | None = None
) -> list[str]:
    """The columns of a table. A text has one column for each of the conference's languages, and one for each other
    language that it has. So have the names of rooms and themes, whose first column names no language.
    """
    match table:
        case "delegations":
            code, *others = delegation_rows.COLUMNS
            columns = [code, *_columns_by_language(conference, delegation_rows.TEXTS, known), *others]
            return _with_names(conference, columns, column_fields.NAMED["delegations"], titles or {}, known)
        case "people":
            return [*people_rows.COLUMNS]
        case "programme":
            before, after = programme_rows.COLUMNS[:5], programme_rows.COLUMNS[5:]
            columns = [*before, *_columns_by_language(conference, programme_rows.TEXTS, known), *after]
            return _with_names(conference, columns, column_fields.NAMED["programme"], titles or {}, known)


def _with_names(
    conference: Conference,
    columns: Sequence[str],
    named: Sequence[str],
    titles: texts.Named,
    known: Sequence[KnownRow],
) -> list[str]:
    """The columns. Each column in `named` is followed by one for each further language of its texts."""
    first, *further = conference.languages
    found = []
    for column in columns:
        found.append(column)
        if column in named:
            used = {str(each.values[column]) for each in known}
            names = [each for name, each in titles.get(column, {}).items() if name in used]
            more = {tag for each in names for tag in each} - {first, *further}
            found += [f"{column}:{tag}" for tag in (*further, *sorted(more))]
    return found


def _columns_by_language(
    conference: Conference, bases: Sequence[str], known: Sequence[KnownRow]
) -> list[str]:
    had = {name for each in known for name in each.values}
    named = [f"{base}:{tag}" for base in bases for tag in conference.languages]
    more = sorted(name for name in had - {*named} if name.partition(":")[0] in bases)
    return [*named, *more]


def _rows(
    columns: Sequence[str],
    known: Iterable[KnownRow],
    show: Mapping[str, Show],
    titles: texts.Named | None = None,
) -> Rows:
    return [
        [*columns],
        *([_cell(name, each.values, show, titles or {}) for name in columns] for each in known),
    ]


def _cell(name: str, values: Values, show: Mapping[str, Show], titles: texts.Named) -> str:
    """A value as a cell. `show` writes those of some columns. `titles` has the names of rooms and themes."""
    base, _, tag = name.partition(":")
    if tag and base in titles:
        return titles[base].get(str(values[base]), {}).get(tag, "")
    return show.get(name, value_text)(values.get(name))


def as_csv(rows: Rows) -> bytes:
    """The rows as a CSV file. No spreadsheet takes a cell of it for a formula."""
    written = io.StringIO()
    csv.writer(written).writerows([escape_formula(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def as_xlsx(rows: Rows) -> bytes:
    """The rows as an XLSX workbook whose cells are all texts."""
    # openpyxl takes a sixth of the time of a start, and numpy with it.
    from openpyxl.cell.cell import WriteOnlyCell
    from openpyxl.workbook.workbook import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Balai")
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            # Otherwise a text that begins with “=” would be a formula.
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def schedule(conference: Conference, link: str) -> dict[str, Any]:
    """The programme in the format that pretalx and frab use, without cancelled sessions. `link` is the URL of
    its page.
    """
    language = conference.languages[0]
    days = list(conference.days.all())
    programme = present_data.programme(conference)
    rows = {
        str(row.pk): row
        for row in conference.sessions.filter(cancelled_at=None).select_related("day", "room")
    }
    held = [each for each in programme.known if each.id in rows]
    about = {
        "acronym": conference.slug,
        "title": in_language(conference.name, language),
        "start": days[0].date.isoformat() if days else "",
        "end": days[-1].date.isoformat() if days else "",
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": conference.timezone,
        "rooms": [
            {"name": present_data.room_name(room, conference)} for room in conference.rooms.order_by("pk")
        ],
        "tracks": [{"name": name} for name in programme.titles["theme"]],
        "days": [
            {
                "index": index,
                "date": day.date.isoformat(),
                "day_start": _midnight(day.date, conference).isoformat(),
                "day_end": (_midnight(day.date, conference) + timedelta(days=1, seconds=-1)).isoformat(),
                "rooms": _by_room(
                    [
                        _event(rows[each.id], each.values, programme.names, conference, link)
                        for each in held
                        if each.values["day"] == day.date.isoformat()
                    ]
                ),
            }
            for index, day in enumerate(days, 1)
        ],
    }
    return {"url": link, "version": f"{_version(rows.values())}", "base_url": link, "conference": about}


def _version(rows: Iterable[Session]) -> int:
    return sum(row.sequence for row in rows)


def _midnight(day: Any, conference: Conference) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(conference.timezone))


def _by_room(events: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    rooms: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        rooms.setdefault(event["room"], []).append(event)
    return rooms


def _event(
    row: Session, values: Values, names: Mapping[str, str], conference: Conference, link: str
) -> dict[str, Any]:
    language = next(tag for tag in in_order(row.title, conference.languages) if row.title[tag])
    speakers = values["speakers"]
    assert isinstance(speakers, list)
    minutes = round((row.ends_at - row.starts_at).total_seconds() / 60)
    persons = [names[each].partition(" <")[0] for each in speakers if each in names]
    return {
        "guid": values["id"],
        "id": row.pk,
        "logo": None,
        "date": row.starts_at.astimezone(ZoneInfo(conference.timezone)).isoformat(),
        "start": values["start"],
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": values["room"],
        "slug": f"{conference.slug}-{row.pk}",
        "url": f"{link.rpartition('/')[0]}/session/{row.pk}",
        "title": row.title[language],
        "subtitle": "",
        "track": values["theme"] or None,
        "type": row.kind,
        "language": language,
        "abstract": row.description.get(language, ""),
        "description": "",
        "recording_license": "",
        "do_not_record": False,
        "persons": [{"id": int(each), "name": name, "public_name": name}
                    for each, name in zip(speakers, persons, strict=False)],
        "links": [],
        "attachments": [],
    }  # fmt: skip


def schedule_json(conference: Conference, link: str) -> bytes:
    """The programme as `schedule.json`."""
    content = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "balai", "version": __version__},
        "schedule": schedule(conference, link),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def schedule_xml(conference: Conference, link: str) -> bytes:
    """The programme as `schedule.xml`."""
    content = schedule(conference, link)
    about = content["conference"]
    root = Element("schedule")
    SubElement(root, "generator", name="balai", version=__version__)
    SubElement(root, "version").text = content["version"]
    conference_element = SubElement(root, "conference")
    for name in ("acronym", "title", "start", "end", "timeslot_duration", "time_zone_name"):
        SubElement(conference_element, name).text = about[name]
    SubElement(conference_element, "days").text = str(about["daysCount"])
    SubElement(conference_element, "base_url").text = content["base_url"]
    for day in about["days"]:
        element = SubElement(
            root, "day", index=str(day["index"]), date=day["date"], start=day["day_start"], end=day["day_end"]
        )
        for room, events in day["rooms"].items():
            in_room = SubElement(element, "room", name=room)
            for event in events:
                _event_element(in_room, event)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _event_element(room: Element, event: dict[str, Any]) -> None:
    element = SubElement(room, "event", guid=event["guid"], id=str(event["id"]))
    for name in ("room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track",
                 "language", "description", "url"):  # fmt: skip
        SubElement(element, name).text = event[name]
    persons = SubElement(element, "persons")
    for person in event["persons"]:
        SubElement(persons, "person", id=str(person["id"])).text = person["name"]
    recording = SubElement(element, "recording")
    SubElement(recording, "license")
    SubElement(recording, "optout").text = "false"
    SubElement(element, "links")
    SubElement(element, "attachments")
