"""Every session has a code of its own, those there already too."""

from typing import Any

from django.db import migrations, models

from sessions.programme import codes


def give_codes(apps: Any, schema_editor: Any) -> None:
    """A code for each session that has none."""
    sessions = apps.get_model("conference", "Session").objects
    for session in sessions.filter(code=None):
        while sessions.filter(code=(code := codes.make())).exists():
            pass
        session.code = code
        session.save(update_fields=["code"])


class Migration(migrations.Migration):
    dependencies = [("conference", "0003_simulated")]

    operations = [
        migrations.AddField(
            "session", "code", models.CharField(editable=False, max_length=6, null=True, unique=True)
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField("session", "code", models.CharField(editable=False, max_length=6, unique=True)),
    ]
