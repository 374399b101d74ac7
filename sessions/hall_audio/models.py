"""Model of the hall audio."""

from django.db import models

from sessions.programme.models import Session


class HallSound(models.Model):
    """The chosen player of a session's hall. Until one is chosen, the hall screen plays."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="hall_sound")
    player = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.player or 'nobody'} plays in {self.session}"
