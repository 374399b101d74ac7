"""Models of amendments and comments."""

from django.db import models
from django.db.models import Q

from foundation.choices import Column, choices_of
from sessions.outcome.amendments.protocol import AmendmentKind, Fate
from sessions.outcome.models import Outcome, Paragraph
from sessions.parties.models import Participant, Party


class Anchor(models.Model):
    """A range of words of a paragraph, which follows the paragraph's changes (OD5)."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="+")
    base = models.PositiveIntegerField()
    """The version of the paragraph in which `start` and `end` are counted. They count tokens (`words.py`)."""
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True)
    """The words of the range. Empty for an insertion."""
    words_before = models.TextField(blank=True)
    words_after = models.TextField(blank=True)
    fate: "Column[Fate]" = models.CharField(max_length=10, choices=choices_of(Fate), blank=True, default="")

    class Meta:
        abstract = True


class Amendment(Anchor):
    """An amendment. It proposes other words for a range of a paragraph, or a new paragraph after it."""

    class State(models.TextChoices):
        """The states of an amendment (OD8)."""

        DRAFT = "draft"
        TABLED = "tabled"
        ACCEPTED = "accepted"
        MERGED = "merged"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="amendments")
    # A new paragraph at the beginning of the document has none before it.
    paragraph = models.ForeignKey(  # type: ignore[assignment]  # the abstract model's field is not nullable
        Paragraph, on_delete=models.CASCADE, null=True, blank=True, related_name="amendments"
    )
    number = models.PositiveIntegerField(null=True, blank=True)
    """The amendment's number, which it gets when it is tabled."""
    kind: "Column[AmendmentKind]" = models.CharField(
        max_length=10, choices=choices_of(AmendmentKind), default="words"
    )
    text = models.TextField(blank=True)
    """The new words, in the markup. Empty for a deletion."""
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    """The party that proposes it."""
    supporters = models.JSONField(default=list, blank=True)
    """The ids of the parties that support it, in the order in which they joined."""
    author = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.TABLED)
    reading = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=1000, blank=True)
    """Why it was rejected."""
    tabled_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "number"],
                condition=Q(number__isnull=False),
                name="one_amendment_a_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}: amendment {self.number or 'draft'}"


class Comment(Anchor):
    """A comment on a paragraph, or on a range of its words."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="comments")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="comments")
    on_words = models.BooleanField(default=False)
    text = models.TextField()
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    """The party that comments. Null if it is a comment of those who draft the document."""
    author = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


OPEN = (Amendment.State.DRAFT, Amendment.State.TABLED)
"""The states of an amendment in which it follows the changes of its paragraph."""
