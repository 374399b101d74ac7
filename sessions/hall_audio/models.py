"""Model of the hall audio."""

from django.db import models

from sessions.programme.models import Session


class HallSound(models.Model):
    """Which page plays the sound in a session's hall. Without a row it is the hall screen."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="hall_sound")
    player = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.player or 'nobody'} plays in {self.session}"
