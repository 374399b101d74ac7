"""Carries the deliveries of webhooks over to the table of jobs."""

from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import migrations

STATES = {"sending": "running", "sent": "done"}


def carry_over(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("jobs", "Job")
    rows = apps.get_model("conference", "WebhookDelivery").objects.order_by("pk")
    jobs = (_job(model, row) for row in rows.iterator())
    while batch := list(islice(jobs, 500)):
        model.objects.bulk_create(batch)


def _job(model: Any, row: Any) -> Any:
    return model(
        kind="webhook",
        key=f"{row.webhook_id}/{row.key}",
        to=str(row.webhook_id),
        payload={
            "type": row.type,
            "message_id": row.message_id,
            "body": row.body,
            "status": row.status,
        },
        state=STATES.get(row.state, row.state),
        made_at=row.made_at,
        since=row.first_due,
        due=row.due,
        attempts=row.tries,
        leased_until=row.due + timedelta(seconds=90) if row.state == "sending" else None,
        reason=row.reason,
    )


class Migration(migrations.Migration):
    dependencies = [("conference", "0039_figures_of_a_decision"), ("jobs", "0001_initial")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel("WebhookDelivery"),
    ]
