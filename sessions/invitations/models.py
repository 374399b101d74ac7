"""Invitations: the e-mail address of an invited participant, and the link that was sent to it."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.invitations.protocol import LetterKind
from sessions.parties.models import Participant
from sessions.programme.models import Conference


class Invitation(models.Model):
    """The invitation of a participant. Only organisers see `email`.

    `digest` is the digest of the code in the last invitation. The code itself is not stored. Links of earlier
    invitations are invalid.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="invitation")
    email = models.EmailField()
    """The address in lower case."""
    language = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    mail_key = models.CharField(max_length=160, db_index=True, blank=True)
    """The key of the e-mail in the outbox. Empty if none was sent."""
    sent = models.PositiveSmallIntegerField(default=0)
    """How many invitations were sent. A reminder is none."""
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    reminder_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    """The digest of the code in the last reminder. It opens the invitation beside the code of the invitation itself."""
    reminders = models.PositiveSmallIntegerField(default=0)
    """How many reminders were sent of the last invitation."""
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "email"], name="one_invitation_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}, sent {self.sent} times"


class LetterText(models.Model):
    """What organisers wrote for the invitations or reminders of a conference in one language. An empty text is
    Balai's own.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    kind: "Column[LetterKind]" = models.CharField(max_length=10, choices=choices_of(LetterKind))
    language = models.CharField(max_length=16)
    subject = models.CharField(max_length=150, blank=True)
    greeting = models.CharField(max_length=200, blank=True)
    paragraph = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "kind", "language"], name="one_text_a_letter")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
