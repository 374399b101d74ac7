"""Adds the access policy of new sessions. A demo stays open to everyone."""

from typing import Any

from django.db import migrations, models

ACCESS = [
    ("public", "Public"),
    ("code", "Code"),
    ("registered", "Registered"),
    ("delegations", "Delegations"),
    ("staff", "Staff"),
]


def keep_demos_open(apps: Any, schema_editor: Any) -> None:
    apps.get_model("conference", "Conference").objects.filter(is_demo=True).update(default_access="public")


class Migration(migrations.Migration):
    dependencies = [("conference", "0036_languages")]

    operations = [
        migrations.AddField(
            model_name="conference",
            name="default_access",
            field=models.CharField(
                choices=ACCESS,
                default="delegations",
                help_text="Who may enter a new session, if nothing else is said of it.",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="session", name="access", field=models.CharField(choices=ACCESS, max_length=12)
        ),
        migrations.RunPython(keep_demos_open, migrations.RunPython.noop, elidable=True),
    ]
