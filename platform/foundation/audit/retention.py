"""The one way to change the audit log: delete what is over, and forget an erased person."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from foundation.audit.models import AuditEntry, Unlock
from foundation.database import writing


def entries_before(moment: datetime, conference: str | int) -> models.QuerySet[AuditEntry]:
    """The entries of a conference before a moment; with "" those of no conference, such as sign-ins."""
    return AuditEntry.objects.filter(at__lt=moment, conference=str(conference))


def delete_before(moment: datetime, conference: str | int) -> int:
    """Delete the entries of a conference before a moment; returns how many."""
    with _unlocked_unsafe():
        deleted, _ = models.QuerySet.delete(entries_before(moment, conference))
    return deleted


def entries_of(person: UUID, subjects: dict[str, list[str]]) -> models.QuerySet[AuditEntry]:
    """The entries of a person's acts, and those about it. `subjects` are ids by kind, besides its public id."""
    about = Q(subject_kind="person", subject_id=str(person))
    for kind, ids in subjects.items():
        about |= Q(subject_kind=kind, subject_id__in=ids)
    return AuditEntry.objects.filter(Q(person=person) | about)


def forget(person: UUID, subjects: dict[str, list[str]], name: str) -> int:
    """Replace the person's name, and remove its addresses and what was recorded about it; returns how many entries.

    What it did to others stays.
    """
    rows = entries_of(person, subjects)
    about = rows.exclude(subject_id="").filter(
        Q(subject_kind="person", subject_id=str(person))
        | Q(subject_kind__in=subjects, subject_id__in=[each for ids in subjects.values() for each in ids])
    )
    with _unlocked_unsafe():
        _change(about, subject_label=name, before=None, after=None)
        _change(AuditEntry.objects.filter(person=person), name=name, address="")
        return rows.count()


def _change(rows: models.QuerySet[AuditEntry], **fields: Any) -> None:
    models.QuerySet.update(rows, **fields)


@contextmanager
def _unlocked_unsafe() -> Iterator[None]:
    """A transaction in which the triggers let the log be changed."""
    with writing():
        lock = Unlock.objects.create()
        yield
        lock.delete()
