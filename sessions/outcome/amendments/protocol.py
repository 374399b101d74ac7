"""Protocol of amendments to an outcome document, and of comments on it. Stream `outcome/…`."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event
from sessions.outcome import markup
from sessions.outcome.protocol import ParagraphText, Version

AmendmentKind = Literal["words", "paragraph"]
"""Other words for a range of a paragraph, or a new paragraph after it."""
AmendmentState = Literal["tabled", "accepted", "merged", "rejected", "withdrawn"]
Fate = Literal["", "done", "overtaken", "deleted"]
"""What became of the words: they stand, the text says it already, they were changed, or the paragraph was deleted."""
Plain = Annotated[str, Field(max_length=5000), AfterValidator(markup.clean_plain)]
"""A plain text, which becomes a text in the markup while the command is parsed."""
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Offset = Annotated[int, Field(ge=0)]
"""An offset in the paragraph's text (with its marks), in characters."""


class MyAmendment(Entity):
    """A draft of my delegation's amendment, which nobody else sees."""

    paragraph: str | None
    kind: AmendmentKind
    start: int | None
    """The range of words in the paragraph's present text, or null if it does not stand there any more."""
    end: int | None
    words: str
    words_before: str
    words_after: str
    text: str
    party: str
    fate: Fate
    author: str | None


class OutcomeAmendment(MyAmendment):
    """An amendment that was tabled."""

    number: int
    supporters: list[str]
    state: AmendmentState
    reading: int
    reason: str
    tabled_at: str
    decided_at: str | None


class OutcomeComment(Entity):
    """A comment on a paragraph, or on some of its words."""

    paragraph: str
    start: int | None
    end: int | None
    words: str
    text: str
    party: str | None
    author: str | None
    fate: Fate
    at: str
    resolved: bool


class ProposeAmendment(Command):
    """Propose other words for a range of a paragraph (OD8).

    An empty range inserts, and an empty text deletes. With `draft`, only the own delegation sees it. Those who draft
    the document may propose it for a party.
    """

    type: Literal["outcome.propose"] = "outcome.propose"
    paragraph: str
    version: Version
    start: Offset
    end: Offset
    text: Plain
    draft: bool = False
    party: str | None = None


class ProposeParagraph(Command):
    """Propose a new paragraph after another, or at the beginning of the document (OD8)."""

    type: Literal["outcome.propose_paragraph"] = "outcome.propose_paragraph"
    after: str | None
    text: Plain
    draft: bool = False
    party: str | None = None


class ChangeAmendment(Command):
    """Change the words of a draft. Or renew, on the paragraph's present text, an amendment that a change of the text
    overtook.

    An amendment keeps its number. Its supporters are asked again.
    """

    type: Literal["outcome.change_amendment"] = "outcome.change_amendment"
    amendment: str
    version: Version
    start: Offset
    end: Offset
    text: Plain


class DiscardDraft(Command):
    """Delete a draft of an amendment."""

    type: Literal["outcome.discard_draft"] = "outcome.discard_draft"
    amendment: str


class TableAmendment(Command):
    """Table a draft: it gets its number, and everyone who follows the document sees it."""

    type: Literal["outcome.table"] = "outcome.table"
    amendment: str


class WithdrawAmendment(Command):
    """Withdraw an amendment."""

    type: Literal["outcome.withdraw_amendment"] = "outcome.withdraw_amendment"
    amendment: str


class SupportAmendment(Command):
    """Support an amendment of another delegation."""

    type: Literal["outcome.support"] = "outcome.support"
    amendment: str
    party: str | None = None


class EndSupport(Command):
    """End the support of an amendment."""

    type: Literal["outcome.end_support"] = "outcome.end_support"
    amendment: str
    party: str | None = None


class AcceptAmendment(Command):
    """Accept an amendment: the paragraph gets its words. `version` is the paragraph's, as the sender saw it."""

    type: Literal["outcome.accept"] = "outcome.accept"
    amendment: str
    version: Version


class MergeAmendments(Command):
    """Merge amendments to one paragraph: the paragraph gets the text that the sender wrote."""

    type: Literal["outcome.merge"] = "outcome.merge"
    amendments: Annotated[list[str], Field(min_length=1, max_length=50)]
    paragraph: str
    version: Version
    text: ParagraphText


class RejectAmendment(Command):
    """Reject an amendment, with a reason."""

    type: Literal["outcome.reject"] = "outcome.reject"
    amendment: str
    reason: Reason


class ReconsiderAmendment(Command):
    """Put an amendment that was rejected or withdrawn on the table again."""

    type: Literal["outcome.reconsider"] = "outcome.reconsider"
    amendment: str


class CommentParagraph(Command):
    """Comment on a paragraph, or on a range of its words."""

    type: Literal["outcome.comment"] = "outcome.comment"
    paragraph: str
    version: Version
    start: Offset | None = None
    end: Offset | None = None
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]


class ResolveComment(Command):
    """Mark a comment as dealt with, or open it again."""

    type: Literal["outcome.resolve_comment"] = "outcome.resolve_comment"
    comment: str
    resolved: bool = True


class RemoveComment(Command):
    """Remove a comment of one's own delegation."""

    type: Literal["outcome.remove_comment"] = "outcome.remove_comment"
    comment: str


class AmendmentDrafted(Event):
    """A delegation has another draft, or changed one. Only that delegation gets the draft."""

    type: Literal["outcome.drafted"] = "outcome.drafted"


class AmendmentTabled(Event):
    """An amendment was tabled."""

    type: Literal["outcome.tabled"] = "outcome.tabled"
    amendment: str
    number: int


class AmendmentRenewed(Event):
    """An amendment has other words, on the present text of its paragraph."""

    type: Literal["outcome.amendment_renewed"] = "outcome.amendment_renewed"
    amendment: str
    number: int


class AmendmentWithdrawn(Event):
    """An amendment was withdrawn."""

    type: Literal["outcome.amendment_withdrawn"] = "outcome.amendment_withdrawn"
    amendment: str
    number: int


class AmendmentSupported(Event):
    """A delegation supports an amendment, or ended its support."""

    type: Literal["outcome.supported"] = "outcome.supported"
    amendment: str
    number: int
    party: str
    supports: bool


class AmendmentAccepted(Event):
    """Amendments were accepted, or merged into one text."""

    type: Literal["outcome.accepted"] = "outcome.accepted"
    amendments: list[str]
    numbers: list[int]
    merged: bool


class AmendmentRejected(Event):
    """An amendment was rejected."""

    type: Literal["outcome.rejected"] = "outcome.rejected"
    amendment: str
    number: int


class AmendmentReconsidered(Event):
    """An amendment is on the table again."""

    type: Literal["outcome.reconsidered"] = "outcome.reconsidered"
    amendment: str
    number: int


class Commented(Event):
    """A paragraph has another comment."""

    type: Literal["outcome.commented"] = "outcome.commented"
    paragraph: str
    comment: str


class CommentResolved(Event):
    """A comment was dealt with, or is open again."""

    type: Literal["outcome.comment_resolved"] = "outcome.comment_resolved"
    comment: str
    resolved: bool


class CommentRemoved(Event):
    """A comment was removed."""

    type: Literal["outcome.comment_removed"] = "outcome.comment_removed"
    comment: str


ENTITIES = {
    "outcome_amendment": OutcomeAmendment,
    "my_amendment": MyAmendment,
    "outcome_comment": OutcomeComment,
}
