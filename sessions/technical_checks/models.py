"""The last technical check of each participant."""

from django.db import models

from sessions.parties.models import Participant


class TechnicalCheck(models.Model):
    """The results of a participant's last technical check. Each element of `lines` is a `CheckLine` of the protocol."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="technical_check")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=24)
    browser = models.CharField(max_length=80, blank=True)
    lines = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.participant}: {self.verdict}"
