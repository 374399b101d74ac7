"""Model of corrections to the minutes."""

from django.db import models

from sessions.parties.models import Participant
from sessions.programme.models import Session


class Correction(models.Model):
    """A moderator's correction of an item of the minutes (FL25). `number` counts within the session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    of = models.CharField(max_length=10)
    item = models.PositiveBigIntegerField()
    """The number of the item in its session. For a ruling: the number of the point of order's turn."""
    text = models.CharField(max_length=1000)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="one_correction_a_number")]

    def __str__(self) -> str:
        return f"correction {self.number} of {self.of} {self.item}"
