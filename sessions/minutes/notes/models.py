"""Models of the rapporteurs' notes, and of the corrections that delegations ask for."""

from django.db import models

from sessions.parties.models import Participant, Party
from sessions.programme.models import Session


class Note(models.Model):
    """A rapporteur's note, tied to a turn or to a moment (MN1). `number` counts within the session."""

    class State(models.TextChoices):
        """State of a note (MN2)."""

        DRAFT = "draft"
        READY = "ready"
        APPROVED = "approved"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField()
    turn = models.PositiveIntegerField(null=True, blank=True)
    """The number of the turn in its session. Null: it is tied to a moment alone."""
    at = models.DateTimeField()
    """Its moment, where the recording is played from."""
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="+")
    """Who wrote its text last."""
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="one_note_a_number")]

    def __str__(self) -> str:
        return f"note {self.number}"


class CorrectionRequest(models.Model):
    """A delegation asks that a note be corrected (MN4)."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="requests")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    """What should stand there."""
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.note}: {self.state}"
