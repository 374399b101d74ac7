"""Which parties are, or were, present in a session."""

from django.db import models

from sessions.parties.models import Party
from sessions.programme.models import Session


class Attendance(models.Model):
    """A party in a session (FL21). `missing_since` runs while nobody of it is connected, until the grace ends."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    present = models.BooleanField(default=True)
    since = models.DateTimeField()
    missing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "party"], name="one_attendance_a_party")]

    def __str__(self) -> str:
        return f"{self.party} {'present' if self.present else 'gone'}"
