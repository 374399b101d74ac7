"""The glossary of a conference."""

from django.db import models

from sessions.models import Conference


class GlossaryTerm(models.Model):
    """How interpreters say a term in another language."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="glossary")
    term = models.CharField(max_length=120)
    language = models.CharField(max_length=12)
    """The language of the translation, as a BCP 47 tag."""
    translation = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "term", "language"], name="one_glossary_term_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.translation} ({self.language})"
