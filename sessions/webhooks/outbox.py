"""Makes deliveries from journal entries, claims the next delivery, and stores the result of sending it."""

import json
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from foundation import clock
from foundation.clock import timestamp_text
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.journal.models import Entry
from sessions.programme.models import Conference, Session
from sessions.webhooks import rules
from sessions.webhooks.facts import TEST, Fact, facts_of_frame, webhook_body
from sessions.webhooks.models import Webhook, WebhookCursor, WebhookDelivery

State = WebhookDelivery.State
LEASE = timedelta(seconds=90)
"""If a message is being sent for longer than this, its process counts as ended, and the message is tried again."""
TOGETHER = 200
"""How many entries are read, or rows deleted, in one transaction."""
RESTORABLE = timedelta(days=1)
"""How long a removed webhook can be restored."""
KEPT = timedelta(days=14)
"""How long a delivery stays listed after it was sent or failed."""


def collect_deliveries() -> None:
    """Make deliveries of the entries that were written since the last call."""
    hooks: dict[int, list[Webhook]] = {}
    for hook in Webhook.objects.filter(is_active=True, removed_at=None):
        hooks.setdefault(hook.conference_id, []).append(hook)
    if not hooks:
        return
    streams = {f"conference/{each}": each for each in hooks}
    for session, conference in Session.objects.filter(conference__in=hooks).values_list(
        "pk", "conference_id"
    ):
        streams[f"session/{session}"] = conference
    read = dict(WebhookCursor.objects.filter(stream__in=streams).values_list("stream", "seq"))
    for stream, (seq, _) in journal.heads(streams).items():
        at = read.get(stream)
        while at is None or at < seq:
            at = _read_entries(stream, hooks[streams[stream]])


def _read_entries(stream: str, hooks: list[Webhook]) -> int:
    """Read the next entries of a stream for these webhooks. Returns the number up to which the stream was read.

    Several processes may do this. Each locks the stream's row meanwhile, and begins where the last one ended.
    """
    with write_transaction():
        cursor, is_new = WebhookCursor.objects.select_for_update().get_or_create(
            stream=stream, defaults={"seq": 0}
        )
        entries = Entry.objects.filter(stream=stream, seq__gt=cursor.seq)
        if is_new:
            # What happened before any of the webhooks was there concerns none of them.
            entries = entries.filter(at__gte=min(hook.since for hook in hooks))
        batch = list(entries.order_by("seq")[:TOGETHER])
        for entry in batch:
            if entry.everyone is not None:
                _add_deliveries(stream, entry, hooks)
        last = Entry.objects.filter(stream=stream).order_by("-seq").values_list("seq", flat=True).first()
        cursor.seq = batch[-1].seq if batch else (last or 0)
        cursor.save()
        return cursor.seq


def _add_deliveries(stream: str, entry: Entry, hooks: Iterable[Webhook]) -> None:
    told = [*facts_of_frame(json.loads(entry.everyone or ""))]
    if not told or (about := _stream_facts(stream)) is None:
        return
    now = clock.now()
    rows = [
        _delivery(hook, fact, about, now)
        for fact in told
        for hook in hooks
        if fact.type in hook.events and entry.at >= hook.since
    ]
    WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)


def _stream_facts(stream: str) -> dict[str, Any] | None:
    """The conference and the session that a message about a stream names. None for a session that is not open to
    everyone.
    """
    kind, _, number = stream.partition("/")
    if kind == "conference":
        conference = Conference.objects.get(pk=number)
        return {"conference": {"id": str(conference.pk), "slug": conference.slug}}
    session = Session.objects.select_related("conference").get(pk=number)
    if session.access != "public":
        return None
    place = {"id": str(session.conference_id), "slug": session.conference.slug}
    return {"conference": place, "session": {"id": str(session.pk), "title": session.title}}


def _delivery(hook: Webhook, fact: Fact, about: dict[str, Any], now: Any) -> WebhookDelivery:
    return WebhookDelivery(
        webhook=hook,
        key=fact.key,
        type=fact.type,
        message_id=f"msg_{secrets.token_urlsafe(18)}",
        body=webhook_body(fact, about),
        due=now,
        first_due=now,
        made_at=now,
    )


