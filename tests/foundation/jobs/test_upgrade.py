"""What waited in the outbox of e-mails and among the deliveries of webhooks is carried over to the table of jobs."""

import json
from pathlib import Path

import pytest

from tests.support.prepared import squashed

pytestmark = pytest.mark.database

TO_THE_TWO_OUTBOXES = """
from datetime import timedelta
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from foundation import clock

now = clock.now()
state = MigrationExecutor(connection).migrate([("conference", "0039_figures_of_a_decision")])
model = state.apps.get_model
conference = model("conference", "Conference").objects.create(slug="old", short="Old", name={"en": "Old"})
model("conference", "Webhook").objects.create(
    pk=7, conference_id=conference.pk, url="https://hooks.example.org/", events=[], secret="s", since=now, made_at=now
)
hours = 0
for state, tries in (("waiting", 3), ("sending", 1), ("sent", 0), ("failed", 8), ("unsure", 0)):
    hours += 1
    about = {"state": state, "tries": tries, "due": now + timedelta(hours=hours), "reason": f"why {state}"}
    live = {"text": "Your code", "html": "<p>"} if state in ("waiting", "sending") else {}
    model("mail", "OutgoingMail").objects.create(
        key=state, to=f"{state}@example.org", subject=f"About {state}", message_id=f"<{state}@example.org>",
        is_bulk=state == "waiting", expires_at=now, **about, **live
    )
    if state != "unsure":
        model("conference", "WebhookDelivery").objects.create(
            webhook_id=7, key=f"conference/1/{tries}", type="vote.closed", message_id=f"msg_{state}", body="{}",
            status=500, made_at=now, first_due=now, **about
        )
"""

KEPT = """
import json
from foundation.jobs.models import Job

for job in Job.objects.order_by("kind", "pk"):
    lease = job.leased_until and (job.leased_until - job.due).total_seconds()
    print(json.dumps([
        job.kind, job.key, job.to, job.state, job.attempts, job.reason, lease, job.is_bulk,
        (job.due - job.made_at).total_seconds() / 3600, job.expires_at is not None, job.payload,
    ], sort_keys=True))
"""


def test_what_waited_before_is_carried_over(tmp_path: Path) -> None:
    hall = squashed(tmp_path / "data")
    hall.python(TO_THE_TWO_OUTBOXES)
    said = hall.manage("migrate")
    assert "Applying mail.0002_jobs" in said
    assert "Applying conference.0040_deliveries_are_jobs" in said

    live = {"text": "Your code", "html": "<p>", "calendar": ""}
    states = (
        ("waiting", "waiting", 3, 3, None),
        ("sending", "running", 2, 1, True),
        ("sent", "done", 0, 0, None),
        ("failed", "failed", 8, 8, None),
        ("unsure", "unsure", 0, 0, None),
    )
    mails, deliveries = [], []
    for hours, (was, state, mail_attempts, attempts, is_leased) in enumerate(states, 1):
        payload = {"subject": f"About {was}"}
        if state in ("waiting", "running"):
            payload |= live | {"message_id": f"<{was}@example.org>"}
        mails.append(
            ["mail", was, f"{was}@example.org", state, mail_attempts, f"why {was}", is_leased and 60,
             state == "waiting", 0, True, payload]
        )  # fmt: skip
        told = {"type": "vote.closed", "message_id": f"msg_{was}", "body": "{}", "status": 500}
        deliveries.append(
            ["webhook", f"7/conference/1/{attempts}", "7", state, attempts, f"why {was}", is_leased and 90,
             False, hours, False, told]
        )  # fmt: skip
    found = [json.loads(line) for line in hall.python(KEPT).splitlines() if line.startswith("[")]
    assert found == [*mails, *deliveries[:-1]]
    assert "No migrations to apply" in hall.manage("migrate", "--skip-checks")
