"""Codes that transfer a seat to another device, and the device that has the seat."""

from django.db import models


class Continuation(models.Model):
    """A one-time code that moves a seat to another device. Only its digest is stored.

    `seat` is the seat at the time when the code was made. `path` is the page that was open then.
    """

    digest = models.CharField(max_length=64, unique=True)
    person = models.UUIDField(db_index=True)
    seat = models.JSONField()
    path = models.CharField(max_length=60)
    device = models.CharField(max_length=32, unique=True)
    """The name that the device which uses the code will have. It is not a secret."""
    expires_at = models.DateTimeField(db_index=True)
    taken = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.person} to {self.device}"


class SeatDevice(models.Model):
    """The name of the device that has a person's seat in a conference. The first device has no name."""

    person = models.UUIDField()
    conference = models.CharField(max_length=32)
    device = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "conference"], name="one_device_a_seat")]

    def __str__(self) -> str:
        return f"{self.person} at {self.device or 'the first'}"
