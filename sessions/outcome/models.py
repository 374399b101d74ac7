"""Models of outcome documents, their paragraphs, and what the paragraphs rest on."""

from django.db import models

from foundation.choices import Column, choices_of
from foundation.languages import text_in
from sessions.outcome.protocol import (
    CitationKind,
    OutcomeState,
    ParagraphKind,
    ParagraphStatus,
)
from sessions.programme.models import Conference, Session
from sessions.programme.protocol import ReadAccess


class Outcome(models.Model):
    """An outcome document: the text that a conference negotiates and adopts."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="outcomes")
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="outcomes"
    )
    """The session that negotiates it."""
    symbol = models.CharField(max_length=60, blank=True)
    title = models.JSONField(default=dict)
    language = models.CharField(max_length=12, default="en")
    """The language of the authentic text, as a BCP 47 tag."""
    access: "Column[ReadAccess]" = models.CharField(
        max_length=12, choices=choices_of(ReadAccess), default="delegations"
    )
    state: "Column[OutcomeState]" = models.CharField(
        max_length=10, choices=choices_of(OutcomeState), default="drafting"
    )
    reading = models.PositiveSmallIntegerField(default=0)
    """The number of the present reading. 0 before the first reading."""
    amendments_until = models.DateTimeField(null=True, blank=True)
    """Until when delegations may table amendments in this reading. Null if they may as long as the reading lasts."""
    version = models.PositiveIntegerField(default=0)
    """How often the document's text or the order of its paragraphs changed."""
    last_amendment = models.PositiveIntegerField(default=0)
    """The number of the latest amendment that was tabled. No number is used again."""
    taken_up = models.ForeignKey(
        "Paragraph", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The paragraph that the chair has taken up for discussion. The hall screen shows it."""
    milestones = models.JSONField(default=list, blank=True)
    """The versions that have a name: `[{"version": 12, "label": "first_reading", "at": …}]`."""
    adopted_at = models.DateTimeField(null=True, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    """The digest of the adopted text (`digest.py`), in hexadecimal."""
    illustrative = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.symbol or text_in(self.title) or str(self.pk)

    @property
    def stream(self) -> str:
        """The document's stream."""
        return f"outcome/{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether everyone may see it."""
        return self.removed_at is None and self.access == "public"


class Paragraph(models.Model):
    """A paragraph of an outcome document. A deleted one keeps its row, because its versions and amendments belong to
    the record.
    """

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="paragraphs")
    kind: "Column[ParagraphKind]" = models.CharField(
        max_length=10, choices=choices_of(ParagraphKind), default="paragraph"
    )
    label = models.CharField(max_length=24)
    """Its number as people say it: `12`, `12 bis`, `PP3` (OD2)."""
    position = models.FloatField()
    """A number that gives the paragraph's place: paragraphs are in the order of these numbers."""
    text = models.TextField(blank=True)
    """The text, in the markup of `markup.py`."""
    version = models.PositiveIntegerField(default=0)
    """The document's version when its text or kind last changed."""
    status: "Column[ParagraphStatus]" = models.CharField(
        max_length=14, choices=choices_of(ParagraphStatus), default="open"
    )
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.label}"


class ParagraphVersion(models.Model):
    """A version of a paragraph: what it was from one version of the document until the next row of the same
    paragraph.
    """

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    """The number of the document's version."""
    kind = models.CharField(max_length=10)
    label = models.CharField(max_length=24)
    position = models.FloatField()
    text = models.TextField(blank=True)
    deleted = models.BooleanField(default=False)
    cause = models.CharField(max_length=12)
    """`added`, `written`, `accepted`, `merged`, `split`, `joined`, `undone`, `moved`, `deleted`, `restored`,
    `renumbered`.
    """
    by = models.CharField(max_length=36, blank=True)
    """The person's id. Empty if the server changed it."""
    at = models.DateTimeField()
    brought = models.JSONField(default=dict, blank=True)
    """What came with the change, to undo it: of a paragraph that was joined with this one, the ids of its `citations`,
    and of `amendments` and `comments` without words; or the ids of the amendments that were `accepted`.
    """

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "number"], name="one_row_a_version")]

    def __str__(self) -> str:
        return f"{self.paragraph_id}: {self.number}"


LONGEST_LABEL = 200


class Citation(models.Model):
    """What a paragraph rests on: a turn, a statement, a question, or a note of the minutes."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="citations")
    kind: "Column[CitationKind]" = models.CharField(max_length=10, choices=choices_of(CitationKind))
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    target = models.CharField(max_length=40)
    """The id of what is cited, within its session."""
    label = models.CharField(max_length=LONGEST_LABEL)
    """The words that a reader sees for it: `Fiji, Countries’ Review`."""
    at = models.DateTimeField(null=True, blank=True)
    """The moment to which it belongs. The recording of the session is played from there."""

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "kind", "session", "target"], name="one_citation_a_target"
            )
        ]

    def __str__(self) -> str:
        return self.label
