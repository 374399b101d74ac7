"""Announcements to a conference or to one of its sessions."""

from django.db import models

from foundation.languages import text_in
from sessions.models import Conference, Participant, Session


class Announcement(models.Model):
    """A text of the organisers or moderators that everybody is shown once. `number` counts within the conference."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="announcements")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="announcements"
    )
    """The session to whose people it was made. None: to those of the whole conference."""
    number = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    """The text in each language that was given, by BCP 47 tag."""
    made_by = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="announcements"
    )
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="one_announcement_a_number")
        ]
        indexes = [models.Index(fields=["session"])]

    def __str__(self) -> str:
        return text_in(self.texts)[:60]
