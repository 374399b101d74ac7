"""The parts of an outcome document over REST, and the commands that change them: one row for each address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foundation.messages.projections import Audience
from foundation.messages.protocol import Command, Message
from sessions.outcome import protocol as text
from sessions.outcome.adoption import projections as adoption_shown
from sessions.outcome.adoption import protocol as adoption
from sessions.outcome.amendments import projections as amendments_shown
from sessions.outcome.amendments import protocol as amendments
from sessions.outcome.models import Citation, Outcome
from sessions.outcome.projections import show_citation, show_paragraph
from sessions.outcome.translations import projections as translations_shown
from sessions.outcome.translations import protocol as translations
from sessions.outcome.translations.models import Translation


@dataclass(frozen=True)
class Part:
    """A kind of thing that a document has several of. `one` is the member by which commands name it."""

    name: str
    singular: str
    one: str
    representation: type[Message]
    shown: Callable[[Any, Audience], Message | None]
    rows: Callable[[Outcome], Any]

    def show(self, row: Any) -> Any:
        """The representation of a row as JSON values, or null if nothing is shown of it any more."""
        found = self.shown(row, Audience.MODERATORS)
        return None if found is None else found.model_dump(mode="json")


PARAGRAPHS = Part(
    "paragraphs", "paragraph", "paragraph", text.OutcomeParagraph, show_paragraph,
    rows=lambda document: document.paragraphs.all(),
)  # fmt: skip
CITATIONS = Part(
    "citations", "citation", "citation", text.OutcomeCitation, show_citation,
    rows=lambda document: Citation.objects.filter(
        paragraph__outcome=document, paragraph__deleted_at=None
    ).select_related("paragraph"),
)  # fmt: skip
AMENDMENTS = Part(
    "amendments", "amendment", "amendment", amendments.OutcomeAmendment, amendments_shown.show_amendment,
    # Drafts are their delegation's.
    rows=lambda document: document.amendments.filter(number__isnull=False).select_related("paragraph"),
)  # fmt: skip
COMMENTS = Part(
    "comments", "comment", "comment", amendments.OutcomeComment, amendments_shown.show_comment,
    rows=lambda document: document.comments.filter(removed_at=None).select_related("paragraph"),
)  # fmt: skip
TRANSLATIONS = Part(
    "translations", "translation", "", translations.OutcomeTranslation, translations_shown.show_translation,
    rows=lambda document: Translation.objects.filter(paragraph__outcome=document, paragraph__deleted_at=None),
)  # fmt: skip
PROCEDURES = Part(
    "procedures", "procedure", "", adoption.OutcomeProcedure, adoption_shown.show_procedure,
    rows=lambda document: document.procedures.all(),
)  # fmt: skip
RESERVATIONS = Part(
    "reservations", "reservation", "reservation", adoption.OutcomeReservation, adoption_shown.show_reservation,
    rows=lambda document: document.reservations.filter(withdrawn_at=None),
)  # fmt: skip
CORRIGENDA = Part(
    "corrigenda", "corrigendum", "", adoption.OutcomeCorrigendum, adoption_shown.show_corrigendum,
    rows=lambda document: document.corrigenda.all(),
)  # fmt: skip
PARTS = (
    PARAGRAPHS, CITATIONS, AMENDMENTS, COMMENTS, TRANSLATIONS, PROCEDURES, RESERVATIONS, CORRIGENDA,
)  # fmt: skip


@dataclass(frozen=True)
class DocumentAct:
    """A change of an outcome document over REST. `path` is below the document, or below one of its parts. `hidden`
    members are not taken over REST.
    """

    path: str
    command: type[Command]
    says: str
    hidden: frozenset[str] = frozenset()


OF_DOCUMENT = (
    DocumentAct("readings", text.BeginReading, "Begin a reading"),
    DocumentAct("renumber", text.RenumberParagraphs, "Number the paragraphs in their order"),
    DocumentAct("take-up", text.TakeUpParagraph, "Take up a paragraph, or none"),
    DocumentAct("consensus", adoption.AskConsensus, "Ask for consensus"),
    DocumentAct("consensus/object", adoption.ObjectToConsensus, "Object to the consensus, for a party"),
    DocumentAct("consensus/withdraw", adoption.WithdrawObjection, "Withdraw the objection of a party"),
    DocumentAct("consensus/adopt", adoption.AdoptByConsensus, "Adopt the document"),
    DocumentAct("silence", adoption.BeginSilence, "Begin a silence procedure"),
    DocumentAct("silence/extend", adoption.ExtendSilence, "Give the silence procedure a later deadline"),
    DocumentAct("silence/break", adoption.BreakSilence, "Break the silence, for a party"),
    DocumentAct("procedures/end", adoption.EndProcedure, "End the procedure without a result"),
)
"""POST below the document. The answer is the document."""

# A draft of an amendment is its delegation's alone: a program enters what was tabled.
NO_DRAFT = frozenset({"draft"})
MAKING: dict[Part, tuple[DocumentAct, ...]] = {
    PARAGRAPHS: (DocumentAct("", text.AddParagraphs, "Add paragraphs"),),
    CITATIONS: (DocumentAct("", text.Cite, "Add what a paragraph rests on"),),
    AMENDMENTS: (
        DocumentAct("", amendments.ProposeAmendment, "Table an amendment to words, for a party", NO_DRAFT),
        DocumentAct("paragraph", amendments.ProposeParagraph, "Table a new paragraph, for a party", NO_DRAFT),
    ),
    COMMENTS: (DocumentAct("", amendments.CommentParagraph, "Comment on a paragraph"),),
    RESERVATIONS: (DocumentAct("", adoption.Reserve, "Attach a reservation or an explanation of position"),),
    CORRIGENDA: (DocumentAct("", adoption.AddCorrigendum, "Add a corrigendum"),),
}
"""POST to a collection. The answer is what was made."""

CHANGING: dict[Part, tuple[DocumentAct, ...]] = {
    PARAGRAPHS: (
        DocumentAct("write", text.WriteParagraph, "Write the text of a paragraph"),
        DocumentAct("split", text.SplitParagraph, "Split a paragraph"),
        DocumentAct("join", text.JoinParagraphs, "Append another paragraph"),
        DocumentAct("move", text.MoveParagraph, "Move a paragraph"),
        DocumentAct("restore", text.RestoreParagraph, "Restore a paragraph"),
        DocumentAct("mark", text.MarkParagraph, "Record how far the negotiation of a paragraph is"),
        DocumentAct("translate", translations.TranslateParagraph, "Write a paragraph in another language"),
        DocumentAct("merge-amendments", amendments.MergeAmendments, "Merge amendments into a text"),
    ),
    AMENDMENTS: (
        DocumentAct("renew", amendments.ChangeAmendment, "Renew an amendment on the present text"),
        DocumentAct("withdraw", amendments.WithdrawAmendment, "Withdraw an amendment"),
        DocumentAct("support", amendments.SupportAmendment, "Support an amendment, for a party"),
        DocumentAct("end-support", amendments.EndSupport, "End the support of a party"),
        DocumentAct("accept", amendments.AcceptAmendment, "Accept an amendment"),
        DocumentAct("reject", amendments.RejectAmendment, "Reject an amendment"),
        DocumentAct("reconsider", amendments.ReconsiderAmendment, "Put an amendment on the table again"),
    ),
    COMMENTS: (DocumentAct("resolve", amendments.ResolveComment, "Mark a comment as dealt with"),),
}
"""POST below one of a part. The answer is that one."""

REMOVING: dict[Part, type[Command]] = {
    PARAGRAPHS: text.DeleteParagraph,
    CITATIONS: text.RemoveCitation,
    COMMENTS: amendments.RemoveComment,
    RESERVATIONS: adoption.WithdrawReservation,
}
"""DELETE of one of a part."""
