"""Who edits a paragraph now."""

from django.db import models

from sessions.outcome.models import Paragraph
from sessions.parties.models import Participant


class Editing(models.Model):
    """A participant that has the editor of a paragraph open. It counts for `services.TIMEOUT` after `at`."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "participant"], name="one_editing_a_paragraph")
        ]

    def __str__(self) -> str:
        return f"{self.participant} edits {self.paragraph}"
