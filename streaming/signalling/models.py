"""Models of the relays, and of which relay carries which stream. Not journaled, because only the present
state matters.
"""

from django.db import models


class RelayProcess(models.Model):
    """A process of the type `relay`. It is alive while its lease lasts, which each beat renews."""

    id = models.UUIDField(primary_key=True)
    address = models.CharField(max_length=200, unique=True)
    """The base URL of its endpoints, without a slash at the end."""
    load = models.FloatField()
    """The share of a core in use."""
    seen_at = models.DateTimeField()
    """When it last renewed its lease, by the database's clock, which all processes read."""

    def __str__(self) -> str:
        return f"relay at {self.address}"


class Placement(models.Model):
    """The relay that carries a stage: a session's, or that of a conference's technical checks."""

    stream = models.CharField(max_length=64, primary_key=True)
    relay = models.ForeignKey(RelayProcess, models.SET_NULL, null=True, related_name="placements")
    told = models.JSONField(default=dict)
    """That relay's last report: signals by name."""

    def __str__(self) -> str:
        return f"{self.stream} on {self.relay}"
