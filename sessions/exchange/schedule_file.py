"""Reads schedules as pretalx and frab export them: `schedule.json` and `schedule.xml`.

The rows are those of a programme, with `starts` (ISO 8601, else `day` and `start`) and `duration` in place of its
times. The format is described at https://github.com/voc/schedule.
"""

import json
from collections.abc import Iterator
from typing import Any, Literal
from xml.etree.ElementTree import Element, ParseError

from sessions.exchange import refusals
from sessions.exchange.sheet import MAX_CELL, Row, Sheet, checked_rows

COLUMNS = ["id", "starts", "day", "start", "duration", "zone", "room", "title", "description", "kind", "theme",
           "language", "speakers"]  # fmt: skip


def read_json(content: bytes) -> Sheet:
    """The events of a `schedule.json`, in the order of the file. Refuses `exchange.not_a_schedule`."""
    try:
        conference = json.loads(content)["schedule"]["conference"]
        events = [
            _line(
                number, {**_cells_of_json(event), "day": day["date"], "room": room, "zone": _zone(conference)}
            )
            for number, (day, room, event) in enumerate(_json_events(conference), 1)
        ]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise refusals.not_a_schedule_refusal() from None
    return Sheet("json", COLUMNS, checked_rows(events))


def _zone(conference: dict[str, Any]) -> str:
    return str(conference.get("time_zone_name") or "")


def _json_events(conference: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    for day in conference["days"]:
        rooms = day.get("rooms")
        # Without rooms or events, some programs write null or an empty list.
        for room, events in rooms.items() if isinstance(rooms, dict) else ():
            for event in events or ():
                yield day, room, event


def _cells_of_json(event: dict[str, Any]) -> dict[str, Any]:
    persons = [each if isinstance(each, dict) else {} for each in event.get("persons") or []]
    names = [each.get("public_name") or each.get("full_public_name") or each.get("name") for each in persons]
    return {
        "id": event.get("guid") or event.get("id"),
        "starts": event.get("date"),
        "start": event["start"],
        "duration": event["duration"],
        "title": event["title"],
        "description": _description(event.get("abstract"), event.get("description")),
        "kind": event.get("type"),
        "theme": event.get("track"),
        "language": event.get("language"),
        "speakers": "; ".join(str(name) for name in names if name),
    }


def read_xml(content: bytes) -> Sheet:
    """The events of a `schedule.xml`. Refuses `exchange.entities`, `exchange.not_a_schedule`."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise refusals.entities_refusal() from None
    except (ParseError, ValueError, LookupError):
        raise refusals.not_a_schedule_refusal() from None
    if root.tag != "schedule" or root.find("conference") is None:
        raise refusals.not_a_schedule_refusal()
    zone = root.findtext("conference/time_zone_name") or ""
    return Sheet(
        "xml",
        COLUMNS,
        checked_rows(
            _line(
                number,
                {**_cells_of_xml(event), "day": day.get("date"), "room": room.get("name"), "zone": zone},
            )
            for number, (day, room, event) in enumerate(_xml_events(root), 1)
        ),
    )


def _xml_events(root: Element) -> Iterator[tuple[Element, Element, Element]]:
    for day in root.iterfind("day"):
        for room in day.iterfind("room"):
            for event in room.iterfind("event"):
                yield day, room, event


XML: dict[str, Literal["date", "start", "duration", "title", "type", "track", "language"]] = {
    "starts": "date",
    "start": "start",
    "duration": "duration",
    "title": "title",
    "kind": "type",
    "theme": "track",
    "language": "language",
}
"""The name of the XML element from which each column is read."""


def _cells_of_xml(event: Element) -> dict[str, Any]:
    names = [(person.text or "").strip() for person in event.iterfind("persons/person")]
    found: dict[str, Any] = {column: event.findtext(element) for column, element in XML.items()}
    return found | {
        "id": event.get("guid") or event.get("id"),
        "description": _description(event.findtext("abstract"), event.findtext("description")),
        "speakers": "; ".join(filter(None, names)),
    }


def _description(abstract: object, description: object) -> str:
    """The description of a session: the event's abstract, and below it the event's description if that says more."""
    parts = [str(part).strip() for part in (abstract, description) if part]
    return "\n\n".join(dict.fromkeys(parts))[:MAX_CELL]


def _line(number: int, cells: dict[str, Any]) -> Row:
    return Row(number, {column: _text(cells.get(column)) for column in COLUMNS})


def _text(value: object) -> str:
    """A text of a schedule. pretalx writes a text in several languages as an object."""
    if isinstance(value, dict):
        value = value.get("en") or value.get(min(value, default=""), "")
    return "" if value is None else str(value).strip()
