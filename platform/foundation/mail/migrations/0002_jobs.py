"""Carries the e-mails over to the table of jobs."""

from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import migrations

STATES = {"sending": "running", "sent": "done"}


def carry_over(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("jobs", "Job")
    rows = apps.get_model("mail", "OutgoingMail").objects.order_by("pk")
    jobs = (_job(model, row) for row in rows.iterator())
    while batch := list(islice(jobs, 500)):
        model.objects.bulk_create(batch)


def _job(model: Any, row: Any) -> Any:
    payload = {"subject": row.subject}
    if row.state in ("waiting", "sending"):
        payload |= {"text": row.text, "html": row.html, "calendar": row.calendar}
        payload["message_id"] = row.message_id
    return model(
        kind="mail",
        key=row.key,
        to=row.to,
        payload=payload,
        is_bulk=row.is_bulk,
        state=STATES.get(row.state, row.state),
        made_at=row.due,
        since=row.due,
        due=row.due,
        # An attempt was counted when it had failed, and is counted now when it begins.
        attempts=row.tries + (row.state == "sending"),
        leased_until=row.due + timedelta(seconds=60) if row.state == "sending" else None,
        reason=row.reason,
        expires_at=row.expires_at,
    )


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial"), ("jobs", "0001_initial")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel("OutgoingMail"),
    ]
