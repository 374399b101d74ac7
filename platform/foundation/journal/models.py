"""The journal: streams, their entries, and the answers to commands."""

import json
from typing import Any

from django.db import models

from foundation.journal.seals import Seal


class Stream(models.Model):
    """A numbered sequence of events: `conference/1`, `session/4`. All writers of the stream lock its row."""

    name = models.CharField(max_length=64, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    public_seq = models.PositiveBigIntegerField(default=0)
    """The number of the last entry that is not withheld from anyone."""
    at = models.DateTimeField(null=True)
    """When its last entry was written. No later entry has an earlier time."""
    head = models.CharField(max_length=64, blank=True)
    """The hash of its last entry. Empty if the stream has no entry with a hash."""

    def __str__(self) -> str:
        return f"{self.name} at {self.seq}"


class Entry(models.Model):
    """One event, with the frames that are sent. `everyone` is null if the entry is withheld."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="entries")
    seq = models.PositiveBigIntegerField()
    nonce = models.CharField(max_length=12)
    """A random value. After a restore of a backup it tells this entry from another one with the same number."""
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=36)
    """The id of the person who acted. Empty if the server acted by itself."""
    event = models.JSONField()
    everyone = models.TextField(null=True)  # noqa: DJ001 - null: withheld; empty would be a frame
    moderators = models.TextField()
    own = models.TextField(default="[]")
    """The JSON of `own_parts`. A text, because the hash covers it and PostgreSQL writes jsonb in its own way."""
    reseats = models.CharField(max_length=36, blank=True)
    """The person whose roles this entry changed. Empty if it changed the roles of nobody, or of many persons."""
    seal = models.CharField(max_length=256, blank=True)
    """What the hash chain has of it (`seals.py`), in one column, because each column of an INSERT costs time. Empty if
    it is older than the chain.
    """

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="one_entry_a_number")]

    def __str__(self) -> str:
        return f"{self.stream_id} {self.seq}: {self.event.get('type')}"

    @property
    def hash(self) -> str:
        """Its hash in the chain of its stream. Empty if it is older than the chain."""
        return Seal.parse(self.seal).hash

    @property
    def own_parts(self) -> list[dict[str, Any]]:
        """The entities that only one party or person gets: `[{"to": "party/3", "put": {…}, "drop": {…}}]`."""
        found: list[dict[str, Any]] = json.loads(self.own)
        return found


class Answer(models.Model):
    """The answer to the command with this id: done or refused. Kept for 24 hours."""

    person = models.CharField(max_length=36)
    command_id = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)
    seq = models.PositiveBigIntegerField(null=True)
    code = models.CharField(max_length=64, blank=True)
    message = models.TextField(blank=True)
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "command_id"], name="one_answer_an_id")]

    def __str__(self) -> str:
        return f"{self.command_id}: {self.code or 'done'}"
