"""The minutes consist of sections of rows. Values are typed once, and written for people or for programs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sessions.programme.models import Session

Kind = Literal["text", "count", "seconds", "moment", "word", "name", "yes", "sentence"]
"""The kind of a value. `seconds` is a duration. A `word` is a stable code that is translated for readers. A `name` is a
text by language. A `sentence` is written in the requested language, for people and for programs.
"""


@dataclass(frozen=True)
class Sentence:
    """A text of `texts.py`, and the values of its placeholders."""

    key: str
    values: dict[str, "Value"] = field(default_factory=dict)


Value = str | int | float | bool | datetime | dict[str, str] | Sentence | None


def sentence(key: str, **values: Value) -> Sentence:
    """A sentence with the values of its placeholders."""
    return Sentence(key, values)


@dataclass(frozen=True)
class Column:
    """A column. Its name is stable and documented in `docs/minutes.md`. Columns with `for_programs` are in CSV only."""

    name: str
    kind: Kind = "text"
    for_programs: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a section. Its values are in the order of the columns. `item` is the name by which corrections refer to
    the row, such as `turn/3` (FL25).
    """

    values: tuple[Value, ...]
    item: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the minutes, such as the turns."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class MinutesSection:
    """A section that a concept adds to the minutes.

    Sections are sorted by `position`. `read(session)` builds the section from stored data. It must contain only what
    everyone may see. `part`, such as `questions`, names a part of the session that is published separately: whoever may
    not read that part gets the minutes without the section.
    """

    name: str
    position: int
    read: Callable[[Session], Section]
    part: str = ""
