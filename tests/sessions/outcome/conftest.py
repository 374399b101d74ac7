"""An outcome document in a small conference."""

from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.messages.protocol import Refused
from sessions.models import Amendment, Outcome, Paragraph
from tests.support.assembly import Assembly

TEXT = "We will share good practices with all countries of the region."


class Drafting:
    """A document with one area and one paragraph, and commands on its stream. `chair` drafts and presides."""

    def __init__(self, hall: Assembly, chair: Seat) -> None:
        self.hall, self.chair = hall, chair
        answer = hall.do(
            chair,
            "outcome.create",
            stream=hall.conference.stream,
            title={"en": "Message"},
            areas=["Capacity building"],
        )
        assert not isinstance(answer, Refused), answer
        self.document = Outcome.objects.latest("pk")
        self.stream = self.document.stream

    def code(self, seat: Seat, kind: str, /, **fields: Any) -> str:
        """Send a command; returns the code of its refusal, or "" if it is done."""
        answer = self.hall.do(seat, f"outcome.{kind}", stream=self.stream, **fields)
        return answer.code if isinstance(answer, Refused) else ""

    def do(self, seat: Seat, kind: str, /, **fields: Any) -> None:
        """Send a command that must succeed."""
        answer = self.hall.do(seat, f"outcome.{kind}", stream=self.stream, **fields)
        assert not isinstance(answer, Refused), answer

    def add(self, *texts: str, after: Paragraph | None = None, kind: str = "paragraph") -> list[Paragraph]:
        """Add paragraphs, at the end of the document if no place is given."""
        known = set(self.document.paragraphs.values_list("pk", flat=True))
        place = after or self.paragraphs()[-1]
        given = [{"kind": kind, "text": text} for text in texts]
        self.do(self.chair, "add_paragraphs", after=str(place.pk), paragraphs=given)
        return [row for row in self.paragraphs() if row.pk not in known]

    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs that are not deleted, in order."""
        return list(self.document.paragraphs.filter(deleted_at=None).order_by("position"))

    def now(self, row: Any) -> Any:
        """The row as it is stored now."""
        return type(row).objects.get(pk=row.pk)

    def write(self, row: Paragraph, text: str) -> None:
        """Give a paragraph another text."""
        self.do(self.chair, "write", paragraph=str(row.pk), version=self.now(row).version, text=text)

    def place(self, row: Paragraph, words: str) -> dict[str, Any]:
        """Where some words stand in a paragraph, as a command has it."""
        present = self.now(row)
        start = present.text.index(words)
        return {
            "paragraph": str(row.pk),
            "version": present.version,
            "start": start,
            "end": start + len(words),
        }

    def propose(self, seat: Seat, row: Paragraph, words: str, text: str, **fields: Any) -> Amendment:
        """Propose other words."""
        self.do(seat, "propose", **self.place(row, words), text=text, **fields)
        return Amendment.objects.latest("pk")

    def accept(self, amendment: Amendment) -> str:
        """Accept an amendment; returns the code of a refusal."""
        row = self.now(amendment).paragraph
        version = row.version if row else 0
        return self.code(self.chair, "accept", amendment=str(amendment.pk), version=version)


@pytest.fixture
def drafting(hall: Assembly, chair: Seat) -> Drafting:
    return Drafting(hall, chair)


@pytest.fixture
def reading(drafting: Drafting) -> Drafting:
    """The document with a paragraph, in its first reading."""
    drafting.add(TEXT)
    drafting.do(drafting.chair, "begin_reading", reading=1)
    return drafting
