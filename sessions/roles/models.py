"""Roles of participants in one session."""

from django.db import models

from sessions.parties.models import Participant
from sessions.programme.models import Session


class SessionRole(models.Model):
    """A role that a participant has in one session, beside its roles in the conference."""

    class Role(models.TextChoices):
        """The roles that are given for one session. `permissions.TABLE` says what they allow there."""

        MODERATOR = "moderator"
        PANELLIST = "panellist"
        DELEGATE = "delegate"
        OPERATOR = "operator"
        INTERPRETER = "interpreter"
        RAPPORTEUR = "rapporteur"
        CAPTIONER = "captioner"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="session_roles")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="session_roles")
    role = models.CharField(max_length=12, choices=Role.choices)
    language = models.CharField(max_length=12, blank=True)
    """The language into which an interpreter works, as a BCP 47 tag. Empty for other roles."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant", "role", "language"], name="one_session_role_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.role} in {self.session}"
