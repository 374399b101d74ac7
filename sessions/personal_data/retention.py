"""Deletes personal data whose retention period is over: for each conference, `retention_days` after its last day.

The minutes stay, with the names in them. All data that the minutes do not need are deleted. A second run finds nothing
to delete.
"""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session as SignIn
from django.db.models import Max

from foundation import clock
from foundation.accounts.models import User
from foundation.audit import retention as audit_retention
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.jobs.queue import OVER
from foundation.journal import entry_erasure
from foundation.journal import services as journal
from foundation.mail import outbox
from foundation.processes.worker import Worker
from sessions.parties.models import Participant
from sessions.personal_data import erasure
from sessions.personal_data.tables import RETENTION, TABLES, table_of
from sessions.programme.models import Conference
from sessions.programme.protocol import ProgrammeEdited
from sessions.registration.models import Registration, Unconfirmed
from sessions.seats.transfer import services as transfer
from sessions.seats.transfer.models import Continuation
from sessions.webhooks import outbox as webhooks

HOUR = 3600.0


def is_due(conference: Conference, now: datetime) -> bool:
    """Whether the conference's retention period is over."""
    last = conference.days.aggregate(last=Max("date"))["last"]
    if conference.retention_days is None or last is None:
        return False
    return bool(last + timedelta(days=conference.retention_days) < now.date())


def delete_expired(now: datetime, *, dry_run: bool = False) -> dict[str, Counter[str]]:
    """Delete data whose period is over. Returns the number of deleted rows by conference and table. The conference ""
    stands for data that belong to none.

    A dry run does the same in one transaction, and rolls it back. Other writers are blocked meanwhile.
    """
    if dry_run:
        with erasure.transaction_or_dry_run(dry_run):
            return delete_expired(now)
    over = [each for each in Conference.objects.order_by("pk") if is_due(each, now)]
    ids = {conference.pk for conference in over}
    counts = {conference.short: _sweep_conference(conference, now, ids) for conference in over}
    counts[""] = _sweep_accounts(now) + sweep_codes(now)
    return {name: counted for name, counted in counts.items() if counted}


def _sweep_conference(conference: Conference, now: datetime, over: Collection[int]) -> Counter[str]:
    """Delete the data of a conference whose period is over. Participants are deleted one by one, so that no other
    writer waits long.

    `over` are all conferences whose period is over.
    """
    counted: Counter[str] = Counter()
    parts = Participant.objects.filter(conference=conference).select_related("person", "party").order_by("pk")
    needed = erasure.needed_participants()
    for part in parts:
        if part.pk in needed and not (part.person.is_active or part.person.email):
            continue
        with write_transaction():
            changes = _erase_part(part, conference, now, over, is_needed=part.pk in needed)
        counted.update({change.model: change.count for change in changes if change.done != "kept"})
    counted += _sweep_registrations(conference, over)
    with write_transaction():
        _remove_from_screens(conference, now)
        counted["chat.ChatMessage"] += erasure.delete_group_messages(conference, now)
        for stored in TABLES:
            if stored.until is RETENTION and stored.is_of_a_conference:
                counted[stored.model] += _delete_rows(stored.rows_of_conference(conference.pk))
        counted["audit.AuditEntry"] += audit_retention.delete_before(now, conference.pk)
        counted = +counted
        if counted:
            _record_in_audit_log(conference, counted)
    return counted


def _erase_part(
    part: Participant, conference: Conference, now: datetime, over: Collection[int], *, is_needed: bool
) -> list[erasure.Change]:
    """Erase a participant whom no minutes name. Erase its account too, if nothing else needs the account."""
    person, changes = part.person, []
    if not is_needed:
        changes += erasure.erase_part(person, conference, now, is_over=True)
    return changes + _erase_account(person, over)


