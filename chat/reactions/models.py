"""Reactions of people to what was released."""

from django.db import models

from chat.messages.protocol import ReactionKind
from foundation.choices import Column, choices_of
from sessions.models import Conference


class ReleaseReaction(models.Model):
    """One person's reaction to a statement, a recording, minutes or an outcome document. A person has one of each
    kind.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="release_reactions")
    stream = models.CharField(max_length=40)
    """The stream to which the item belongs: `session/4` or `outcome/5`."""
    item = models.CharField(max_length=30)
    """`statement/12`, `recording` or `minutes` of a session, or `outcome`."""
    person = models.CharField(max_length=36)
    kind: "Column[ReactionKind]" = models.CharField(max_length=10, choices=choices_of(ReactionKind))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "item", "person", "kind"], name="one_reaction_to_a_release_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person} to {self.item} of {self.stream}"
