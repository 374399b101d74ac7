"""Model of requests for erasure."""

from django.conf import settings
from django.db import models

from sessions.programme.models import Conference


class ErasureRequest(models.Model):
    """A person asked a conference to erase its data. The row stays without the person, to prove that it was done."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="erasure_requests")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    asked_by_person = models.BooleanField(default=False)
    """Whether the person sent the request. Otherwise an organiser noted it, for example because of a letter."""
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "person"],
                condition=models.Q(done_at=None),
                name="one_open_erasure_request_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"erasure asked at {self.asked_at}"
