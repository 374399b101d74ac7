"""The journal: streams, their entries, and the commands that were answered."""

from django.db import models


class Stream(models.Model):
    """One order of events: `conference/1`, `session/4`. Its row is the lock of all that writes to it."""

    name = models.CharField(max_length=64, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    public_seq = models.PositiveBigIntegerField(default=0)
    """The last number that everyone may see."""
    at = models.DateTimeField(null=True)
    """When its last entry was written. No later entry says an earlier moment."""

    def __str__(self) -> str:
        return f"{self.name} at {self.seq}"


class Entry(models.Model):
    """One event with its frames as they are sent. `everyone` is null where the number is withheld."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="entries")
    seq = models.PositiveBigIntegerField()
    nonce = models.CharField(max_length=12)
    """Random: tells this entry from another with the same number, after a backup was restored."""
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=36)
    """The person who did it; empty for the house itself."""
    event = models.JSONField()
    everyone = models.TextField(null=True)  # noqa: DJ001 - null: withheld; empty would be a frame
    moderators = models.TextField()
    mine = models.JSONField(default=list)
    """What belongs to a party or a person: `[{"to": "party/3", "put": {…}, "drop": {…}}]`."""
    reseats = models.CharField(max_length=36, blank=True)
    """The person whose roles this entry changed."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="one_entry_a_number")]

    def __str__(self) -> str:
        return f"{self.stream_id} {self.seq}: {self.event.get('type')}"


class Answer(models.Model):
    """What was answered to a command id, done or refused, for 24 hours."""

    person = models.CharField(max_length=36)
    command_id = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)
    seq = models.PositiveBigIntegerField(null=True)
    code = models.CharField(max_length=64, blank=True)
    message = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "command_id"], name="one_answer_an_id")]

    def __str__(self) -> str:
        return f"{self.command_id}: {self.code or 'done'}"