def _sweep_registrations(conference: Conference, over: Collection[int]) -> Counter[str]:
    """Delete the registrations of a conference one by one. Each account is deleted too, if nothing else needs it."""
    counted: Counter[str] = Counter()
    for row in Registration.objects.filter(conference=conference).select_related("person").order_by("pk"):
        with write_transaction():
            # In one transaction: without its registration the account could not be found again.
            row.delete()
            changes = _erase_account(row.person, over)
        counted["conference.Registration"] += 1
        counted.update({change.model: change.count for change in changes if change.done != "kept"})
    return counted


def _erase_account(person: User, over: Collection[int]) -> list[erasure.Change]:
    """Erase an account that nothing else needs, unless it is erased already."""
    if not (person.is_active or person.email) or erasure.is_account_needed(person, over=over):
        return []
    return erasure.erase_account(person)


def _remove_from_screens(conference: Conference, now: datetime) -> None:
    """Remove the rows that the caller will delete from screens, and from the frames of the journal."""
    gone = [row for model in erasure.OF_SCREENS for row in table_of(model).rows_of_conference(conference.pk)]
    if gone:
        entry_erasure.erase(conference.stream, erasure.rows_to_remove(gone), at=now)
        journal.append(conference.stream, ProgrammeEdited(), at=now, gone=gone)


def _record_in_audit_log(conference: Conference, counted: Counter[str]) -> None:
    audit.record(
        "retention.done",
        actor=None,
        subject=Subject("conference", str(conference.pk), conference.short),
        after={"deleted": dict(counted)},
        address="",
    )


def longest_period() -> timedelta | None:
    """The longest retention period of all conferences, or None if a conference has no period, or if there is no
    conference.
    """
    found = [*Conference.objects.values_list("retention_days", flat=True)]
    days = [each for each in found if each is not None]
    return timedelta(days=max(days)) if days and len(days) == len(found) else None


def _sweep_accounts(now: datetime) -> Counter[str]:
    """Delete data that belong to no conference and are older than the longest period: guests, e-mails, sign-ins."""
    counted: Counter[str] = Counter()
    with write_transaction():
        counted["sessions.Session"] = _delete_rows(SignIn.objects.filter(expire_date__lt=now))
        if (period := longest_period()) is not None:
            guests = User.objects.filter(is_guest=True, joined_at__lt=now - period)
            counted["accounts.User"] = _delete_rows(
                guests.exclude(pk__in=Participant.objects.values("person"))
            )
            mails = outbox.KIND.jobs.filter(state__in=OVER, due__lt=now - period)
            counted["jobs.Job"] = _delete_rows(mails)
            counted["audit.AuditEntry"] = audit_retention.delete_before(now - period, "")
    return +counted


def sweep_codes(now: datetime) -> Counter[str]:
    """Delete registrations that nobody confirmed, and codes that transfer a seat, once their time is over."""
    counted: Counter[str] = Counter()
    with write_transaction():
        counted["conference.Unconfirmed"] = _delete_rows(Unconfirmed.objects.filter(expires_at__lt=now))
        codes = Continuation.objects.filter(expires_at__lt=now - transfer.REMEMBERED_FOR)
        counted["conference.Continuation"] = _delete_rows(codes)
    return +counted


def _delete_rows(rows: Any) -> int:
    deleted: int = rows.count()
    rows.delete()
    return deleted


class RetentionWorker(Worker):
    """Deletes data whose period is over when a web process starts, and once a day; after a failure again in an hour.

    Expired codes and old deliveries of webhooks are deleted each hour.
    """

    name = "retention"
    poll_seconds = HOUR

    def __init__(self) -> None:
        super().__init__()
        self._swept: date | None = None

    def work_once(self) -> bool:
        """Delete data whose period is over. If that was done today already, delete only what is deleted each hour.
        Returns False, because nothing is left to do.
        """
        now = clock.now()
        webhooks.delete_old()
        if self._swept == now.date():
            sweep_codes(now)
        else:
            delete_expired(now)
            self._swept = now.date()
        return False


retention_worker = RetentionWorker()
