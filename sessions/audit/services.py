"""Reads the part of the audit log that is for a conference's organisers: the acts in the conference, and its
participants' sign-ins.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.audit.models import AuditEntry
from foundation.clock import timestamp_text
from sessions.parties.models import Participant
from sessions.programme.models import Conference

PAGE = 100
"""How many entries one answer holds."""

OF_ACCOUNTS = ("sign_in", "second_factor", "password", "provider")
"""The first words of the codes of acts on accounts. Entries of these acts belong to no conference."""


def page_of_entries(conference: int, most: int, **filters: Any) -> list[AuditEntry]:
    """The first entries that match the filters of `entries`. Those of a demo have no network address: every visitor can
    read them.
    """
    rows = list(entries(conference, **filters)[:most])
    if Conference.objects.filter(pk=conference, is_demo=True).exists():
        for row in rows:
            row.address = ""
    return rows


def entries(
    conference: int,
    *,
    actor: str = "",
    action: str = "",
    subject: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
) -> QuerySet[AuditEntry]:
    """The entries that an organiser may read, the newest first.

    `actor` is a part of a name, or a public id. `action` is a code, or the first word of one. `subject` is a part of a
    label. With `before`, only entries that are older than the entry of this number are returned.
    """
    rows = AuditEntry.objects.filter(Q(conference=str(conference)) | _entries_on_accounts(conference))
    if actor:
        rows = rows.filter(_actor_filter(actor))
    if action:
        rows = rows.filter(Q(action=action) | Q(action__startswith=f"{action}."))
    if subject:
        rows = rows.filter(subject_label__icontains=subject)
    if since:
        rows = rows.filter(at__gte=since)
    if until:
        rows = rows.filter(at__lt=until)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return rows.order_by("-pk")


def entry_body(row: AuditEntry) -> dict[str, Any]:
    """An entry of the audit log, as the REST API shows it."""
    return {
        "id": str(row.pk),
        "at": timestamp_text(row.at),
        "person": str(row.person) if row.person else None,
        "name": row.name,
        "action": row.action,
        "subject": {"kind": row.subject_kind, "id": row.subject_id, "label": row.subject_label},
        "before": row.before,
        "after": row.after,
        "address": row.address,
        "result": row.result,
    }


def _entries_on_accounts(conference: int) -> Q:
    """The entries on the accounts of participants, such as sign-ins. For an invited person, only those after
    acceptance.
    """
    parts = Participant.objects.filter(conference=conference, simulated=False)
    chosen = Q(invitation=None) | Q(invitation__accepted_at__lte=OuterRef("at"))
    people = parts.filter(chosen, person__public_id=OuterRef("person"))
    actions = Q()
    for word in OF_ACCOUNTS:
        actions |= Q(action__startswith=f"{word}.")
    return Q(conference="") & Q(Exists(people)) & actions


def _actor_filter(typed: str) -> Q:
    try:
        return Q(person=UUID(typed))
    except ValueError:
        return Q(name__icontains=typed)
