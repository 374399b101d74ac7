"""Models of webhooks, their deliveries, and how far the journal was read for them."""

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
    """The key of the fact that it tells (`facts.Fact`). If a fact is read twice, it is sent once."""
    type = models.CharField(max_length=60)
    message_id = models.CharField(max_length=60, unique=True)
    """The value of the header `webhook-id`. It is the same for each try, and for a copy that an organiser
    sends again.
    """
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField()
    """The time of the next try. While a message is being sent, the time at which that try began."""
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    """The HTTP status of the last answer. Null if there was none."""
    reason = models.CharField(max_length=300, blank=True)
    """Why the last try failed."""
    made_at = models.DateTimeField()
    first_due = models.DateTimeField()
    """When the day begins for which it is tried. Later than `made_at` if an organiser sent the message again."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "key"], name="one_delivery_a_fact")]
        indexes = [models.Index(fields=["state", "due"], name="webhook_due")]

    def __str__(self) -> str:
        return f"{self.type} {self.message_id}"


class WebhookCursor(models.Model):
    """The number up to which a stream was read for webhooks."""

    stream = models.CharField(max_length=64, primary_key=True)
    seq = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.stream} at {self.seq}"
