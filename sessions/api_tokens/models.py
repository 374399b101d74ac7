"""Tokens of the REST API, and the answers that are kept for repeated requests."""

import uuid

from django.db import models

from sessions.parties.models import Participant


class ApiToken(models.Model):
    """A token with which a program acts for a participant, within its scopes, until it expires or is revoked.

    The text of the token is not stored: it was shown once, and `digest` is its SHA-256.
    """

    maker = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="api_tokens")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=60)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.UUIDField(null=True, blank=True)
    """The person who revoked it, and may undo that for `rules.UNDO`."""

    def __str__(self) -> str:
        return f"{self.name} of {self.maker}"


class KeptAnswer(models.Model):
    """The stored answer to a POST with an Idempotency-Key, kept for a day. `digest` is the digest of the request."""

    person = models.UUIDField()
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_answer_a_key")]

    def __str__(self) -> str:
        return f"{self.key} of {self.person}"
