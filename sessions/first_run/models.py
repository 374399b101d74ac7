"""Links by which the first organiser makes an account and a conference."""

from django.db import models


class OrganiserLink(models.Model):
    """A link to make an organiser and a conference, once. `digest` is the digest of its token. The token itself is not
    stored.
    """

    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.digest[:8]
