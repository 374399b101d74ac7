"""The list of amendments to an outcome document: all that were tabled, in the order of the text."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from foundation.clock import timestamp_text
from foundation.database import read_transaction
from foundation.spreadsheets import BYTE_ORDER_MARK, escape_formula
from sessions.outcome import markup, models
from sessions.outcome.amendments.models import Amendment
from sessions.parties.models import Party

COLUMNS: Final = (
    "number", "paragraph", "kind", "sponsor", "supporters", "words", "proposal", "state", "reason", "overtaken",
    "reading", "tabled_at_utc", "decided_at_utc",
)  # fmt: skip


@dataclass(frozen=True)
class ListedAmendment:
    """An amendment on the list. `paragraph` is the label of the paragraph, or of the one that a new one follows."""

    number: int
    paragraph: str
    kind: str
    sponsor: str
    supporters: tuple[str, ...]
    words: str
    proposal: str
    state: str
    reason: str
    fate: str
    reading: int
    tabled_at: datetime | None
    decided_at: datetime | None


def read(outcome: models.Outcome, language: str) -> list[ListedAmendment]:
    """The amendments by paragraph, within it by the place of their words, then by number."""
    with read_transaction():
        parties = {
            str(row.pk): row.name_in(language)
            for row in Party.objects.filter(conference=outcome.conference_id)
        }
        rows = outcome.amendments.exclude(number=None).select_related("paragraph")
        found = sorted(rows, key=_sort_key)
    return [_listed_amendment(row, parties) for row in found]


def _sort_key(row: Amendment) -> tuple[float, bool, int, int]:
    at = row.paragraph.position if row.paragraph else float("-inf")
    # A new paragraph comes after the words of the one that it follows.
    return at, row.kind == "paragraph", row.start, row.number or 0


def _listed_amendment(row: Amendment, parties: dict[str, str]) -> ListedAmendment:
    return ListedAmendment(
        number=row.number or 0,
        paragraph=row.paragraph.label if row.paragraph else "",
        kind=row.kind,
        sponsor=parties.get(str(row.party_id), ""),
        supporters=tuple(parties[key] for key in row.supporters if key in parties),
        words=markup.without_markup(row.words),
        proposal=markup.without_markup(row.text),
        state=row.state,
        reason=row.reason,
        fate=row.fate,
        reading=row.reading,
        tabled_at=row.tabled_at,
        decided_at=row.decided_at,
    )


def as_csv(found: list[ListedAmendment]) -> str:
    """The list as a table (RFC 4180), with codes that are the same in every language."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows([*_cells(each)] for each in found)
    return BYTE_ORDER_MARK + written.getvalue()


def _cells(each: ListedAmendment) -> Iterator[str]:
    yield str(each.number)
    for text in (
        each.paragraph, each.kind, each.sponsor, "; ".join(each.supporters), each.words, each.proposal, each.state,
        each.reason, each.fate,
    ):  # fmt: skip
        yield escape_formula(text)
    yield str(each.reading)
    for at in (each.tabled_at, each.decided_at):
        yield timestamp_text(at) if at else ""
