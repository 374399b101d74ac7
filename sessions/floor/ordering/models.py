"""The orderings of a session's list (FL7)."""

from django.db import models

from sessions.programme.models import Session


class Ordering(models.Model):
    """A policy that was applied. At most one is in force; `number` counts within the session, and stays used."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="orderings")
    number = models.PositiveIntegerField()
    policy = models.CharField(max_length=20)
    language = models.CharField(max_length=20, blank=True)
    letter = models.CharField(max_length=4, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    drawn = models.JSONField(default=list)
    before = models.JSONField(default=list)
    """What each entry's place was made of: number, placement, rank."""
    after = models.JSONField(default=list)
    """The numbers of the list as it was put in order."""
    previous = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    in_force = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_ordering_a_session_number")
        ]

    def __str__(self) -> str:
        return f"{self.policy} ({self.number})"
