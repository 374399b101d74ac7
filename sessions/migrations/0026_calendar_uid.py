"""Stores the UID of each session in calendars. It was made of a setting, and changed with it."""

from typing import Any

from django.conf import settings
from django.db import migrations, models


def keep_uids(apps: Any, schema_editor: Any) -> None:
    """Give each session the UID that its appointments had until now."""
    host = settings.MAIL_FROM.rpartition("@")[2].rstrip(">") or "balai.invalid"
    for row in apps.get_model("conference", "Session").objects.select_related("conference").iterator():
        row.calendar_uid = f"session-{row.pk}.{row.conference.slug}@{host}"
        row.save(update_fields=["calendar_uid"])


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0025_order_policy"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="calendar_uid",
            field=models.CharField(blank=True, default="", editable=False, max_length=400),
            preserve_default=False,
        ),
        migrations.RunPython(keep_uids, migrations.RunPython.noop),
    ]