def queue_test(hook: Webhook) -> WebhookDelivery:
    """Queue a test message without content, with which an organiser tries an address. The caller is in a
    transaction.
    """
    now = clock.now()
    about = {"conference": {"id": str(hook.conference_id), "slug": hook.conference.slug}}
    fact = Fact(f"test/{secrets.token_urlsafe(12)}", TEST, timestamp_text(now), {})
    row = _delivery(hook, fact, about, now)
    row.save()
    return row


def claim_next() -> WebhookDelivery | None:
    """Take the next delivery that is due, so that no other process sends it. Returns None if none is due."""
    now = clock.now()
    if not WebhookDelivery.objects.filter(state__in=(State.WAITING, State.SENDING), due__lte=now).exists():
        return None
    with write_transaction():
        lost = WebhookDelivery.objects.filter(state=State.SENDING, due__lt=now - LEASE)
        if lost.exists():
            lost.update(state=State.WAITING, due=now)
        due = WebhookDelivery.objects.filter(
            state=State.WAITING, due__lte=now, webhook__is_active=True, webhook__removed_at=None
        )
        row = _without_locked(due.order_by("due", "pk")).first()
        if row is not None:
            row.state, row.due, row.tries = State.SENDING, now, row.tries + 1
            row.save(update_fields=["state", "due", "tries"])
    return row


def _without_locked(rows: QuerySet[WebhookDelivery]) -> QuerySet[WebhookDelivery]:
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def mark_sent(row: WebhookDelivery, status: int) -> None:
    """Mark a delivery as sent. Other deliveries that wait for the same address become due now."""
    with write_transaction():
        _store_result(row, State.SENT, status, "")
        Webhook.objects.filter(pk=row.webhook_id).exclude(reason="").update(reason="")
        held = WebhookDelivery.objects.filter(
            webhook=row.webhook_id, state=State.WAITING, due__gt=clock.now()
        )
        held.update(due=clock.now())


def note_failed_try(row: WebhookDelivery, status: int | None, reason: str) -> None:
    """Plan another try of a delivery, or mark it as failed if it was tried for a day.

    Other deliveries that wait for the same address are not tried before it. So an address that does not answer costs
    one try at a time.
    """
    now = clock.now()
    next_try = now + rules.wait_before_next_try(row.tries)
    with write_transaction():
        row.due = next_try
        is_over = rules.is_too_late(row.first_due, next_try)
        _store_result(row, State.FAILED if is_over else State.WAITING, status, reason)
        others = WebhookDelivery.objects.filter(webhook=row.webhook_id, state=State.WAITING, due__lt=next_try)
        others.exclude(pk=row.pk).update(due=next_try)
        Webhook.objects.filter(pk=row.webhook_id).update(reason=reason[:300])


def disable_webhook(row: WebhookDelivery, status: int, reason: str) -> None:
    """Switch a webhook off, because its address answered that it wants no more messages (410, Standard Webhooks)."""
    with write_transaction():
        _store_result(row, State.FAILED, status, reason)
        Webhook.objects.filter(pk=row.webhook_id).update(is_active=False, reason=reason[:300])


def _store_result(
    row: WebhookDelivery, state: WebhookDelivery.State, status: int | None, reason: str
) -> None:
    row.state, row.status, row.reason = state, status, reason[:300]
    # A delivery may have been deleted meanwhile, with its webhook.
    WebhookDelivery.objects.filter(pk=row.pk).update(
        state=state, status=status, reason=row.reason, due=row.due
    )


def delete_old() -> None:
    """Delete deliveries that were over more than `KEPT` ago, and webhooks removed more than `RESTORABLE` ago."""
    old = WebhookDelivery.objects.filter(
        state__in=(State.SENT, State.FAILED), due__lt=clock.now() - KEPT
    ).values_list("pk", flat=True)[:TOGETHER]
    with write_transaction():
        WebhookDelivery.objects.filter(pk__in=list(old)).delete()
        Webhook.objects.filter(removed_at__lt=clock.now() - RESTORABLE).delete()
