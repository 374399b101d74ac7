"""Calls for help."""

from django.db import models

from sessions.models import Conference, Party


class HelpCall(models.Model):
    """The call of one person, open or closed. Its next call takes the place of it: nothing of it is kept for ever.

    `messages` are those of the protocol's `HelpMessage`, `line` is its `HelpLine`, `calls` the times of recent ones.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="help_calls")
    person = models.CharField(max_length=36)
    name = models.CharField(max_length=120, blank=True)
    participant = models.CharField(max_length=36, blank=True)
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, blank=True)
    place = models.CharField(max_length=16)
    visitor = models.BooleanField(default=False)
    guest = models.BooleanField(default=False)
    line = models.JSONField(default=dict)
    messages = models.JSONField(default=list)
    is_open = models.BooleanField(default=True)
    called_at = models.DateTimeField()
    calls = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "person"], name="one_call_a_person")]
        indexes = [models.Index(fields=["conference", "is_open"])]

    def __str__(self) -> str:
        return self.name or self.person
