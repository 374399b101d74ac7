"""Line reports of the relays, and confirmations of the desk."""

from django.db import models

from sessions.floor.models import Entry
from sessions.parties.models import Participant
from sessions.programme.models import Session


class LineReport(models.Model):
    """A relay's last report on a member's line (FL18). Not journaled.

    `loss` is a fraction over the last 15 s, `rtt` in seconds.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="line_reports")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    at = models.DateTimeField()
    began_at = models.DateTimeField()
    has_sound = models.BooleanField()
    packet_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    loss = models.FloatField(default=0)
    rtt = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="one_line_report_a_participant")
        ]

    def __str__(self) -> str:
        return f"the line of {self.participant}"


class HallConfirmation(models.Model):
    """The desk saw the speaker of an entry in the hall (FL18)."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="confirmation")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="hall_confirmations")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.entry} in the hall"
