"""Models of votes and ballots."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.parties.models import Party
from sessions.parties.protocol import Place
from sessions.programme.models import Session
from sessions.votes.protocol import Giver


class Vote(models.Model):
    """A vote, and its result once it is closed (FL13, FL28). `number` is the token at which it was put."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="votes")
    number = models.PositiveBigIntegerField()
    subject = models.CharField(max_length=10)
    method = models.CharField(max_length=14, default="show_of_hands")
    majority = models.CharField(max_length=10, default="simple")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True)
    motion = models.CharField(max_length=24, null=True)  # noqa: DJ001 - null: no motion
    motion_text = models.CharField(max_length=300, blank=True)
    of = models.PositiveBigIntegerField(null=True)
    """The number of the turn of the ruling under appeal, or of the turn of the motion's mover."""
    ruling = models.JSONField(null=True)
    """The ruling under appeal, as `protocol.RulingFacts`."""
    proposal = models.PositiveIntegerField(null=True)
    """The number of the proposal."""
    question = models.CharField(max_length=300, blank=True)
    put_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    """Since when its time stands still, because the session is suspended."""
    roll = models.JSONField(default=list)
    """The ids of the parties that may vote, in the order of the roll."""
    drawn = models.CharField(max_length=20, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    present = models.PositiveIntegerField(default=0)
    accredited = models.PositiveIntegerField(default=0)
    needed = models.PositiveIntegerField(default=0)
    counted_by = models.CharField(max_length=10, default="presence")
    in_favour = models.PositiveIntegerField(default=0)
    against = models.PositiveIntegerField(default=0)
    abstentions = models.PositiveIntegerField(default=0)
    carried = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    dropped = models.BooleanField(default=False)
    """Whether it ended without a result, because it was withdrawn or the session was closed."""
    shown = models.BooleanField(default=True)
    """Whether screens show it: it is under way, or it is the last vote and no grant has followed. At most one vote of a
    session is shown.
    """

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_vote_a_session_number"),
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(shown=True), name="one_shown_vote_a_session"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} of {self.party}" if self.party else self.subject


class Ballot(models.Model):
    """The vote that a party cast, or its answer to the roll call. `cast_by` is the participant who sent it."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    answer = models.CharField(max_length=8, blank=True)
    place: "Column[Place]" = models.CharField(max_length=10, choices=choices_of(Place))
    at = models.DateTimeField()
    cast_by = models.CharField(max_length=36, blank=True)
    given_by: "Column[Giver]" = models.CharField(
        max_length=10, choices=choices_of(Giver), default="delegation"
    )
    intended = models.CharField(max_length=8, blank=True)
    """The vote that the party, after the voting, said it had intended to cast."""
    corrected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "party"], name="one_ballot_a_party")]

    def __str__(self) -> str:
        return f"{self.party}: {self.answer}"
