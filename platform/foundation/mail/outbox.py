"""The outbox: a transaction that needs an e-mail queues it as a job, and the e-mail is sent later."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.dispatch import receiver

from foundation import clock
from foundation.database import write_transaction
from foundation.jobs import queue as jobs
from foundation.jobs.models import Job

KIND = jobs.Kind(
    "mail",
    lease=timedelta(seconds=60),
    first_wait=timedelta(minutes=1),
    max_attempts=8,
    lost="Balai stopped while it sent this.",
)
"""An e-mail is sent at most once. The last attempt comes after two hours."""

KEPT = jobs.Kind("kept_mail", lease=timedelta(0), first_wait=timedelta(0), max_attempts=0)
"""An e-mail that stays on this machine, in a box. No worker does jobs of this kind."""

MAX_KEPT = 100
"""How many e-mails a box holds. The oldest are deleted."""


@dataclass(frozen=True)
class Mail:
    """An e-mail to queue. `key`, `to`, `is_bulk` and `expires_at` are those of its `Job`.

    `calendar` is an attached iCalendar file (RFC 5545). `box` names the box in which it is kept instead of being sent;
    it is empty for an e-mail that is sent.
    """

    key: str
    to: str
    subject: str
    text: str
    box: str
    html: str = ""
    calendar: str = ""
    is_bulk: bool = False
    expires_at: datetime | None = None

    def job(self) -> Job:
        """The job that sends it."""
        contents = {"subject": self.subject, "text": self.text, "html": self.html, "calendar": self.calendar}
        payload = contents | {"message_id": _message_id()}
        return Job(
            key=self.key, to=self.to, payload=payload, is_bulk=self.is_bulk, expires_at=self.expires_at
        )


def queue(mails: Sequence[Mail]) -> None:
    """Queue e-mails, or keep those that have a box. One whose key is queued or kept already is left out."""
    jobs.queue(KIND, [mail.job() for mail in mails if not mail.box])
    for box in {mail.box for mail in mails if mail.box}:
        _keep(box, [mail for mail in mails if mail.box == box])


def _keep(box: str, mails: Sequence[Mail]) -> None:
    with write_transaction():
        # Of many mails only the newest stay, and only these are written.
        jobs.queue(KEPT, [_kept_job(mail) for mail in mails[-MAX_KEPT:]])
        there = kept_in(box).values_list("pk", flat=True)
        Job.objects.filter(pk__in=list(there[MAX_KEPT:])).delete()


def _kept_job(mail: Mail) -> Job:
    payload = {"subject": mail.subject, "text": mail.text}
    return Job(key=f"{mail.box}/{mail.key}", to=mail.to, payload=payload, state=jobs.State.DONE)


def kept_in(box: str) -> QuerySet[Job]:
    """The e-mails in a box, the newest first."""
    return KEPT.jobs.filter(key__startswith=f"{box}/").order_by("-pk")


def cancel(keys: Sequence[str]) -> None:
    """Remove e-mails that wait. An e-mail that is being sent now is not tried again. The caller is in a transaction."""
    for start in range(0, len(keys), jobs.BATCH_SIZE):
        mails = KIND.jobs.filter(key__in=keys[start : start + jobs.BATCH_SIZE])
        # Locks the rows, so that none of them begins to wait again before it is looked for.
        mails.exclude(state__in=jobs.OVER).update(expires_at=clock.now())
        mails.filter(state=jobs.State.WAITING).delete()


@receiver(jobs.stored)
def _empty(job: Job, **_: object) -> None:
    """Empty an e-mail that is not sent any more, because its contents may hold a sign-in code."""
    if job.kind == KIND.name and job.state in jobs.OVER:
        KIND.jobs.filter(pk=job.pk).update(payload={"subject": job.payload["subject"]})


def _message_id() -> str:
    """A new Message-ID (RFC 5322, 3.6.4) in the domain of the sender."""
    return f"<{uuid.uuid4()}@{settings.MAIL_FROM.rpartition('@')[2].strip('>') or 'balai.invalid'}>"
