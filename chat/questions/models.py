"""Questions, their votes, and how a session takes questions."""

from django.db import models

from chat.questions.protocol import Anonymity, AnswerKind, QuestionState
from foundation.choices import Column, choices_of
from sessions.models import Party, Session


class Question(models.Model):
    """A question that somebody asked in a session. `number` counts within the session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    person = models.CharField(max_length=36)
    name = models.CharField(max_length=120, blank=True)
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True)
    place = models.CharField(max_length=10, blank=True)
    anonymous = models.BooleanField(default=False)
    asker_hidden = models.BooleanField(default=False)
    """It is anonymous to moderators too: no name and no place are stored."""
    for_party = models.BooleanField(default=False)
    """It is asked in the name of the party. The asker's own name is not shown to everyone."""
    simulated = models.BooleanField(default=False)
    guest = models.BooleanField(default=False)
    text = models.CharField(max_length=500)
    earlier = models.JSONField(default=list, blank=True)
    """The wordings before each edit, the oldest first: `[{"text": …, "until": …}]`."""
    language = models.CharField(max_length=12, blank=True)
    """The language tag (BCP 47) of the text, if the asker said it."""
    addressee = models.CharField(max_length=40, blank=True)
    """Whom the asker addresses: `chair`, `party/3`, `participant/8`. Empty: everyone on the podium."""
    labels = models.JSONField(default=list, blank=True)
    flagged = models.JSONField(default=list, blank=True)
    """The words of the session's list that its text contained when it was asked or edited."""
    state: "Column[QuestionState]" = models.CharField(
        max_length=10, choices=choices_of(QuestionState), default="pending"
    )
    reason = models.CharField(max_length=300, blank=True)
    """Why it was dismissed, or until when and why it was deferred."""
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    before_merge = models.CharField(max_length=10, blank=True)
    """The state to which it returns if the merge is undone."""
    pinned = models.BooleanField(default=False)
    answer_kind: "Column[AnswerKind]" = models.CharField(
        max_length=8, choices=choices_of(AnswerKind), blank=True
    )
    answer = models.TextField(max_length=4000, blank=True)
    """The written answer."""
    answered_at = models.DateTimeField(null=True, blank=True)
    """When its answer began in the room, or was written."""
    turn = models.PositiveBigIntegerField(null=True, blank=True)
    """The turn in which it was answered, by its number in the session."""
    claimed_by = models.CharField(max_length=20, blank=True)
    """The id of the participant who works on it, since `claimed_at`."""
    claimed_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    """When a moderator offered its asker the floor."""
    withheld = models.BooleanField(default=False, editable=False)
    """Whether not everyone who may enter the session may read its questions (`sessions/publication`)."""
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_question_a_number"),
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(pinned=True), name="one_pinned_question"
            ),
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(state="answering"), name="one_question_being_answered"
            ),
        ]
        indexes = [models.Index(fields=["session", "state"]), models.Index(fields=["session", "person"])]

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


class QuestionPolicy(models.Model):
    """How a session takes questions. A session without a row has the defaults."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="question_policy")
    is_open = models.BooleanField(default=True)
    """Whether questions are taken now."""
    anonymity: "Column[Anonymity]" = models.CharField(
        max_length=10, choices=choices_of(Anonymity), default="moderators"
    )
    slow_s = models.PositiveIntegerField(default=0)
    """The least seconds between two questions of one person."""
    max_pending = models.PositiveSmallIntegerField(default=5)
    """How many questions of one person may wait for approval."""
    hides_votes = models.BooleanField(default=False)
    """Until the session is closed, only moderators see the numbers of votes."""
    words = models.JSONField(default=list, blank=True)
    """A question with one of these words is marked for moderators."""
    next_up = models.JSONField(default=list, blank=True)
    """The numbers of the questions that the moderator means to take next, in order."""

    def __str__(self) -> str:
        return f"questions of {self.session}"


class QuestionBlock(models.Model):
    """A person who may ask no more questions in a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="question_blocks")
    person = models.CharField(max_length=36)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    """The question because of which the person was blocked. Moderators know the person by it."""
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="one_block_each")]

    def __str__(self) -> str:
        return f"{self.person} in {self.session_id}"
