"""Which parts of a closed session are published, and to whom."""

from django.db import models

from foundation.choices import Column, choices_of
from sessions.parties.models import Participant
from sessions.programme.models import Session
from sessions.publication.protocol import PublicationPart, PublicationReaders


class Publication(models.Model):
    """An organiser's decision on a part of a session. If there is no row, `rules.DEFAULTS` says who may read
    the part.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="publications")
    part: "Column[PublicationPart]" = models.CharField(max_length=10, choices=choices_of(PublicationPart))
    readers: "Column[PublicationReaders]" = models.CharField(
        max_length=12, choices=choices_of(PublicationReaders)
    )
    published_at = models.DateTimeField(null=True, blank=True)
    """Since when these readers may read it. Null once it was withdrawn."""
    published_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True)
    """The person who made the last decision."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "part"], name="one_publication_a_part")]

    def __str__(self) -> str:
        return f"{self.part} of {self.session}: {self.readers}"
