"""Models of the rapporteurs' notes, and of the corrections that delegations ask for."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.minutes.notes.protocol import RequestState
from sessions.parties.models import Participant, Party
from sessions.programme.models import Session


class Note(models.Model):
    """A rapporteur's note for the minutes. It belongs to a turn or to a moment (MN1). `number` counts within the
    session.
    """

    class State(models.TextChoices):
        """State of a note (MN2)."""

        DRAFT = "draft"
        READY = "ready"
        APPROVED = "approved"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField()
    turn = models.PositiveIntegerField(null=True, blank=True)
    """The number of the turn to which it belongs, within its session. Null if it belongs to a moment alone."""
    at = models.DateTimeField()
    """The moment to which it belongs. The recording is played from there."""
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="+")
    """The participant who wrote its present text."""
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="one_note_a_number")]

    def __str__(self) -> str:
        return f"note {self.number}"


class CorrectionRequest(models.Model):
    """A delegation asks that a note be corrected (MN4)."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="requests")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    """The text that the delegation wants in the note."""
    asked_at = models.DateTimeField()
    state: "Column[RequestState]" = models.CharField(
        max_length=8, choices=choices_of(RequestState), default="asked"
    )
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.note}: {self.state}"
