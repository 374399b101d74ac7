from typing import Any

from django.db import migrations, models

import sessions.floor.models


def keep_lists(apps: Any, schema_editor: Any) -> None:
    """Put waiting entries on the present item's list, and the present item on the agenda (FL14)."""
    for floor in apps.get_model("conference", "Floor").objects.exclude(item=1, item_title=""):
        floor.agenda = [*[""] * (floor.item - 1), floor.item_title]
        floor.save(update_fields=["agenda"])
        waiting = apps.get_model("conference", "Entry").objects.filter(
            session=floor.session_id, state="waiting"
        )
        waiting.filter(kind__in=("statement", "intervention")).update(item=floor.item)


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0014_adjourned"),
    ]

    operations = [
        migrations.AddField(
            model_name="floor",
            name="agenda",
            field=models.JSONField(default=sessions.floor.models.default_agenda),
        ),
        migrations.RunPython(keep_lists, migrations.RunPython.noop),
    ]
