"""Language channels of sessions."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.models import Participant, Session
from streaming.equipment_keys.models import PublisherKey
from streaming.interpretation.protocol import Meeting


class LanguageChannel(models.Model):
    """A language into which a session is interpreted, spoken or signed, and the booth's state.

    The interpreters of the channel have the role `interpreter` with this language in the session (`sessions/roles`).
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="language_channels")
    language = models.CharField(max_length=12)
    """A BCP 47 tag."""
    signed = models.BooleanField(default=False)
    """Whether it is a sign language. A session has one such channel at most."""
    on_hall_screen = models.BooleanField(default=False)
    """Whether the hall screen shows the picture of a sign-language interpreter."""
    position = models.PositiveSmallIntegerField()
    on_duty = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    hall_booth = models.ForeignKey(
        PublisherKey, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The key of the encoder in the hall's booth that is on duty in place of a participant."""
    since = models.DateTimeField(null=True, blank=True)
    """Since when this participant, or the hall's booth, is on duty."""
    offered_to = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    offered_by = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    incoming = models.CharField(max_length=12, blank=True)
    """The language of the channel from which the booth interprets. Empty for the floor."""
    outgoing = models.CharField(max_length=12, blank=True)
    """The language of the channel into which a two-way booth works now (B). Empty for its own (A)."""
    second = models.CharField(max_length=12, blank=True)
    """The language B into which the booth worked last. Empty before that."""
    held_by = models.CharField(max_length=12, blank=True)
    """The language of the booth that is heard in this channel. Empty if none is."""
    slower_asked_at = models.DateTimeField(null=True, blank=True)
    sound_reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "language"], name="one_channel_a_session_language"),
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(signed=True), name="one_sign_channel_a_session"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.session}"

    @property
    def is_on_duty(self) -> bool:
        """Whether a participant or the hall's booth is on duty."""
        return self.on_duty_id is not None or self.hall_booth_id is not None


class InterpretationPolicy(models.Model):
    """How the booths of a session work together. A session without a row has the defaults."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="interpretation_policy")
    meeting: "Column[Meeting]" = models.CharField(
        max_length=10, choices=choices_of(Meeting), default="interlock"
    )
    holds_clock = models.BooleanField(default=False)
    """Whether the speaker's clock stops while a booth on duty has no connection."""
    held_turn = models.PositiveIntegerField(null=True, blank=True)
    """The turn whose clock was last stopped for a booth."""
    held_token = models.PositiveIntegerField(null=True, blank=True)
    """The floor's token after that. Another token means that somebody acted since."""

    def __str__(self) -> str:
        return f"interpretation of {self.session}"
