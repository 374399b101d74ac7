"""Model of help calls."""

from django.db import models

from sessions.models import Conference, Party


class HelpCall(models.Model):
    """A person's help call, open or closed. The person's next call overwrites it, so that earlier calls are not kept.

    Each element of `messages` has the fields of `HelpMessage`, and `line` has those of `HelpLine`. `calls` holds the
    times of the person's recent calls.
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
