"""Files for import, as people and programs write them, and damaged on purpose."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl.workbook.workbook import Workbook

Rows = Sequence[Sequence[Any]]


def csv_of(rows: Rows, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def xlsx_of(rows: Rows, *, merged: str = "", at: dict[str, Any] | None = None) -> bytes:
    """A workbook with these rows, merged cells, and values at cells."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cell, value in (at or {}).items():
        sheet[cell] = value
    if merged:
        sheet.merge_cells(merged)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one more part, or another content of a part that it has."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return written.getvalue()


def with_result(workbook: bytes, formula: str, result: str) -> bytes:
    """The workbook with a stored result of a formula, as a spreadsheet program saves it."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        sheet = archive.read(name).decode()
    old = f"<f>{formula}</f><v /></c>" if "<v />" in sheet else f"<f>{formula}</f><v></v></c>"
    assert old in sheet, sheet
    at = sheet.index(old)
    begin = sheet.rindex("<c ", 0, at)
    cell = sheet[begin:at].replace(">", ' t="str">', 1) if " t=" not in sheet[begin:at] else sheet[begin:at]
    new = f"{sheet[:begin]}{cell}<f>{formula}</f><v>{result}</v></c>{sheet[at + len(old) :]}"
    return with_part(workbook, name, new.encode())


def event(**fields: Any) -> dict[str, Any]:
    """An event of a schedule, with the members that pretalx gives it."""
    return {
        "guid": "0f3c8a52-7d3e-5d0a-9a59-0c1f6a1d2b11",
        "code": "RVR7QK",
        "id": 41,
        "logo": None,
        "date": "2021-11-16T10:00:00+08:00",
        "start": "10:00",
        "duration": "01:30",
        "room": "Plenary Hall",
        "slug": "test-41-rivers",
        "url": "https://example.org/talk/RVR7QK/",
        "title": "Rivers without borders",
        "subtitle": "",
        "track": "Water",
        "type": "Panel",
        "language": "en",
        "abstract": "Who measures, and who is told.",
        "description": "",
        "recording_license": "",
        "do_not_record": False,
        "persons": [
            {
                "code": "A1",
                "name": "Ana Example",
                "avatar": None,
                "biography": "",
                "public_name": "Ana Example",
            }
        ],
        "links": [],
        "attachments": [],
    } | fields


def schedule_json(*events: dict[str, Any], **conference: Any) -> bytes:
    """A `schedule.json` of one day and one room."""
    day = {
        "index": 1,
        "date": "2021-11-16",
        "day_start": "2021-11-16T04:00:00+08:00",
        "day_end": "2021-11-17T03:59:00+08:00",
        "rooms": {"Plenary Hall": list(events)},
    }
    about = {"acronym": "test", "title": "Test", "start": "2021-11-16", "end": "2021-11-16", "daysCount": 1,
             "timeslot_duration": "00:05", "time_zone_name": "Asia/Makassar", "days": [day]}  # fmt: skip
    schedule = {"url": "https://example.org/", "version": "1", "base_url": "https://example.org/",
                "conference": about | conference}  # fmt: skip
    return json.dumps({"$schema": "https://c3voc.de/schedule/schema.json", "schedule": schedule}).encode()


SCHEDULE_XML = """<?xml version='1.0' encoding='utf-8' ?>
<schedule>
  <generator name="frab" version="0.7" />
  <version>1</version>
  <conference>
    <acronym>test</acronym>
    <title>Test</title>
    <start>2021-11-16</start>
    <end>2021-11-16</end>
    <days>1</days>
    <timeslot_duration>00:15</timeslot_duration>
  </conference>
  <day index="1" date="2021-11-16" start="2021-11-16T04:00:00+08:00" end="2021-11-17T03:59:00+08:00">
    <room name="Plenary Hall">
      <event guid="0f3c8a52-7d3e-5d0a-9a59-0c1f6a1d2b11" id="41">
        <room>Plenary Hall</room>
        <title>Rivers without borders</title>
        <subtitle></subtitle>
        <type>panel</type>
        <date>2021-11-16T10:00:00+08:00</date>
        <start>10:00</start>
        <duration>1:30</duration>
        <abstract>Who measures, and who is told.</abstract>
        <slug>rivers</slug>
        <track>Water</track>
        <persons><person id="7">Ana Example</person><person id="8">Ben Example</person></persons>
        <language>en</language>
        <description></description>
        <recording><license/><optout>false</optout></recording>
        <links/>
        <attachments/>
      </event>
    </room>
  </day>
</schedule>
"""
