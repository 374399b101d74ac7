"""Reads the demo's local box: the e-mails and messages to webhooks that are kept instead of being sent."""

from typing import Any

from foundation.clock import timestamp_text
from foundation.jobs.models import Job
from foundation.mail import outbox as mails
from foundation.refusals import Refusal
from sessions.programme.models import Conference
from sessions.webhooks import outbox as webhooks
from sessions.webhooks.models import Webhook

MAX_SHOWN = 100
"""How many of each kind are shown: a busy session tells webhooks much, and e-mails stay in sight."""


def kept_things(of: Conference) -> list[dict[str, Any]]:
    """The newest e-mails and the newest messages in a conference's box, the newest first. Refuses `demo.absent`."""
    if not of.local_box:
        raise Refusal("demo.absent", "This conference is no demo. Its e-mails and webhooks are sent.")
    rows = [*mails.kept_in(of.local_box)[:MAX_SHOWN], *webhooks.kept_messages(of.pk)[:MAX_SHOWN]]
    urls = dict(Webhook.objects.filter(conference=of).values_list("pk", "url"))
    rows.sort(key=lambda row: (row.made_at, row.pk), reverse=True)
    return [_kept_thing(row, urls) for row in rows]


def _kept_thing(row: Job, urls: dict[int, str]) -> dict[str, Any]:
    is_mail = row.kind == mails.KEPT.name
    return {
        "id": str(row.pk),
        "kind": "mail" if is_mail else "webhook",
        "at": timestamp_text(row.made_at),
        "to": row.to if is_mail else urls[int(row.to)],
        "subject": row.payload["subject" if is_mail else "type"],
        "text": row.payload["text" if is_mail else "body"],
    }
