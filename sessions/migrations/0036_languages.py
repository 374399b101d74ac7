"""Stores the order of a conference's languages."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import migrations, models


def keep_order(apps: Any, schema_editor: Any) -> None:
    """SQLite kept the members of the name in the order in which they were given. PostgreSQL sorted them."""
    is_known = schema_editor.connection.vendor == "sqlite"
    for conference in apps.get_model("conference", "Conference").objects.all():
        named = conference.name or ["en"]
        conference.languages = [*named] if is_known else _usual_order(named)
        conference.save(update_fields=["languages"])


def _usual_order(tags: Iterable[str]) -> list[str]:
    usual = [code for code, _ in settings.LANGUAGES]
    return sorted(tags, key=lambda tag: (usual.index(tag) if tag in usual else len(usual), tag))


class Migration(migrations.Migration):
    dependencies = [("conference", "0035_floors")]

    operations = [
        migrations.AddField(
            model_name="conference",
            name="languages",
            field=models.JSONField(
                blank=True, default=list, help_text="The languages of its name, the first one first."
            ),
        ),
        migrations.RunPython(keep_order, migrations.RunPython.noop, elidable=True),
    ]
