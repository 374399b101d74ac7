"""Protocol of outcome documents and their paragraphs. Stream `outcome/…`; a summary is in the conference's stream."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from foundation.messages.edits import Values
from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.outcome import markup
from sessions.programme.protocol import GivenText, LanguageTag, ReadAccess, Text

OutcomeState = Literal["drafting", "deciding", "adopted"]
"""`deciding`: consensus was asked for, or a silence procedure runs. Its text does not change then (OD7)."""
ParagraphKind = Literal["preamble", "area", "paragraph", "item"]
ParagraphStatus = Literal["open", "ad_referendum", "agreed"]
CitationKind = Literal["turn", "statement", "question", "note"]
Symbol = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Cleaned = AfterValidator(markup.clean)
"""Cleans a text while its command is parsed, before the transaction begins."""
ParagraphText = Annotated[str, Field(max_length=markup.LONGEST), Cleaned]
"""A paragraph in the markup: `<b>`, `<i>`, `<fn>` for a footnote, and `&lt;`, `&gt;`, `&amp;`."""
Version = Annotated[int, Field(ge=0)]
Language = Annotated[LanguageTag, Field(max_length=12)]


class Outcome(Entity):
    """An outcome document that everyone may see, in the conference's stream. Those who draft see all of them here."""

    session: str | None
    symbol: str
    title: Text
    access: ReadAccess
    state: OutcomeState
    reading: int
    adopted_at: str | None
    illustrative: bool


class MyOutcome(Outcome):
    """An outcome document for registered people or for delegations, sent to those who may see it."""


class Milestone(Message):
    """A version of a document with a name. The label is `reading` with the number of the reading, or `adopted`."""

    version: int
    label: Literal["reading", "adopted"]
    reading: int
    at: str


class OutcomeDocument(Entity):
    """The document itself, in its own stream."""

    session: str | None
    symbol: str
    title: Text
    language: str
    """The language of its authentic text."""
    access: ReadAccess
    state: OutcomeState
    reading: int
    amendments_until: str | None
    version: int
    taken_up: str | None
    """The paragraph that the chair has taken up for discussion."""
    milestones: list[Milestone]
    adopted_at: str | None
    sha256: str
    illustrative: bool


class OutcomeParagraph(Entity):
    """A paragraph of the document."""

    kind: ParagraphKind
    label: str
    position: float
    text: str
    version: int
    status: ParagraphStatus


class OutcomeCitation(Entity):
    """Something on which a paragraph rests, such as a turn or a statement."""

    paragraph: str
    kind: CitationKind
    session: str
    target: str
    label: str
    at: str | None


class CreateOutcome(Command):
    """Create an outcome document with its areas, and an empty paragraph in each."""

    type: Literal["outcome.create"] = "outcome.create"
    title: GivenText
    language: Language = "en"
    symbol: Symbol = ""
    session: str | None = None
    access: ReadAccess = "delegations"
    areas: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=300), Cleaned]], Field(max_length=40)
    ] = []


class RemoveOutcome(Command):
    """Remove the document. It can be restored."""

    type: Literal["outcome.remove"] = "outcome.remove"


class RestoreOutcome(Command):
    """Restore an outcome document that was removed. In the conference's stream: the document's has ended."""

    type: Literal["outcome.restore"] = "outcome.restore"
    outcome: str


