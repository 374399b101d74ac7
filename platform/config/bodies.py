"""The doors that take more than a small body; every other is bounded by `MOST_BODY`."""

import re

from foundation.accounts import seats
from foundation.http.upload_hooks import MOST_BODY, Body, Head
from foundation.wire.execution import check_roles
from sessions.floor.bulk_inscription.sheet import MOST_BYTES
from sessions.written_statements.intake import most_octets
from streaming.video_statements import intake as recordings

WRITTEN = re.compile(r"/api/sessions/\d{1,15}/written")
INSCRIPTIONS = re.compile(r"/api/sessions/\d{1,15}/inscriptions")


def body_of(head: Head) -> Body | int:
    """Where a body goes, or how large it may be. Who may not send there is refused before any of it has come.

    Refuses what `recordings.body_of` does, `seat.missing`, `seat.forged`, `seat.expired`, `wire.forbidden`.
    """
    if (recording := recordings.body_of(head)) is not None:
        return recording
    if head.method == "PUT" and WRITTEN.fullmatch(head.path):
        return _upload(head, "written.submit", most_octets())
    if head.method == "POST" and INSCRIPTIONS.fullmatch(head.path):
        return _upload(head, "floor.inscribe_many", MOST_BYTES)
    return MOST_BODY


def is_file(method: str, path: str) -> bool:
    """Whether a request brings a file that has to be read, and was let in by its head for that."""
    return method == "PUT" and (path == recordings.ADDRESS or WRITTEN.fullmatch(path) is not None)


def _upload(head: Head, permission: str, most: int) -> int:
    """One octet more than is taken: the door itself says best what is too large for it."""
    check_roles(seats.of_bearer(head.authorization), permission)
    return most + 1
