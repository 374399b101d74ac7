"""Roles of participants in one session."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.parties.models import Participant
from sessions.programme.models import Session
from sessions.roles.protocol import RoleInSession


class SessionRole(models.Model):
    """A role that a participant has in one session, beside its roles in the conference."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="session_roles")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="session_roles")
    role: "Column[RoleInSession]" = models.CharField(max_length=12, choices=choices_of(RoleInSession))
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
