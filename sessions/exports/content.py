"""The content of an exported document, independent of its format. The concepts make it; two modules write it as a file.
Pure.

Texts are plain: they have no markup of any format.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Run:
    """Words that have the same form. `note` is the text of a footnote that follows them."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str = ""
    kind: Literal["run"] = "run"


@dataclass(frozen=True)
class Alternative:
    """What an amendment puts in place of some words. If it has no runs, it deletes the words.

    `author` is the sponsor. `said` names, for readers, the sponsor, its supporters and what they propose. `at` is when
    the amendment was tabled (ISO 8601).
    """

    runs: tuple[Run, ...]
    author: str
    said: str
    at: str


@dataclass(frozen=True)
class Choice:
    """Words in square brackets, and the alternatives that are proposed for them. If there are no words, the
    alternatives are insertions.
    """

    words: tuple[Run, ...]
    alternatives: tuple[Alternative, ...]
    kind: Literal["choice"] = "choice"


Inline = Run | Choice


@dataclass(frozen=True)
class Heading:
    """A heading. Levels begin at 1, and none is skipped."""

    level: int
    inlines: tuple[Inline, ...]
    label: str = ""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, with its label in the margin. `lesser` means small print. `proposed` means that an amendment
    proposes all of it.

    `language` is a BCP 47 tag. If it is empty, the language is the document's.
    """

    inlines: tuple[Inline, ...]
    label: str = ""
    indent: int = 0
    lesser: bool = False
    proposed: bool = False
    language: str = ""
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Table:
    """A table. For each column, `figures` says whether it holds figures, and `weights` says how wide it is."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[bool, ...]
    weights: tuple[int, ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Facts:
    """A list of names and values, such as the place of a meeting."""

    rows: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


Block = Heading | Paragraph | Table | Facts


@dataclass(frozen=True)
class Document:
    """A document for export. `date` is its day (ISO 8601), which is also the date in the file's properties."""

    title: str
    symbol: str
    language: str
    date: str
    author: str
    above: tuple[str, ...] = ()
    """The lines above the title, such as the conference."""
    below: tuple[str, ...] = ()
    """The lines below the title, such as the document's state."""
    blocks: tuple[Block, ...] = field(default=())


def text(words: str, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """Words as a list of one run. It is empty if there are no words."""
    return (Run(words, bold, italic),) if words else ()


def weights(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The width of each column, as a weight: it depends on the longest word and on the amount of text."""
    found = []
    for at, label in enumerate(header):
        cells = [label, *(row[at] for row in rows)]
        word = max((len(part) for cell in cells for part in cell.split()), default=1)
        longest = max(len(cell) for cell in cells)
        found.append(min(max(word, min(longest, 24 + longest // 8), 4), 60))
    return tuple(found)


def as_json(document: Document) -> str:
    """The document as JSON. Equal documents always give the same text."""
    return json.dumps(asdict(document), ensure_ascii=False, separators=(",", ":"))
