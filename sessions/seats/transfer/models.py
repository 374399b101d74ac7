"""Codes by which a seat goes to another device, and where it is."""

from django.db import models


class Continuation(models.Model):
    """A one-time code. Only its digest is kept; `seat` is the seat as it was, `path` the page that it stood on."""

    digest = models.CharField(max_length=64, unique=True)
    person = models.UUIDField(db_index=True)
    seat = models.JSONField()
    path = models.CharField(max_length=60)
    device = models.CharField(max_length=32, unique=True)
    """The name of the device that will have taken it; no secret."""
    expires_at = models.DateTimeField(db_index=True)
    taken = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.person} to {self.device}"


class SeatDevice(models.Model):
    """On which of a person's devices its seat in a conference is; the first has no name."""

    person = models.UUIDField()
    conference = models.CharField(max_length=32)
    device = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "conference"], name="one_device_a_seat")]

    def __str__(self) -> str:
        return f"{self.person} at {self.device or 'the first'}"
