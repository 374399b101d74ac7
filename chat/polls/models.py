"""Polls of the people in a session, and their answers."""

from django.db import models

from chat.polls.protocol import PollKind, PollResults, PollState
from foundation.choices import Column, choices_of
from sessions.models import Session


class Poll(models.Model):
    """A poll in a session. `number` counts within the session. A deleted draft keeps its row for a day."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="polls")
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    """The place among the polls of the session. It counts while they wait: equal ones are in the order of `number`."""
    kind: "Column[PollKind]" = models.CharField(max_length=8, choices=choices_of(PollKind))
    question = models.CharField(max_length=160)
    options = models.JSONField(default=list, blank=True)
    """The texts of the options, in order. Empty for `rating` and `words`."""
    most = models.PositiveSmallIntegerField(default=1)
    """The most options that a person may choose in `multiple`."""
    anonymous = models.BooleanField(default=True)
    results: "Column[PollResults]" = models.CharField(
        max_length=5, choices=choices_of(PollResults), default="live"
    )
    state: "Column[PollState]" = models.CharField(
        max_length=6, choices=choices_of(PollState), default="draft"
    )
    on_screen = models.BooleanField(default=False)
    """Whether the hall screen shows it."""
    drafted_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    """When the draft was deleted. Null of all others."""
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    totals = models.JSONField(null=True, blank=True)
    """The result as it was at the closing: `rules.Totals` as JSON. Null before."""
    hidden_words = models.JSONField(default=list, blank=True)
    """Words of a word cloud that moderators hid. At the closing, words of the session's list are added."""
    allowed_words = models.JSONField(default=list, blank=True)
    """Words of the session's list that moderators show all the same."""
    withheld = models.BooleanField(default=False, editable=False)
    """Whether not everyone who may enter the session may read its minutes (`sessions/publication`)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_poll_a_number"),
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(state="open"), name="one_open_poll"
            ),
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(on_screen=True), name="one_poll_on_the_screen"
            ),
        ]

    def __str__(self) -> str:
        return self.question[:60]


class PollAnswer(models.Model):
    """One person's answer. Those of an anonymous poll are deleted when it is closed: only its totals stay."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="answers")
    person = models.CharField(max_length=36)
    name = models.CharField(max_length=120, blank=True)
    """The person's name when it answered, if the poll is not anonymous."""
    party = models.CharField(max_length=20, blank=True)
    """The id of the person's party when it answered, if the poll is not anonymous."""
    network = models.CharField(max_length=16, blank=True)
    """For a guest: the digest of the address at which the seat was taken. Empty for others."""
    answer = models.CharField(max_length=200)
    """The numbers of the chosen options, separated by commas; of a word cloud one word a line."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_answer_each")]

    def __str__(self) -> str:
        return f"{self.person} in {self.poll_id}"
