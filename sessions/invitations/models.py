"""Invitations: the e-mail address of an invited participant, and the link that was sent to it."""

from django.db import models

from sessions.parties.models import Participant
from sessions.programme.models import Conference


class Invitation(models.Model):
    """The invitation of a participant. Only organisers see `email`.

    `digest` is the digest of the code in the last link. The code itself is not stored. Earlier links are invalid.
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
    """How many links were made for this invitation."""
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "email"], name="one_invitation_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}, sent {self.sent} times"
