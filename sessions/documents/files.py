"""Files of documents in `DATA_DIR/documents`, under names that cannot be guessed. The folder `arriving` holds uploads
that are not complete.
"""

import hashlib
import os
import secrets
import shutil
import time
import weakref
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Literal

from django.conf import settings

from foundation.refusals import Refusal
from sessions.documents.protocol import DocumentKind

RESERVE = 256 * 1024 * 1024
"""Octets of the disk that uploads leave free for the database."""
ORPHANED = 3600
"""Seconds after which a file without a row counts as left behind by a process that ended. It is deleted."""
HEAD = 1024
"""A PDF header is looked for within this many octets from the beginning, as PDF readers do."""
MAX_MEMBERS = 20_000
DOCX_PARTS = {"[Content_Types].xml", "word/document.xml"}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def folder(name: str = "") -> Path:
    """The folder for files of documents, or a folder below it. It is made if it is missing."""
    path: Path = settings.DATA_DIR / "documents" / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(file: str) -> Path:
    """The path of a file, by the name in its row."""
    return folder() / file


def most_octets() -> int:
    """The largest size of a file, in octets."""
    return int(settings.DOCUMENT_MOST_MEGABYTES) * 1_000_000


def remove_files(*named: str) -> None:
    """Delete files that no row of the database names any more."""
    for file in named:
        path_of(file).unlink(missing_ok=True)


def delete_orphaned_files(named: Collection[str]) -> None:
    """Delete what interrupted processes left behind: old incomplete uploads, and files whose names are not in
    `named`.
    """
    for path in [*folder("arriving").iterdir(), *folder().iterdir()]:
        is_old = path.is_file() and time.time() - path.stat().st_mtime > ORPHANED
        if is_old and path.name not in named:
            path.unlink(missing_ok=True)


class IncomingFile:
    """A file that is being uploaded. Its size is limited. It is deleted unless `keep_as` is called."""

    def __init__(self, expected: int | None) -> None:
        """Make the file for an upload of `expected` octets. Refuses `documents.too_large`, `documents.no_room`."""
        self.octets = 0
        self._digest = hashlib.sha256()
        _check_size(expected or 0)
        place = folder("arriving")
        if shutil.disk_usage(place).free < (expected or 0) + RESERVE:
            raise _no_room_refusal()
        self.path = place / secrets.token_hex(16)
        self._descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._end = weakref.finalize(self, _close_and_delete, self._descriptor, self.path)

    @property
    def sha256(self) -> str:
        """The SHA-256 digest of the octets that have arrived, in hexadecimal."""
        return self._digest.hexdigest()

    def write(self, octets: bytes) -> None:
        """Write the next octets. Refuses `documents.too_large`, `documents.no_room`."""
        self.octets += len(octets)
        _check_size(self.octets)
        self._digest.update(octets)
        rest = memoryview(octets)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            raise _no_room_refusal() from None

    def keep_as(self, file: str) -> None:
        """Keep the file under this name."""
        self.path.rename(path_of(file))

    def discard(self) -> None:
        """Delete the file unless it was taken."""
        self._end()


def _close_and_delete(descriptor: int, path: Path) -> None:
    os.close(descriptor)
    path.unlink(missing_ok=True)


def kind_of(path: Path) -> DocumentKind:
    """The kind of a file, by its content. Refuses `documents.not_a_document`, `documents.has_programs`."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _is_docx(path)
    raise _not_a_document_refusal()


def _is_docx(path: Path) -> Literal["docx"]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:MAX_MEMBERS])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _not_a_document_refusal() from None
    if not names >= DOCX_PARTS:
        raise _not_a_document_refusal()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refusal(
            "documents.has_programs",
            "The document contains macros. Save it without them (as .docx) and send it again.",
        )
    return "docx"


def _check_size(octets: int) -> None:
    if octets > most_octets():
        raise Refusal(
            "documents.too_large",
            f"The file is too large: at most {settings.DOCUMENT_MOST_MEGABYTES} MB. Make its pictures smaller.",
        )


def _not_a_document_refusal() -> Refusal:
    return Refusal(
        "documents.not_a_document", "This is neither a PDF nor a DOCX file. Save it as one of them."
    )


def _no_room_refusal() -> Refusal:
    return Refusal(
        "documents.no_room",
        "There is no room for this file on the server. Tell whoever runs it, and send it later.",
    )
