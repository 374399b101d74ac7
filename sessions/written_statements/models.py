"""Model of written statements."""

from django.db import models

from sessions.parties.models import Party
from sessions.programme.models import Session


class WrittenStatement(models.Model):
    """A written statement, or the text of a spoken one (FL4).

    A withdrawn one keeps its row, without text and file.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="written_statements")
    party = models.ForeignKey(Party, on_delete=models.CASCADE)
    language = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    rich = models.BooleanField(default=False)
    """The text is HTML as `rich.py` leaves it."""
    words = models.PositiveIntegerField(default=0)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, default="statement")
    """The kind of turn in which it is spoken, if it is."""
    spoken = models.BooleanField(default=False)
    """It is the text of a spoken statement: check against delivery."""
    held = models.BooleanField(default=False)
    """It is held until its party is called."""
    withdrawn = models.BooleanField(default=False)
    file = models.CharField(max_length=80, blank=True)
    """The name of the handed-in file in `DATA_DIR/written`, if there is one."""
    given_out = models.BooleanField(default=False)
    """It came from a given-out seat."""
    submitted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    """When it was published, or null while it is held."""

    def __str__(self) -> str:
        return f"written statement of {self.party}"
