"""Statements handed in in writing."""

from django.db import models

from sessions.parties.models import Party
from sessions.programme.models import Session


class WrittenStatement(models.Model):
    """A statement handed in in writing, or the text of one that is spoken (FL4).

    A withdrawn one keeps its row, and neither text nor file.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="written_statements")
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    language = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    rich = models.BooleanField(default=False)
    """Whether the text is HTML as `rich.py` leaves it."""
    words = models.PositiveIntegerField(default=0)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, default="statement")
    """The kind of turn in which it is spoken, where it is."""
    spoken = models.BooleanField(default=False)
    """It is the text of a statement that is spoken: to be checked against delivery."""
    held = models.BooleanField(default=False)
    """Not everyone reads it before its party is called."""
    withdrawn = models.BooleanField(default=False)
    file = models.CharField(max_length=80, blank=True)
    """What was handed in, where that was a file: its name in `DATA_DIR/written`."""
    given_out = models.BooleanField(default=False)
    """It came from a seat that the staff gave out."""
    submitted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    """Since when everyone can read it; null while it is held."""

    def __str__(self) -> str:
        return f"written statement of {self.party}"
