"""Models of webhooks, their deliveries, and how far the journal was read for them."""

from django.db import models

from sessions.programme.models import Conference


class Webhook(models.Model):
    """An address that is told of events of a conference."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="webhooks")
    url = models.CharField(max_length=500)
    events = models.JSONField(default=list)
    """The types of events of which it is told."""
    secret = models.CharField(max_length=80)
    """The key of its signatures. Each message needs it, so it is stored as it is, and shown once."""
    is_active = models.BooleanField(default=True)
    since = models.DateTimeField()
    """It is told of what happened from this moment on: when it was added, or last switched on."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it was switched off by itself, or why the last try failed."""
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(models.Model):
    """A message to one address. It is tried again until the address accepts it, for at most a day."""

    class State(models.TextChoices):
        """State of a delivery."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    key = models.CharField(max_length=120)
    """The key of its fact (`facts.Fact`). A fact that is read twice is sent once."""
    type = models.CharField(max_length=60)
    message_id = models.CharField(max_length=60, unique=True)
    """The header `webhook-id`: the same for each try, and for a copy that an organiser sends again."""
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField()
    """When it will be tried next. While it is being sent, when that try began."""
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    """The last HTTP status."""
    reason = models.CharField(max_length=300, blank=True)
    """Why the last try failed."""
    made_at = models.DateTimeField()
    first_due = models.DateTimeField()
    """The start of the day during which it is tried. Later than `made_at` if it was sent again."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "key"], name="one_delivery_a_fact")]
        indexes = [models.Index(fields=["state", "due"], name="webhook_due")]

    def __str__(self) -> str:
        return f"{self.type} {self.message_id}"


class WebhookCursor(models.Model):
    """Up to which number a stream was read for webhooks."""

    stream = models.CharField(max_length=64, primary_key=True)
    seq = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.stream} at {self.seq}"
