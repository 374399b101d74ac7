"""The commands of organisers on webhooks: add, change, remove, restore, test and resend."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.messages import edits
from sessions.webhooks import outbox, rules
from sessions.webhooks.models import Webhook

MANAGE = "webhooks.manage"


def add_webhook(seat: Seat, url: str, events: Collection[str], address: str) -> Webhook:
    """Add a webhook. The returned row has its secret, which is shown only this once.

    Refuses `webhook.bad_address`, `webhook.private_address`, `webhook.no_event`, `webhook.unknown_event`,
    `webhook.too_many`.
    """
    _check_values(url, events)
    with write_transaction():
        rules.check_webhook_count(webhooks_of(seat).count())
        now = clock.now()
        row = Webhook.objects.create(
            conference_id=int(seat.conference),
            url=url,
            events=sorted(set(events)),
            secret=rules.new_secret(),
            since=now,
            made_at=now,
        )
        _record("webhooks.add", seat, row, address, after=_audited_fields(row))
    return row


def change_webhook(
    seat: Seat,
    webhook: int,
    address: str,
    *,
    url: str,
    events: Collection[str],
    is_active: bool,
    seen: dict[str, Any] | None = None,
) -> Webhook:
    """Change a webhook. A webhook that is switched on is told only of later events.

    `seen` has the same three values as the organiser saw them. Refuses what `add_webhook` does, and
    `edit.changed_meanwhile` if somebody else changed one that differs.
    """
    _check_values(url, events)
    with write_transaction():
        row = find_webhook(seat, webhook)
        before = _audited_fields(row)
        if seen is not None:
            wanted = {"url": url, "events": sorted(set(events)), "is_active": is_active}
            seen = seen | {"events": sorted(set(seen["events"]))}
            for name, value in before.items():
                if wanted[name] != value:
                    edits.check_seen(name, seen[name], value)
        if is_active and not row.is_active:
            row.since, row.reason = clock.now(), ""
        row.url, row.events, row.is_active = url, sorted(set(events)), is_active
        row.save()
        _record("webhooks.change", seat, row, address, before=before, after=_audited_fields(row))
    return row


def remove_webhook(seat: Seat, webhook: int, address: str) -> None:
    """Remove a webhook with its deliveries. It can be restored for a while. Refuses `webhook.unknown`."""
    with write_transaction():
        row = find_webhook(seat, webhook)
        _record("webhooks.remove", seat, row, address, before=_audited_fields(row))
        row.removed_at = clock.now()
        row.save(update_fields=["removed_at"])


def restore_webhook(seat: Seat, webhook: int, address: str) -> Webhook:
    """Restore a removed webhook, with its secret. It is not told of what happened meanwhile.

    Refuses `webhook.unknown`, `webhook.too_many`.
    """
    with write_transaction():
        rows = Webhook.objects.filter(conference=int(seat.conference)).exclude(removed_at=None)
        row = rows.filter(pk=webhook).first()
        if row is None:
            raise rules.unknown_refusal()
        rules.check_webhook_count(webhooks_of(seat).count())
        row.removed_at, row.since = None, clock.now()
        row.save(update_fields=["removed_at", "since"])
        _record("webhooks.restore", seat, row, address, after=_audited_fields(row))
    return row


def queue_test_message(seat: Seat, webhook: int) -> Job:
    """Queue a test message without content. Refuses `webhook.unknown`, `webhook.off`."""
    with write_transaction():
        row = find_webhook(seat, webhook)
        rules.check_active(row.is_active)
        return outbox.queue_test(row)


def resend(seat: Seat, delivery: int) -> Job:
    """Send a message again with the same id. It is tried for another day. Refuses `webhook.unknown`, `webhook.off`."""
    with write_transaction():
        job = outbox.KIND.jobs.filter(pk=delivery).first()
        if job is None:
            raise rules.unknown_refusal()
        rules.check_active(find_webhook(seat, int(job.to)).is_active)
        if job.state != Job.State.RUNNING:
            job.payload["status"] = None
            queue.queue_again(job)
    return job


def webhooks_of(seat: Seat) -> QuerySet[Webhook]:
    """The webhooks of the seat's conference that were not removed."""
    return Webhook.objects.filter(conference=int(seat.conference), removed_at=None)


def find_webhook(seat: Seat, webhook: int) -> Webhook:
    """A webhook of the seat's conference. Refuses `webhook.unknown`."""
    row = webhooks_of(seat).filter(pk=webhook).select_related("conference").first()
    if row is None:
        raise rules.unknown_refusal()
    return row


def _check_values(url: str, events: Collection[str]) -> None:
    rules.check_url(url, rules.allowed_hosts(settings.WEBHOOKS_ALLOWED_HOSTS))
    rules.check_types(events)


def _audited_fields(row: Webhook) -> dict[str, Any]:
    return {"url": row.url, "events": row.events, "is_active": row.is_active}


def _record(
    action: str, seat: Seat, row: Webhook, address: str, before: Any = None, after: Any = None
) -> None:
    audit.record(
        action,
        actor=seat,
        conference=seat.conference,
        subject=Subject("webhook", str(row.pk), row.url),
        before=before,
        after=after,
        address=address,
    )
