"""The only module that may change the audit log: it deletes old entries, and removes the name of an erased person."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import models

from foundation.audit.models import AuditEntry, Unlock
from foundation.database import write_transaction


def entries_before(moment: datetime, conference: str | int) -> models.QuerySet[AuditEntry]:
    """The entries of a conference before a moment. If `conference` is "", the entries without a conference, such as
    sign-ins.
    """
    return AuditEntry.objects.filter(at__lt=moment, conference=str(conference))


def delete_before(moment: datetime, conference: str | int) -> int:
    """Delete the entries of a conference before a moment. Returns how many were deleted."""
    with _unlocked_unsafe():
        deleted, _ = models.QuerySet.delete(entries_before(moment, conference))
    return deleted


def forget_subject(kind: str, id: str, name: str) -> int:
    """Replace the name of a subject in the entries about it, and remove their *before* and *after*.

    Returns how many entries were changed.
    """
    about = AuditEntry.objects.filter(subject_kind=kind, subject_id=id)
    with _unlocked_unsafe():
        return models.QuerySet.update(about, subject_label=name, before=None, after=None)


def forget_actor(person: UUID, name: str) -> int:
    """Replace a person's name in the entries of that person's acts, and remove the addresses.

    Returns how many entries were changed. Entries of other people's acts do not change, even of acts on this person
    (see `forget_subject`).
    """
    did = AuditEntry.objects.filter(person=person)
    with _unlocked_unsafe():
        return models.QuerySet.update(did, name=name, address="")


@contextmanager
def _unlocked_unsafe() -> Iterator[None]:
    """A transaction in which the triggers let the log be changed."""
    with write_transaction():
        lock = Unlock.objects.create()
        yield
        lock.delete()
