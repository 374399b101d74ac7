"""Makes jobs that send messages to webhooks: from journal entries, and of tests."""

import json
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.dispatch import receiver

from foundation import clock
from foundation.clock import timestamp_text
from foundation.database import write_transaction
from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.journal import services as journal
from foundation.journal.models import Entry
from sessions.programme.models import Conference, Session
from sessions.webhooks.facts import TEST, Fact, facts_of_frame, webhook_body
from sessions.webhooks.models import Webhook, WebhookCursor

State = Job.State
KIND = queue.Kind(
    "webhook",
    lease=timedelta(seconds=90),
    first_wait=timedelta(seconds=30),
    max_attempts=20,
    tried_for=timedelta(days=1),
)
"""A delivery is a job that sends one message to one webhook, whose number is its `to`."""
TOGETHER = 200
"""How many entries are read in one transaction."""
RESTORABLE = timedelta(days=1)
"""How long a removed webhook can be restored."""
MAX_KEPT = 100
"""How many messages to a webhook a local box holds. The oldest are deleted."""
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
    jobs = [
        _delivery(hook, fact, about)
        for fact in told
        for hook in hooks
        if fact.type in hook.events and entry.at >= hook.since
    ]
    queue.queue(KIND, jobs)


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


def _delivery(hook: Webhook, fact: Fact, about: dict[str, Any]) -> Job:
    """A job that tells a webhook a fact. The key of the fact is in its key: a fact that is read twice is told once."""
    payload = {
        "type": fact.type,
        # The header `webhook-id`, which is the same for each attempt.
        "message_id": f"msg_{secrets.token_urlsafe(18)}",
        "body": webhook_body(fact, about),
        # The HTTP status of the last answer. None if there was none.
        "status": None,
    }
    return Job(key=f"{hook.pk}/{fact.key}", to=str(hook.pk), payload=payload)


def queue_test(hook: Webhook) -> Job:
    """Queue a test message without content, with which an organiser tries an address. The caller is in a
    transaction.
    """
    about = {"conference": {"id": str(hook.conference_id), "slug": hook.conference.slug}}
    fact = Fact(f"test/{secrets.token_urlsafe(12)}", TEST, timestamp_text(clock.now()), {})
    job = _delivery(hook, fact, about)
    queue.queue(KIND, [job])
    return KIND.jobs.get(key=job.key)


def numbers_of(hooks: QuerySet[Webhook]) -> QuerySet[Any, Any]:
    """The numbers of webhooks, as they stand in the `to` of their deliveries."""
    return hooks.annotate(to=Cast("pk", CharField())).values("to")


def kept_messages(conference: int) -> QuerySet[Job]:
    """The messages of a conference that its local box holds, the newest first."""
    hooks = Webhook.objects.filter(conference=conference)
    return KIND.jobs.filter(to__in=numbers_of(hooks), payload__kept=True).order_by("-pk")


def delete_kept(hook: Webhook) -> None:
    """Make room for another message to a webhook in a local box. A demo goes on for days."""
    old = KIND.jobs.filter(to=str(hook.pk), state=State.DONE).order_by("-pk").values_list("pk", flat=True)
    Job.objects.filter(pk__in=list(old[MAX_KEPT - 1 :])).delete()


@receiver(queue.stored)
def _hold_others(job: Job, **_: object) -> None:
    """Let other messages to an address wait while it fails, and make them due when it accepted one.

    So an address that does not answer costs one attempt at a time.
    """
    if job.kind != KIND.name:
        return
    now = clock.now()
    others = KIND.jobs.filter(to=job.to, state=State.WAITING).exclude(pk=job.pk)
    if job.state == State.DONE:
        others.filter(due__gt=now).update(due=now)
    else:
        next_try = job.due if job.state == State.WAITING else now + KIND.first_wait
        others.filter(due__lt=next_try).update(due=next_try)
    Webhook.objects.filter(pk=job.to).exclude(reason=job.reason).update(reason=job.reason)


def delete_old() -> None:
    """Delete webhooks removed more than `RESTORABLE` ago, and deliveries that were over more than `KEPT` ago or have no
    webhook any more.
    """
    with write_transaction():
        queue.delete_over(KIND, KEPT)
        Webhook.objects.filter(removed_at__lt=clock.now() - RESTORABLE).delete()
        KIND.jobs.exclude(to__in=numbers_of(Webhook.objects.all())).delete()
