"""Statements handed in in writing."""

from django.db import models

from sessions.parties.models import Party
from sessions.programme.models import Session


class WrittenStatement(models.Model):
    """A statement handed in in writing (FL4)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="written_statements")
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    language = models.CharField(max_length=12)
    text = models.TextField()
    on_behalf_of = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"written statement of {self.party}"
