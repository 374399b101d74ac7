from typing import Any

from django.db import migrations


def end_what_waited(apps: Any, schema_editor: Any) -> None:
    """Mark entries that wait in a closed session as `unheard` (FL26)."""
    entries = apps.get_model("conference", "Entry").objects
    entries.filter(session__state="closed", state="waiting").update(state="unheard")


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0012_struck"),
    ]

    operations = [
        migrations.RunPython(end_what_waited, migrations.RunPython.noop),
    ]
