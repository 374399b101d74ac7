"""Model of a conference's logo."""

from django.db import models

from sessions.programme.models import Conference


class Logo(models.Model):
    """A conference's logo, as a PNG that this server encoded. It is small, so it is stored in the database."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="logo")
    png = models.BinaryField()
    digest = models.CharField(max_length=16)
    """The beginning of the SHA-256 of the PNG. It is part of the logo's URL, so that browsers may keep the logo for
    ever.
    """

    def __str__(self) -> str:
        return f"logo of {self.conference}"