class OutcomeValues(Values):
    """Values of an outcome document. Only those that are given count."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"session", "amendments_until"})
    title: GivenText | None = None
    symbol: Symbol | None = None
    session: str | None = None
    access: ReadAccess | None = None
    amendments_until: str | None = None


class ChangeOutcome(Command):
    """Change values of the document. `seen` has the same members, with the values that the sender saw before."""

    type: Literal["outcome.change"] = "outcome.change"
    values: OutcomeValues
    seen: OutcomeValues


class BeginReading(Command):
    """Begin a reading (OD3). Its number is the next one, or the present one again."""

    type: Literal["outcome.begin_reading"] = "outcome.begin_reading"
    reading: int = Field(ge=1, le=9)
    amendments_until: str | None = None


class NewParagraph(Message):
    """The kind and text of a paragraph to be added."""

    kind: ParagraphKind = "paragraph"
    text: ParagraphText


class AddParagraphs(Command):
    """Add paragraphs after another, or at the beginning of the document."""

    type: Literal["outcome.add_paragraphs"] = "outcome.add_paragraphs"
    after: str | None
    paragraphs: Annotated[list[NewParagraph], Field(min_length=1, max_length=200)]


class WriteParagraph(Command):
    """Write the text of a paragraph, if it has not changed since the version that the sender edited (OD4)."""

    type: Literal["outcome.write"] = "outcome.write"
    paragraph: str
    version: Version
    text: ParagraphText
    kind: ParagraphKind | None = None


class SplitParagraph(Command):
    """Split a paragraph. `at` is an offset in characters; the words before it stay."""

    type: Literal["outcome.split"] = "outcome.split"
    paragraph: str
    version: Version
    at: int = Field(ge=1)


class JoinParagraphs(Command):
    """Append the text of a paragraph to another, which stays."""

    type: Literal["outcome.join"] = "outcome.join"
    paragraph: str
    version: Version
    joined: str
    joined_version: Version


class UndoWords(Command):
    """Undo the split, the join, or the acceptance of amendments that gave a paragraph its version. `paragraph` is the
    one that stayed.

    What was attached to the words meanwhile follows them.
    """

    type: Literal["outcome.undo"] = "outcome.undo"
    paragraph: str
    version: Version


class MoveParagraph(Command):
    """Move a paragraph after another, or to the beginning of the document."""

    type: Literal["outcome.move"] = "outcome.move"
    paragraph: str
    after: str | None


class DeleteParagraph(Command):
    """Delete a paragraph. It can be restored."""

    type: Literal["outcome.delete_paragraph"] = "outcome.delete_paragraph"
    paragraph: str
    version: Version


class RestoreParagraph(Command):
    """Restore a paragraph that was deleted."""

    type: Literal["outcome.restore_paragraph"] = "outcome.restore_paragraph"
    paragraph: str


class RenumberParagraphs(Command):
    """Give all paragraphs labels in their order (OD2)."""

    type: Literal["outcome.renumber"] = "outcome.renumber"


class TakeUpParagraph(Command):
    """Take up a paragraph for discussion, or none. The hall screen shows it (OD6)."""

    type: Literal["outcome.take_up"] = "outcome.take_up"
    paragraph: str | None


class MarkParagraph(Command):
    """Record how far the negotiation of a paragraph is (OD6)."""

    type: Literal["outcome.mark"] = "outcome.mark"
    paragraph: str
    status: ParagraphStatus


class Cite(Command):
    """Add a citation: something on which a paragraph rests."""

    type: Literal["outcome.cite"] = "outcome.cite"
    paragraph: str
    kind: CitationKind
    session: str
    target: str = Field(min_length=1, max_length=40)
    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    at: str | None = None


class RemoveCitation(Command):
    """Remove a citation."""

    type: Literal["outcome.remove_citation"] = "outcome.remove_citation"
    citation: str


class OutcomeCreated(Event):
    """The conference has another outcome document. Withheld from everyone else if not everyone may see it."""

    type: Literal["outcome.created"] = "outcome.created"
    outcome: str


class OutcomeRemoved(Event):
    """The document was removed."""

    type: Literal["outcome.removed"] = "outcome.removed"


class OutcomeRestored(Event):
    """A removed outcome document is back. Withheld like `outcome.created`."""

    type: Literal["outcome.restored"] = "outcome.restored"
    outcome: str


class OutcomeTold(Event):
    """What the conference sees of an outcome document changed: its title, access, state or reading, or it is gone.

    Withheld like `outcome.created`, unless everyone could see the document before.
    """

    type: Literal["outcome.told"] = "outcome.told"
    outcome: str
    adopted: bool = False
    """Whether it was adopted just now."""


class OutcomeChanged(Event):
    """Values of the document were changed."""

    type: Literal["outcome.changed"] = "outcome.changed"


class ReadingBegan(Event):
    """A reading began."""

    type: Literal["outcome.reading_began"] = "outcome.reading_began"
    reading: int


class ParagraphsAdded(Event):
    """The document has more paragraphs."""

    type: Literal["outcome.paragraphs_added"] = "outcome.paragraphs_added"
    paragraphs: list[str]


class ParagraphWritten(Event):
    """The text of a paragraph changed. It was that of version `before`, and is now that of `version`."""

    type: Literal["outcome.written"] = "outcome.written"
    paragraph: str
    before: int
    version: int
    amendments: list[int]
    """The numbers of the amendments that were accepted or merged into it."""


class ParagraphSplit(Event):
    """The words of a paragraph from the token `token` on are now the paragraph `into`."""

    type: Literal["outcome.split_done"] = "outcome.split_done"
    paragraph: str
    into: str
    before: int
    token: int


class ParagraphsJoined(Event):
    """The text of the paragraph `joined` is now at the end of another, after `tokens` tokens."""

    type: Literal["outcome.joined"] = "outcome.joined"
    paragraph: str
    joined: str
    tokens: int


class SplitUndone(Event):
    """A paragraph has its words again that were the paragraph `split_off`."""

    type: Literal["outcome.split_undone"] = "outcome.split_undone"
    paragraph: str
    split_off: str
    split: int
    """The version in which it was split."""


class JoinUndone(Event):
    """The words of a paragraph from the token `tokens` on are the paragraph `restored` again."""

    type: Literal["outcome.join_undone"] = "outcome.join_undone"
    paragraph: str
    restored: str
    join: int
    """The version in which they were joined."""
    tokens: int


class AcceptanceUndone(Event):
    """A paragraph has the words again that it had before amendments were accepted or merged. They are on the table
    again.
    """

    type: Literal["outcome.acceptance_undone"] = "outcome.acceptance_undone"
    paragraph: str
    acceptance: int
    """The version in which they were accepted."""


class ParagraphMoved(Event):
    """A paragraph has another place."""

    type: Literal["outcome.moved"] = "outcome.moved"
    paragraph: str


class ParagraphDeleted(Event):
    """A paragraph was deleted."""

    type: Literal["outcome.paragraph_deleted"] = "outcome.paragraph_deleted"
    paragraph: str


class ParagraphRestored(Event):
    """A deleted paragraph is back."""

    type: Literal["outcome.paragraph_restored"] = "outcome.paragraph_restored"
    paragraph: str


class ParagraphsRenumbered(Event):
    """The paragraphs have labels in their order."""

    type: Literal["outcome.renumbered"] = "outcome.renumbered"


class ParagraphTakenUp(Event):
    """The chair took up a paragraph for discussion, or none."""

    type: Literal["outcome.taken_up"] = "outcome.taken_up"
    paragraph: str | None


class ParagraphMarked(Event):
    """The status of a paragraph changed."""

    type: Literal["outcome.marked"] = "outcome.marked"
    paragraph: str
    status: ParagraphStatus


class Cited(Event):
    """A citation was added to a paragraph."""

    type: Literal["outcome.cited"] = "outcome.cited"
    paragraph: str
    citation: str


class CitationRemoved(Event):
    """A citation was removed."""

    type: Literal["outcome.citation_removed"] = "outcome.citation_removed"
    paragraph: str
    citation: str


ENTITIES = {
    "outcome": Outcome,
    "my_outcome": MyOutcome,
    "outcome_document": OutcomeDocument,
    "outcome_paragraph": OutcomeParagraph,
    "outcome_citation": OutcomeCitation,
}
