"""Who is connected: rows leased by the process that holds the sockets."""

import uuid

from django.db import models


class Process(models.Model):
    """A process that holds sockets. It renews one lease for all of them; one that stops takes its rows with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    renewed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class Connection(models.Model):
    """One socket that follows one stream, and who sits in it."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="connections")
    socket = models.CharField(max_length=32)
    stream = models.CharField(max_length=64)
    person = models.CharField(max_length=36)
    participant = models.CharField(max_length=36, blank=True)
    party = models.CharField(max_length=36, blank=True)
    place = models.CharField(max_length=16)
    roles = models.JSONField(default=list)
    simulated = models.BooleanField(default=False)
    device = models.CharField(max_length=32, blank=True)
    """The name that the browser gave it; tabs of one browser have the same."""
    phone = models.BooleanField(default=False)
    lost_at = models.DateTimeField(null=True, blank=True, db_index=True)
    """When it ended without a word; such a row is kept for a while, to be told, and counts no more."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["socket", "stream"], name="one_connection_a_socket_and_stream")
        ]
        # A hall has thousands of guests: who looks for participants, or for some persons, passes them over.
        indexes = [
            models.Index(fields=["stream", "participant"], name="connection_participant"),
            models.Index(fields=["stream", "person"], name="connection_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.stream}"
