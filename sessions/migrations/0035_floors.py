"""Gives its floor to each session that was made without one."""

from typing import Any

from django.db import migrations


def make_missing_floors(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("conference", "Floor")
    sessions = apps.get_model("conference", "Session").objects.filter(floor=None)
    for session in list(sessions):
        model.objects.create(session=session)


class Migration(migrations.Migration):
    dependencies = [("conference", "0034_content_of_a_ruling")]

    operations = [migrations.RunPython(make_missing_floors, migrations.RunPython.noop, elidable=True)]
