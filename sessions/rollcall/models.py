"""Models of roll calls, their answers, and decisions. Numbers count within their session."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.parties.models import Party
from sessions.parties.protocol import Place
from sessions.programme.models import Session


class RollCall(models.Model):
    """A roll call, with the delegations that were accredited when it was opened (FL22)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="roll_calls")
    number = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    accredited = models.JSONField(default=list)
    """The ids of the parties that were accredited."""
    needed_to_open = models.PositiveIntegerField()
    needed_to_decide = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="one_roll_call_a_number")]

    def __str__(self) -> str:
        return f"roll call {self.number} of {self.session}"


class RollAnswer(models.Model):
    """A party that answered *present*. `answered_by` is the participant who sent the answer, possibly for another
    party."""

    roll_call = models.ForeignKey(RollCall, on_delete=models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    place: "Column[Place]" = models.CharField(max_length=10, choices=choices_of(Place))
    at = models.DateTimeField()
    answered_by = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll_call", "party"], name="one_answer_a_party")]

    def __str__(self) -> str:
        return f"{self.party} present"


class Decision(models.Model):
    """A decision, with the quorum at that time (FL22)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=2000)
    at = models.DateTimeField()
    roll_call = models.ForeignKey(
        RollCall, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    """The roll call that counted the quorum. Null: it was counted by presence."""
    proposal = models.PositiveIntegerField(null=True, blank=True)
    """The number of the proposal that was adopted, if it is one (FL29)."""
    vote = models.PositiveBigIntegerField(null=True, blank=True)
    """The number of the vote that took the decision, if there was one (FL28)."""
    present = models.PositiveIntegerField()
    """How many of the accredited parties were present. Who they were, the roll call says, if one counted them."""
    accredited = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="one_decision_a_number")]

    def __str__(self) -> str:
        return f"decision {self.number} of {self.session}"
