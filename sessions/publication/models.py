"""Which parts of a closed session are published, and to whom."""

from django.db import models

from sessions.parties.models import Participant
from sessions.programme.models import Session


class Publication(models.Model):
    """An organiser's decision on a part of a session. If there is no row, `rules.DEFAULTS` says who may read
    the part.
    """

    class Part(models.TextChoices):
        """What can be published of a session."""

        MINUTES = "minutes"
        RECORDING = "recording"
        QUESTIONS = "questions"

    class Readers(models.TextChoices):
        """To whom it is published."""

        NOBODY = "nobody"
        DELEGATIONS = "delegations", "Delegations and interpreters"
        PARTICIPANTS = "participants", "Who takes part or is registered"
        ENTRANTS = "entrants", "Who may enter the session"
        EVERYONE = "everyone", "Everyone, also without a seat"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="publications")
    part = models.CharField(max_length=10, choices=Part.choices)
    readers = models.CharField(max_length=12, choices=Readers.choices)
    published_at = models.DateTimeField(null=True, blank=True)
    """Since when these readers may read it. Null once it was withdrawn."""
    published_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True)
    """The person who made the last decision."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "part"], name="one_publication_a_part")]

    def __str__(self) -> str:
        return f"{self.part} of {self.session}: {self.readers}"
