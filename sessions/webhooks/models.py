"""Models of webhooks, and how far the journal was read for them."""

from django.db import models

from sessions.programme.models import Conference


class Webhook(models.Model):
    """An address that receives messages about events of a conference."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="webhooks")
    url = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    """The types of the messages that it receives."""
    secret = models.CharField(max_length=80)
    """The key with which its messages are signed. Each message needs it, so it is stored as it is. It is shown only
    once.
    """
    is_active = models.BooleanField(default=True)
    since = models.DateTimeField()
    """It receives what happened from this moment on: when it was added, or last switched on."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it was switched off by itself, or else why the last try failed."""
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    """When it was removed. It can be restored for `outbox.RESTORABLE`, then it is deleted with its secret."""

    def __str__(self) -> str:
        return self.url


class WebhookCursor(models.Model):
    """The number up to which a stream was read for webhooks."""

    stream = models.CharField(max_length=64, primary_key=True)
    seq = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.stream} at {self.seq}"
