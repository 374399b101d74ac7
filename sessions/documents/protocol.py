"""Protocol of documents: papers of the conference and of its sessions. Stream `conference/…`.

A file comes over REST (`PUT /api/v1/documents/<id>/files/<language>`).
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from foundation.messages.edits import Values
from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.programme.protocol import GivenText, ReadAccess, Text

Embargo = Literal["none", "until", "held"]
"""Until when the staff alone see a document: not at all, until a moment, or until someone releases it."""
Symbol = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$", max_length=12)]
"""A BCP 47 tag, such as `fr` or `zh-Hant`."""
DocumentKind = Literal["pdf", "docx"]


class DocumentFile(Message):
    """A language version of a document. `sha256` is the digest of the file, in hexadecimal."""

    id: str
    language: str
    name: str
    kind: DocumentKind
    octets: int
    sha256: str


class Document(Entity):
    """A document that everyone may see. The staff see all of them here."""

    session: str | None
    """The session that it belongs to, or null if it is of the conference."""
    symbol: str
    """Its document symbol, such as `ICDD/2021/3`. Empty if it has none."""
    title: Text
    access: ReadAccess
    embargo: Embargo
    embargo_until: str | None
    released_at: str | None
    """When it was shown to those who may see it. Null while only the staff see it."""
    position: int
    """Its place among the documents of its session, or of the conference."""
    files: list[DocumentFile]


class MyDocument(Document):
    """A document for registered people or for delegations, sent to those who may see it."""


class MySessionDocument(Document):
    """A document of a session, sent to those who may see it because of a role in that session, or of its code."""


class AddDocument(Command):
    """Add a document, after the others of its session or of the conference. Its files are uploaded afterwards."""

    type: Literal["documents.add"] = "documents.add"
    title: GivenText
    symbol: Symbol = ""
    session: str | None = None
    access: ReadAccess = "public"
    embargo: Embargo = "none"
    embargo_until: str | None = None


class DocumentValues(Values):
    """The values of a document that organisers can change."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"session", "embargo_until"})

    title: GivenText | None = None
    symbol: Symbol | None = None
    session: str | None = None
    access: ReadAccess | None = None
    embargo: Embargo | None = None
    embargo_until: str | None = None


class ChangeDocument(Command):
    """Change values of a document. `seen` has the same members as `values`, with the values that the sender saw before.

    Refused if one of these values has changed since.
    """

    type: Literal["documents.change"] = "documents.change"
    document: str
    values: DocumentValues
    seen: DocumentValues


class MoveDocument(Command):
    """Give a document another place among those of its session, or of the conference. The first has 0."""

    type: Literal["documents.move"] = "documents.move"
    document: str
    position: int = Field(ge=0, le=10_000)


class RemoveDocument(Command):
    """Remove a document with its files. It can be restored for a day."""

    type: Literal["documents.remove"] = "documents.remove"
    document: str


class RestoreDocument(Command):
    """Restore a document that was removed."""

    type: Literal["documents.restore"] = "documents.restore"
    document: str


class ReleaseDocument(Command):
    """End the embargo of a document now. Moderators of its session may, too."""

    type: Literal["documents.release"] = "documents.release"
    document: str


class RemoveFile(Command):
    """Remove a language version of a document. It can be restored for a day."""

    type: Literal["documents.remove_file"] = "documents.remove_file"
    file: str


class RestoreFile(Command):
    """Restore a file that was removed or replaced, in place of the present one of its language."""

    type: Literal["documents.restore_file"] = "documents.restore_file"
    file: str


class DocumentAdded(Event):
    """The conference or a session has another document."""

    type: Literal["documents.added"] = "documents.added"
    document: str


class DocumentChanged(Event):
    """Values of a document were changed."""

    type: Literal["documents.changed"] = "documents.changed"
    document: str


class DocumentsMoved(Event):
    """The documents of a session, or of the conference, have another order."""

    type: Literal["documents.moved"] = "documents.moved"
    session: str | None


class DocumentRemoved(Event):
    """A document was removed."""

    type: Literal["documents.removed"] = "documents.removed"
    document: str


class DocumentRestored(Event):
    """A removed document is back."""

    type: Literal["documents.restored"] = "documents.restored"
    document: str


class DocumentReleased(Event):
    """The embargo of a document ended. `by_time` is true if its moment came, and false if somebody released it."""

    type: Literal["documents.released"] = "documents.released"
    document: str
    by_time: bool


class FileAdded(Event):
    """A document has a file in a language. `replaces` is the former file of that language."""

    type: Literal["documents.file_added"] = "documents.file_added"
    document: str
    file: str
    language: str
    replaces: str | None


class FileRemoved(Event):
    """A language version of a document was removed."""

    type: Literal["documents.file_removed"] = "documents.file_removed"
    document: str
    file: str
    language: str


class AccessFollowed(Event):
    """The access policy of a session changed. So did the circle of people who may see the session's documents."""

    type: Literal["documents.access_followed"] = "documents.access_followed"
    session: str


ENTITIES = {"document": Document, "my_document": MyDocument, "my_session_document": MySessionDocument}
