"""The ids that files give to sessions, so that a later file finds them again."""

from django.db import models

from sessions.programme.models import Conference, Session


class SessionId(models.Model):
    """The id that an imported file gives to a session: `guid` in a schedule, `id` in a table."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="file_id")
    given = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "given"], name="one_session_a_file_id")]

    def __str__(self) -> str:
        return self.given
