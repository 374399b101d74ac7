"""The one way to change the audit log: delete what is over, and forget an erased person."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import models

from foundation.audit.models import AuditEntry, Unlock
from foundation.database import writing


def entries_before(moment: datetime, conference: str | int) -> models.QuerySet[AuditEntry]:
    """The entries of a conference before a moment. With "" those of no conference, such as sign-ins."""
    return AuditEntry.objects.filter(at__lt=moment, conference=str(conference))


def delete_before(moment: datetime, conference: str | int) -> int:
    """Delete the entries of a conference before a moment. Returns how many."""
    with _unlocked_unsafe():
        deleted, _ = models.QuerySet.delete(entries_before(moment, conference))
    return deleted


def forget_subject(kind: str, id: str, name: str) -> int:
    """Replace the name of what entries are about, and remove their *before* and *after*. Returns how many."""
    about = AuditEntry.objects.filter(subject_kind=kind, subject_id=id)
    with _unlocked_unsafe():
        return models.QuerySet.update(about, subject_label=name, before=None, after=None)


def forget_actor(person: UUID, name: str) -> int:
    """Replace the name of a person in what it did, and remove its addresses. Returns how many entries.

    What it did to others stays.
    """
    did = AuditEntry.objects.filter(person=person)
    with _unlocked_unsafe():
        return models.QuerySet.update(did, name=name, address="")


@contextmanager
def _unlocked_unsafe() -> Iterator[None]:
    """A transaction in which the triggers let the log be changed."""
    with writing():
        lock = Unlock.objects.create()
        yield
        lock.delete()
