"""Language channels of sessions."""

from django.db import models

from sessions.models import Participant, Session


class LanguageChannel(models.Model):
    """A language into which a session is interpreted, and the booth's state.

    The interpreters of the channel have the role `interpreter` with this language in the session (`sessions/roles`).
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="language_channels")
    language = models.CharField(max_length=12)
    """A BCP 47 tag."""
    position = models.PositiveSmallIntegerField()
    on_duty = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField(null=True, blank=True)
    """Since when this participant is on duty."""
    offered_to = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    offered_by = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    incoming = models.CharField(max_length=12, blank=True)
    """The language of the channel from which the booth interprets. Empty for the floor."""
    slower_asked_at = models.DateTimeField(null=True, blank=True)
    sound_reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "language"], name="one_channel_a_session_language")
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.session}"
