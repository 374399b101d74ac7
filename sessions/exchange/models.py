"""What is remembered of imported files for later ones: the ids of sessions, and how columns were read."""

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


class ColumnChoices(models.Model):
    """How organisers chose to read the columns of a kind of table: the field of each column, empty if not read."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=16)
    fields = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "table"], name="choices_once_a_table")]

    def __str__(self) -> str:
        return self.table
