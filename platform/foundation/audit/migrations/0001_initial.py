from typing import Any

from django.db import migrations, models

from foundation.audit import triggers


def install(apps: Any, schema_editor: Any) -> None:
    """Keep the log append-only."""
    triggers.install_triggers(schema_editor.connection)


def drop(apps: Any, schema_editor: Any) -> None:
    """Undo it."""
    triggers.drop_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("person", models.UUIDField(db_index=True, null=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("conference", models.CharField(blank=True, max_length=32)),
                ("action", models.CharField(max_length=64)),
                ("subject_kind", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.CharField(blank=True, max_length=64)),
                ("subject_label", models.CharField(blank=True, max_length=200)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("address", models.CharField(blank=True, max_length=64)),
                ("result", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "audit entries",
                "indexes": [models.Index(fields=["conference", "-id"], name="audit_of_conference")],
            },
        ),
        migrations.CreateModel(
            name="Unlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.RunPython(install, drop),
    ]
