"""Parties that are, or were, present in a session, and participants who were checked in."""

from django.db import models

from sessions.parties.models import Participant, Party
from sessions.programme.models import Session


class Attendance(models.Model):
    """A party that is, or was, present in a session (FL21). `missing_since` is set while none of its members is
    connected, until the grace period ends.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    present = models.BooleanField(default=True)
    since = models.DateTimeField()
    missing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "party"], name="one_attendance_a_party")]

    def __str__(self) -> str:
        return f"{self.party} {'present' if self.present else 'gone'}"


class CheckIn(models.Model):
    """A participant whom the desk checked in, until the participant is checked out (FL18)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="check_ins")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="one_check_in_a_participant")
        ]

    def __str__(self) -> str:
        return f"{self.participant} in the hall"
