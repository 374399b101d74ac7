"""The relays, and which of them carries which stream. Not journaled, because it matters only now."""

from django.db import models


class RelayProcess(models.Model):
    """A process of the type `relay`. It is alive while its lease, renewed by each beat, has not run out."""

    id = models.UUIDField(primary_key=True)
    address = models.CharField(max_length=200, unique=True)
    """Where browsers reach its doors, without a slash at the end."""
    load = models.FloatField()
    """The share of a core in use."""
    seen_at = models.DateTimeField()
    """By the database's clock, as all relays and those who look for one read it."""

    def __str__(self) -> str:
        return f"relay at {self.address}"


class Placement(models.Model):
    """On which relay a stream's stage is: a session's, or that of a conference's technical checks."""

    stream = models.CharField(max_length=64, primary_key=True)
    relay = models.ForeignKey(RelayProcess, models.SET_NULL, null=True, related_name="placements")
    told = models.JSONField(default=dict)
    """What that relay says of it: signals by their names."""

    def __str__(self) -> str:
        return f"{self.stream} on {self.relay}"
