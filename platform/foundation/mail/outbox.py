"""The only writer of the outbox: queues e-mails, claims the next one, and stores the result."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.dispatch import Signal

from foundation import clock
from foundation.database import write_transaction
from foundation.mail.models import OutgoingMail

State = OutgoingMail.State

LEASE = timedelta(seconds=60)
"""If an e-mail is being sent for longer than this, its process counts as ended."""

TRIES = 8
FIRST_WAIT = timedelta(minutes=1)
"""The wait before a second try. It doubles with each try: the eighth comes after two hours."""

BATCH_SIZE = 500
"""How many rows one statement writes."""

queued = Signal()
"""Sent after a transaction that queued e-mails was committed."""

stored = Signal()
"""Sent with `key` after the result of sending an e-mail was stored."""


_EMPTY = {"text": "", "html": "", "calendar": ""}
"""The empty contents of an e-mail that is not sent any more, because its contents may hold a sign-in code."""


@dataclass(frozen=True)
class Mail:
    """An e-mail to queue. The fields are those of `OutgoingMail`."""

    key: str
    to: str
    subject: str
    text: str
    html: str = ""
    calendar: str = ""
    is_bulk: bool = False
    expires_at: datetime | None = None


def queue(mails: Sequence[Mail]) -> None:
    """Queue e-mails. One whose key is queued already is left out."""
    now = clock.now()
    rows = [OutgoingMail(**vars(mail), message_id=_message_id(), due=now) for mail in mails]
    with write_transaction():
        OutgoingMail.objects.bulk_create(rows, batch_size=BATCH_SIZE, ignore_conflicts=True)
        transaction.on_commit(lambda: queued.send(OutgoingMail))


def cancel(keys: Sequence[str]) -> None:
    """Remove e-mails that wait. An e-mail that is being sent now is not tried again. The caller is in a transaction."""
    now = clock.now()
    for start in range(0, len(keys), BATCH_SIZE):
        mails = OutgoingMail.objects.filter(key__in=keys[start : start + BATCH_SIZE])
        # Locks the rows, so that none of them begins to wait again before it is looked for.
        mails.filter(state__in=(State.WAITING, State.SENDING)).update(expires_at=now)
        mails.filter(state=State.WAITING).delete()


def claim_next() -> OutgoingMail | None:
    """Take the next e-mail that is due, so that no other process sends it. Returns None if none is due."""
    now = clock.now()
    with write_transaction():
        _end_lost_and_late(now)
        due = OutgoingMail.objects.filter(state=State.WAITING, due__lte=now).exclude(expires_at__lte=now)
        mail = _without_locked(due.order_by("is_bulk", "due", "pk")).first()
        if mail is not None:
            _store_state(mail, State.SENDING, now)
    return mail


def mark_sent(mail: OutgoingMail) -> None:
    """Mark an e-mail as sent: the server took it."""
    _store_state(mail, State.SENT, clock.now())


def mark_unsure(mail: OutgoingMail, reason: str) -> None:
    """Mark an e-mail as perhaps sent: the connection ended before the server answered."""
    _store_state(mail, State.UNSURE, clock.now(), reason)


def mark_failed(mail: OutgoingMail, reason: str) -> None:
    """Mark an e-mail as failed: the server refused it for good."""
    _store_state(mail, State.FAILED, clock.now(), reason)


def postpone(mail: OutgoingMail, reason: str) -> None:
    """Try an e-mail again later, because the server refused it for now. If this was its last try, mark it as failed."""
    mail.tries += 1
    if mail.tries >= TRIES:
        mark_failed(mail, reason)
    else:
        _store_state(mail, State.WAITING, clock.now() + FIRST_WAIT * 2 ** (mail.tries - 1), reason)


def put_back(mail: OutgoingMail) -> None:
    """Let an e-mail wait again, because the mail server cannot be reached. This does not count as a try."""
    _store_state(mail, State.WAITING, clock.now())


def _end_lost_and_late(now: datetime) -> None:
    """Mark e-mails as perhaps sent if the process that sent them stopped, and as failed if they are too late. At most
    `BATCH_SIZE` of each.
    """
    lost = OutgoingMail.objects.filter(state=State.SENDING, due__lt=now - LEASE)
    _store_end(lost, State.UNSURE, "Balai stopped while it sent this.")
    late = OutgoingMail.objects.filter(state=State.WAITING, expires_at__lte=now)
    _store_end(late, State.FAILED, "It could not be sent in time.")


def _store_end(mails: QuerySet[OutgoingMail], state: OutgoingMail.State, reason: str) -> None:
    keys = list(_without_locked(mails).values_list("key", flat=True)[:BATCH_SIZE])
    OutgoingMail.objects.filter(key__in=keys).update(state=state, reason=reason, **_EMPTY)
    for key in keys:
        stored.send(OutgoingMail, key=key)


def _without_locked(mails: QuerySet[OutgoingMail]) -> QuerySet[OutgoingMail]:
    if connection.features.has_select_for_update_skip_locked:
        return mails.select_for_update(skip_locked=True)
    return mails


def _store_state(mail: OutgoingMail, state: OutgoingMail.State, due: datetime, reason: str = "") -> None:
    mail.state, mail.due, mail.reason = state, due, reason[:300]
    if state not in (State.WAITING, State.SENDING):
        vars(mail).update(_EMPTY)
    mail.save(update_fields=["state", "due", "reason", "tries", "text", "html", "calendar"])
    if state is not State.SENDING:
        stored.send(OutgoingMail, key=mail.key)


def _message_id() -> str:
    """A new Message-ID (RFC 5322, 3.6.4) in the domain of the sender."""
    return f"<{uuid.uuid4()}@{settings.MAIL_FROM.rpartition('@')[2].strip('>') or 'balai.invalid'}>"
