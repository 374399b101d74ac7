"""Models of questions and of votes for them."""

from django.db import models

from sessions.models import Party, Session


class Question(models.Model):
    """A question that somebody asked in a session. `number` counts within the session."""

    class State(models.TextChoices):
        """The states of a question."""

        PENDING = "pending"
        APPROVED = "approved"
        DISMISSED = "dismissed"
        ANSWERED = "answered"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    person = models.CharField(max_length=36)
    name = models.CharField(max_length=120, blank=True)
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True)
    anonymous = models.BooleanField(default=False)
    simulated = models.BooleanField(default=False)
    guest = models.BooleanField(default=False)
    text = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    reason = models.CharField(max_length=300, blank=True)
    pinned = models.BooleanField(default=False)
    withheld = models.BooleanField(default=False, editable=False)
    """Whether not everyone who may enter the session may read its questions (`sessions/publication`)."""
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_question_a_number"),
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(pinned=True), name="one_pinned_question"
            ),
        ]
        indexes = [models.Index(fields=["session", "state"])]

    def __str__(self) -> str:
        return self.text[:60]


class Vote(models.Model):
    """One person's vote for a question. A constraint allows each person one vote for a question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="votes")
    person = models.CharField(max_length=36)
    network = models.CharField(max_length=16, blank=True)
    """For a guest: the digest of the address at which the seat was taken. Empty for others."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="one_vote_each")]

    def __str__(self) -> str:
        return f"{self.person} for {self.question_id}"
