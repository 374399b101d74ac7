"""Keys of equipment."""

import uuid

from django.db import models

from sessions.models import Session


class PublisherKey(models.Model):
    """By which an encoder sends the hall's sound and picture of one session, until it is revoked.

    The key itself is nowhere: it was shown once, and `digest` is its SHA-256. `public_id` stands for the encoder where
    a person's id stands for a person. The error is the last that kept the encoder from sending: a code, and a sentence
    that says what to do. Both are empty once it is connected.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="publisher_keys")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60)
    made_by = models.UUIDField()
    """The public id of a person."""
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_text = models.TextField(blank=True)
    error_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.label} of {self.session}"
