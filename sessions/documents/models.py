"""Models of documents and their files."""

from django.db import models
from django.db.models import Q

from foundation.choices import Column, choices_of
from foundation.languages import text_in
from sessions.documents import rules
from sessions.documents.protocol import Embargo
from sessions.programme.models import Conference, Session
from sessions.programme.protocol import ReadAccess


class Document(models.Model):
    """A document of a conference, or of one of its sessions. A removed one keeps its row for a day."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="documents")
    # Without its session, its access policy would no longer apply, and more people would see the document.
    session = models.ForeignKey(
        Session, on_delete=models.RESTRICT, null=True, blank=True, related_name="documents"
    )
    symbol = models.CharField(max_length=60, blank=True)
    title = models.JSONField(default=dict)
    access: "Column[ReadAccess]" = models.CharField(
        max_length=12, choices=choices_of(ReadAccess), default="public"
    )
    embargo: "Column[Embargo]" = models.CharField(max_length=8, choices=choices_of(Embargo), default="none")
    embargo_until = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    """When it was shown to those who may see it, or null while the embargo lasts."""
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "symbol"],
                condition=Q(removed_at__isnull=True) & ~Q(symbol=""),
                name="one_document_a_symbol",
            )
        ]

    def __str__(self) -> str:
        return self.symbol or text_in(self.title) or str(self.pk)

    @property
    def shown_to(self) -> str:
        """Who may see the document once it is released. Its session's access policy may make this narrower."""
        return rules.access_of(self.access, self.session.access if self.session else None)

    @property
    def is_open(self) -> bool:
        """Whether everyone may see it now."""
        return self.removed_at is None and self.released_at is not None and self.shown_to == "public"


class DocumentFile(models.Model):
    """A language version of a document. One that was removed or replaced keeps its row for a day."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=12)
    file = models.CharField(max_length=80)
    """Its name in `DATA_DIR/documents`."""
    name = models.CharField(max_length=200)
    """The name of the file on the device from which it was uploaded."""
    kind = models.CharField(max_length=8)
    octets = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language"],
                condition=Q(removed_at__isnull=True),
                name="one_file_a_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.language}"
