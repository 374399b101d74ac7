"""Model of equipment keys."""

import uuid

from django.db import models

from sessions.models import Session


class PublisherKey(models.Model):
    """A key with which an encoder publishes the hall of one session, or a booth of the hall, until it is revoked.

    The text of the key is not stored: it was shown once, and `digest` is its SHA-256. In the relay, `public_id`
    identifies the encoder, as a person's public id identifies the person. The error is the last one that kept the
    encoder from sending: a code, and a sentence that says what to do. Both are empty once the encoder is connected.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="publisher_keys")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60)
    language = models.CharField(max_length=12, blank=True)
    """The language channel of the booth that it publishes (a BCP 47 tag). Empty for the hall itself."""
    made_by = models.UUIDField()
    """The public id of the person who made the key."""
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_text = models.TextField(blank=True)
    error_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.label} of {self.session}"
