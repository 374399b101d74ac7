"""ICDD 2021 as schedules, with the members and elements that pretalx and frab wrote in August 2026.

pretalx: `src/pretalx/schedule/interfaces/exporters.py` and `src/pretalx/agenda/templates/agenda/schedule.xml`. frab:
`app/views/public/schedule/index.json.jbuilder` and `index.xml.haml`.
"""

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tests.sessions.exchange.icdd import FACTS, SITE, THEMES, ZONE, Meeting, meetings

FRAB = "https://frab.example/en/ICDD/public"


def _days(*, whole: bool) -> list[date]:
    """The days of the conference: those with sessions, or the `whole` time from the first to the last."""
    held = sorted({date.fromisoformat(each.day) for each in meetings()})
    between = range((held[-1] - held[0]).days + 1)
    return [held[0] + timedelta(days=number) for number in between] if whole else held


def _rooms() -> list[str]:
    return list(dict.fromkeys(each.room for each in meetings()))


def _on(day: date, room: str) -> list[Meeting]:
    return [each for each in meetings() if each.day == day.isoformat() and each.room == room]


def _speakers() -> list[str]:
    return sorted({name for each in meetings() for name in each.speakers})


def _id(each: Meeting) -> int:
    return 100 + meetings().index(each)


def _four(day: date) -> datetime:
    """Four in the morning, when a day begins in pretalx."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=ZONE)


def _room_guid(room: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{SITE}/room/{room}"))


def pretalx() -> dict[str, Any]:
    """The programme as pretalx writes `schedule.json`: all days, and of each the rooms that are used."""
    days = _days(whole=True)
    about = {
        "acronym": "icdd-2021",
        "title": FACTS["conference"]["name"]["en"],
        "start": days[0].isoformat(),
        "end": days[-1].isoformat(),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": str(ZONE),
        "colors": {"primary": "#3aa57c"},
        "rooms": [
            {"name": room, "slug": f"{at}-{room.lower().replace(' ', '-')}", "guid": _room_guid(room),
             "description": None, "capacity": None}
            for at, room in enumerate(_rooms(), 1)
        ],
        "tracks": [
            {"name": title, "slug": f"{at}-{key}", "color": "#00509b"}
            for at, (key, title) in enumerate(THEMES.items(), 1)
        ],
        "days": [
            {
                "index": index,
                "date": day.isoformat(),
                "day_start": _four(day).isoformat(),
                "day_end": (_four(day) + timedelta(hours=23, minutes=59)).isoformat(),
                "rooms": {
                    room: [_pretalx_event(each) for each in _on(day, room)] for room in _rooms() if _on(day, room)
                },
            }
            for index, day in enumerate(days, 1)
        ],
    }  # fmt: skip
    schedule = {
        "url": f"{SITE}/schedule/",
        "version": "1.0",
        "base_url": "https://pretalx.example",
        "conference": about,
    }
    generator = {"name": "pretalx", "version": "2026.3.0", "url": "https://pretalx.example"}
    return {"$schema": "https://c3voc.de/schedule/schema.json", "generator": generator, "schedule": schedule}


def _code(each: Meeting) -> str:
    return each.guid.replace("-", "")[:6].upper()


def _type(each: Meeting) -> str:
    return each.kind.replace("_", " ").capitalize()


def _slug(each: Meeting) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in each.title.lower()).split()
    return f"icdd-2021-{_id(each)}-{'-'.join(words)}"


def _pretalx_event(each: Meeting) -> dict[str, Any]:
    talk = f"{SITE}/talk/{_code(each)}/"
    return {
        "guid": each.guid,
        "code": _code(each),
        "id": _id(each),
        "logo": None,
        "date": each.begins.isoformat(),
        "start": each.start,
        "end": each.ends.isoformat(),
        "duration": each.duration,
        "room": each.room,
        "slug": _slug(each),
        "url": talk,
        "title": each.title,
        "subtitle": "",
        "track": each.theme or None,
        "type": _type(each),
        "language": "en",
        # As a browser's form sends lines.
        "abstract": each.description.replace("\n", "\r\n"),
        "description": "",
        "recording_license": "",
        "do_not_record": False,
        "persons": [
            {"code": f"P{_speakers().index(name):05}", "name": name, "avatar": None, "biography": None,
             "public_name": name, "guid": str(uuid5(NAMESPACE_URL, f"{SITE}/{name}")), "url": f"{SITE}/speaker/"}
            for name in each.speakers
        ],
        "links": [],
        "feedback_url": f"{talk}feedback/",
        "origin_url": talk,
        "attachments": [],
    }  # fmt: skip


def frab() -> dict[str, Any]:
    """The programme as frab writes `schedule.json`: its days, and of each all rooms."""
    days = _days(whole=False)
    about = {
        "acronym": "ICDD",
        "title": FACTS["conference"]["name"]["en"],
        "start": days[0].isoformat(),
        "end": days[-1].isoformat(),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": str(ZONE),
        "rooms": [{"name": room, "guid": _room_guid(room), "capacity": None} for room in _rooms()],
        "days": [
            {
                "index": index,
                "date": day.isoformat(),
                "day_start": _frab_day(day)[0],
                "day_end": _frab_day(day)[1],
                "rooms": {room: [_frab_event(each) for each in _on(day, room)] for room in _rooms()},
            }
            for index, day in enumerate(days, 1)
        ],
    }
    return {"schedule": {"version": "1.0", "base_url": "https://frab.example", "conference": about}}


def _frab_day(day: date) -> tuple[str, str]:
    begins = _four(day) + timedelta(hours=4)
    return begins.isoformat(), (begins + timedelta(hours=12)).isoformat()


def _frab_event(each: Meeting) -> dict[str, Any]:
    return {
        "url": f"{FRAB}/events/{_id(each)}.html",
        "id": _id(each),
        "guid": each.guid,
        "logo": None,
        "date": each.begins.isoformat(),
        "start": each.start,
        "duration": each.duration,
        "room": each.room,
        "slug": _slug(each),
        "title": each.title,
        "subtitle": None,
        "track": each.theme or None,
        "type": each.kind,
        "language": "en",
        "abstract": each.description.replace("\n", "\r\n") or None,
        "description": None,
        "recording_license": None,
        "do_not_record": False,
        "persons": [
            {"guid": str(uuid5(NAMESPACE_URL, f"{FRAB}/{name}")), "id": 7 + _speakers().index(name), "name": name,
             "public_name": name}
            for name in each.speakers
        ],
        "links": [],
        "attachments": [],
    }  # fmt: skip


def pretalx_xml() -> bytes:
    """The programme as pretalx writes `schedule.xml`."""
    days = _days(whole=True)
    root = Element("schedule")
    SubElement(root, "generator", name="pretalx", system="pretalx.example", version="2026.3.0")
    SubElement(root, "version").text = "1.0"
    about = SubElement(root, "conference")
    for name, text in (
        ("title", FACTS["conference"]["name"]["en"]), ("acronym", "icdd-2021"), ("start", days[0].isoformat()),
        ("end", days[-1].isoformat()), ("days", str(len(days))), ("timeslot_duration", "00:05"),
        ("base_url", "https://pretalx.example"), ("time_zone_name", str(ZONE)), ("color", "#3aa57c"),
    ):  # fmt: skip
        SubElement(about, name).text = text
    for at, (key, title) in enumerate(THEMES.items(), 1):
        SubElement(about, "track", name=title, slug=f"{at}-{key}", color="#00509b")
    for index, day in enumerate(days, 1):
        span = (_four(day).isoformat(), (_four(day) + timedelta(hours=23, minutes=59)).isoformat())
        in_day = SubElement(root, "day", index=str(index), date=day.isoformat(), start=span[0], end=span[1])
        for room in _rooms():
            if _on(day, room):
                in_room = SubElement(in_day, "room", name=room, guid=_room_guid(room))
                for each in _on(day, room):
                    _pretalx_element(in_room, each)
    return _xml(root)


def _pretalx_element(room: Element, each: Meeting) -> None:
    event = SubElement(room, "event", guid=each.guid, id=str(_id(each)), code=_code(each))
    for name, text in (
        ("room", each.room), ("title", each.title), ("subtitle", ""), ("type", _type(each)),
        ("date", each.begins.isoformat()), ("start", each.start), ("duration", each.duration),
        ("abstract", each.description), ("slug", _slug(each)), ("track", each.theme),
    ):  # fmt: skip
        SubElement(event, name).text = text
    _persons(event, each)
    SubElement(event, "language").text = "en"
    recording = SubElement(event, "recording")
    SubElement(recording, "license")
    SubElement(recording, "optout").text = "false"
    SubElement(event, "links")
    SubElement(event, "attachments")
    SubElement(event, "url").text = f"{SITE}/talk/{_code(each)}/"
    SubElement(event, "feedback_url").text = f"{SITE}/talk/{_code(each)}/feedback/"


def _persons(event: Element, each: Meeting) -> None:
    persons = SubElement(event, "persons")
    for name in each.speakers:
        SubElement(persons, "person", id=str(7 + _speakers().index(name))).text = name


def frab_xml() -> bytes:
    """The programme as frab writes `schedule.xml`."""
    days = _days(whole=False)
    root = Element("schedule")
    SubElement(root, "generator", name="frab", version="0.7")
    SubElement(root, "version").text = "1.0"
    about = SubElement(root, "conference")
    for name, text in (
        ("acronym", "ICDD"), ("title", FACTS["conference"]["name"]["en"]), ("start", days[0].isoformat()),
        ("end", days[-1].isoformat()), ("days", str(len(days))), ("timeslot_duration", "00:05"),
        ("time_zone_name", str(ZONE)), ("base_url", "https://frab.example"),
    ):  # fmt: skip
        SubElement(about, name).text = text
    for index, day in enumerate(days, 1):
        begins, ends = _frab_day(day)
        in_day = SubElement(root, "day", index=str(index), date=day.isoformat(), start=begins, end=ends)
        for room in _rooms():
            in_room = SubElement(in_day, "room", name=room, guid=_room_guid(room))
            for each in _on(day, room):
                _frab_element(in_room, each)
    return _xml(root)


def _frab_element(room: Element, each: Meeting) -> None:
    event = SubElement(room, "event", id=str(_id(each)), guid=each.guid)
    for name, text in (
        ("date", each.begins.isoformat()), ("start", each.start), ("duration", each.duration), ("room", each.room),
        ("slug", _slug(each)), ("url", f"{FRAB}/events/{_id(each)}.html"),
    ):  # fmt: skip
        SubElement(event, name).text = text
    recording = SubElement(event, "recording")
    SubElement(recording, "license")
    SubElement(recording, "optout").text = "false"
    for name, text in (
        ("title", each.title), ("subtitle", ""), ("track", each.theme), ("type", each.kind), ("language", "en"),
        ("abstract", each.description), ("description", ""), ("logo", ""),
    ):  # fmt: skip
        SubElement(event, name).text = text
    _persons(event, each)
    SubElement(event, "links")
    SubElement(event, "attachments")


def _xml(root: Element) -> bytes:
    indent(root, " ")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def as_json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
