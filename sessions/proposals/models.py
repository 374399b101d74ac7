"""Proposals. Numbers count within their session."""

from django.db import models

from sessions.programme.models import Session


class Proposal(models.Model):
    """A proposal before a session (FL29)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    sponsors = models.JSONField(default=list)
    """Ids of the parties."""
    text = models.TextField(max_length=4000, blank=True)
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, default="tabled")
    under_vote = models.BooleanField(default=False)
    """The delegations are voting on it now. Written by `sessions/votes`."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="one_proposal_a_number")]

    def __str__(self) -> str:
        return self.symbol or self.title
