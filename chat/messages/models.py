"""Messages of a session's channels, who may not write, reactions, and what each person has read."""

from django.db import models

from chat.messages.protocol import MessageMode, MessageRemoval, ReactionKind
from foundation.choices import Column, choices_of
from sessions.models import Party, Session


class ChatMessage(models.Model):
    """A message in a channel of a session. `number` counts within the session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=24)
    """`everyone`, `delegates`, `backstage`, `booths`, `booth/fr` of one booth, or `party/3` of one delegation."""
    person = models.CharField(max_length=36)
    name = models.CharField(max_length=120, blank=True)
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True)
    """The author's party."""
    role = models.CharField(max_length=20, blank=True)
    """The role in which the author runs the session: `moderator`, `operator`. Empty for others."""
    place = models.CharField(max_length=10, blank=True)
    guest = models.BooleanField(default=False)
    simulated = models.BooleanField(default=False)
    text = models.CharField(max_length=1000)
    earlier = models.JSONField(default=list, blank=True)
    """The wordings before each edit, the oldest first: `[{"text": …, "until": …}]`."""
    reply_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    held = models.BooleanField(default=False)
    """It waits for a moderator. Only moderators and its author see it."""
    flagged = models.JSONField(default=list, blank=True)
    """The words of the session's list that its text contains."""
    deleted_by: "Column[MessageRemoval]" = models.CharField(
        max_length=10, choices=choices_of(MessageRemoval), blank=True
    )
    deleted_at = models.DateTimeField(null=True, blank=True)
    pinned = models.BooleanField(default=False)
    is_live = models.BooleanField(default=True)
    """Whether it is in the snapshot of the channel: one of the latest messages, or pinned."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_message_a_number"),
            models.UniqueConstraint(
                fields=["session", "channel"], condition=models.Q(pinned=True), name="one_pinned_message"
            ),
        ]
        indexes = [
            models.Index(fields=["session", "channel", "number"]),
            models.Index(fields=["session", "person"]),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class MessageRecipient(models.Model):
    """A person who sees this message: one who was called soon (`backstage`), or an interpreter of the booth."""

    message = models.ForeignKey(ChatMessage, on_delete=models.CASCADE, related_name="recipients")
    person = models.CharField(max_length=36)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="one_copy_each")]

    def __str__(self) -> str:
        return f"{self.message_id} for {self.person}"


class MessagePolicy(models.Model):
    """How a session takes messages of its audience. A session without a row has the defaults."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="message_policy")
    mode: "Column[MessageMode]" = models.CharField(
        max_length=10, choices=choices_of(MessageMode), default="open"
    )
    slow_s = models.PositiveIntegerField(default=0)
    """The least seconds between two messages of one person."""

    def __str__(self) -> str:
        return f"messages of {self.session}"


class MessageBlock(models.Model):
    """A person who may write no more messages to everyone in a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="message_blocks")
    person = models.CharField(max_length=36)
    message = models.ForeignKey(ChatMessage, on_delete=models.CASCADE, related_name="+")
    """The message because of which the person was blocked. Moderators know the person by it."""
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="one_message_block_each")]

    def __str__(self) -> str:
        return f"{self.person} in {self.session_id}"


class MessageReaction(models.Model):
    """One person's reaction to a message. A person has one of each kind."""

    message = models.ForeignKey(ChatMessage, on_delete=models.CASCADE, related_name="reactions")
    person = models.CharField(max_length=36)
    kind: "Column[ReactionKind]" = models.CharField(max_length=10, choices=choices_of(ReactionKind))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "person", "kind"], name="one_reaction_each")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person}"


class ReadMark(models.Model):
    """The last message of a channel that a person has read."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="read_marks")
    person = models.CharField(max_length=36)
    channel = models.CharField(max_length=24)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person", "channel"], name="one_mark_a_channel")
        ]

    def __str__(self) -> str:
        return f"{self.person} read {self.number} of {self.channel}"
