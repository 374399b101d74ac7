"""The video statement of each party."""

from django.db import models

from sessions.models import Party


class VideoStatement(models.Model):
    """The video statement of a party, played when it is called (FL4). `files.py` names its files."""

    class State(models.TextChoices):
        """The states of a video statement. If it is `failed`, `problem` has the code of the refusal. A failed or
        removed one has no file any more.
        """

        CONVERTING = "converting"
        READY = "ready"
        FAILED = "failed"
        REMOVED = "removed"

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="handed_in")
    state = models.CharField(max_length=12, choices=State.choices)
    problem = models.CharField(max_length=40, blank=True)
    original = models.CharField(max_length=200, blank=True)
    """The file that was handed in, while it is converted."""
    file = models.CharField(max_length=200, blank=True)
    """The file that is played."""
    seconds = models.FloatField()
    percent = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    """Until when one process alone may convert it. A process that lives renews this time."""

    def __str__(self) -> str:
        return f"video statement of {self.party}: {self.state}"
