"""Collects what is stored about a person, for that person to read: as values for JSON, and for a page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from foundation.clock import timestamp_text
from sessions.personal_data.people import Person
from sessions.personal_data.tables import TABLES, PersonalDataTable


@dataclass(frozen=True)
class Section:
    """The rows of one table that are about a person. Each is a mapping from field to value."""

    stored: PersonalDataTable
    rows: list[dict[str, Any]]


def sections(person: Person) -> list[Section]:
    """Every table of `TABLES` that has rows about the person."""
    found = [Section(each, _rows_of_table(each, person)) for each in TABLES]
    return [section for section in found if section.rows]


def as_json(person: Person) -> dict[str, Any]:
    """The export for programs (GDPR, Article 20), by table."""
    return {
        "person": str(person.public_id),
        "data": {
            section.stored.model: {
                "what": str(section.stored.what),
                "why": str(section.stored.why),
                "until": str(section.stored.until),
                "rows": section.rows,
            }
            for section in sections(person)
        },
    }


def _rows_of_table(stored: PersonalDataTable, person: Person) -> list[dict[str, Any]]:
    rows: Any = stored.rows_about(person)
    return [
        {name.removeprefix("payload__"): _json_value(value) for name, value in row.items()}
        for row in rows.values(*stored.fields)
    ]


def _json_value(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, str, list, dict)):
        return value
    if isinstance(value, Model):
        return str(value.pk)
    return timestamp_text(value) if hasattr(value, "astimezone") else str(value)
