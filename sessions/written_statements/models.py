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
    """Whether the text is HTML, with the tags that `rich_text.py` allows."""
    words = models.PositiveIntegerField(default=0)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, default="statement")
    """The kind of turn in which it is spoken, if it is the text of a spoken statement."""
    spoken = models.BooleanField(default=False)
    """Whether it is the text of a spoken statement. The spoken words count if they differ ("check against
    delivery").
    """
    held = models.BooleanField(default=False)
    """Whether only moderators, interpreters and its own party may read it, until the party is called."""
    withdrawn = models.BooleanField(default=False)
    file = models.CharField(max_length=80, blank=True)
    """The name of the handed-in file in `DATA_DIR/written`, or empty if there is none."""
    given_out = models.BooleanField(default=False)
    """Whether it was handed in at a seat that the staff gave out."""
    submitted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    """When it was published, or null while it is held."""

    def __str__(self) -> str:
        return f"written statement of {self.party}"
