"""A decision has how many were present, as the vote that took it counted them."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def count_present(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Replace the list of those who were present by their number, which is all that was ever shown of it."""
    for row in apps.get_model("conference", "Decision").objects.all():
        row.count = len(row.present)
        row.save(update_fields=["count"])


class Migration(migrations.Migration):
    dependencies = [("conference", "0038_vote_suspended_at")]

    operations = [
        migrations.AddField(
            "decision", "count", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(count_present, migrations.RunPython.noop),
        migrations.RemoveField("decision", "present"),
        migrations.RenameField("decision", "count", "present"),
    ]
