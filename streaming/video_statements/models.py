"""The video statement of each party."""

from django.db import models

from sessions.models import Party


class VideoStatement(models.Model):
    """What a party handed in to be played when it is called (FL4). Its files are named as `files.py` says."""

    class State(models.TextChoices):
        """`failed` has its refusal's code in `problem`. What failed or was removed has no file any more."""

        CONVERTING = "converting"
        READY = "ready"
        FAILED = "failed"
        REMOVED = "removed"

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="handed_in")
    state = models.CharField(max_length=12, choices=State.choices)
    problem = models.CharField(max_length=40, blank=True)
    original = models.CharField(max_length=200, blank=True)
    """What was handed in, while it is converted."""
    file = models.CharField(max_length=200, blank=True)
    """What is played."""
    seconds = models.FloatField()
    percent = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    """Until when a process converts it, if it still lives."""

    def __str__(self) -> str:
        return f"recording of {self.party}: {self.state}"
