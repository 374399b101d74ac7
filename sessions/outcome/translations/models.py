"""Model of the language versions of an outcome document."""

from django.db import models

from sessions.outcome.models import Paragraph


class Translation(models.Model):
    """A paragraph in another language than the authentic one."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12)
    of_version = models.PositiveIntegerField()
    """The version of the paragraph that it translates. If the paragraph has a later version, the translation is out of
    date.
    """
    text = models.TextField()
    by = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "language"], name="one_translation_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.paragraph_id}: {self.language}"
