"""Who is connected: rows under a lease of the process that holds the sockets."""

import uuid

from django.db import models


class Process(models.Model):
    """A process that holds sockets. It renews one lease for all of them. Its connections are deleted with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    renewed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class Connection(models.Model):
    """One socket that follows one stream, with its seat."""

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
    """The id that the browser chose. Tabs of one browser share it."""
    phone = models.BooleanField(default=False)
    lost_at = models.DateTimeField(null=True, blank=True, db_index=True)
    """When it ended without a close frame. Such a row stays visible for a while, and is not counted."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["socket", "stream"], name="one_connection_a_socket_and_stream")
        ]
        # A conference has thousands of guests. With these indexes, a query for participants or for some persons skips
        # them.
        indexes = [
            models.Index(fields=["stream", "participant"], name="connection_participant"),
            models.Index(fields=["stream", "person"], name="connection_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.stream}"
