"""Name what belongs to video statements by that term: the fields of a party, and the mode of an entry."""

from typing import Any

from django.db import migrations, models


def _change_mode(former: str, present: str) -> Any:
    def run(apps: Any, _: Any) -> None:
        apps.get_model("conference", "Entry").objects.filter(mode=former).update(mode=present)

    return run


class Migration(migrations.Migration):
    dependencies = [("conference", "0001_initial")]
    operations = [
        migrations.RenameField("party", "recording", "video_statement_file"),
        migrations.RenameField("party", "recording_seconds", "video_statement_seconds"),
        migrations.RenameField("party", "recording_coming", "video_statement_coming"),
        migrations.RenameField("party", "recording_percent", "video_statement_percent"),
        migrations.AlterField("entry", "mode", models.CharField(max_length=20)),
        migrations.RunPython(
            _change_mode("recorded", "video_statement"), _change_mode("video_statement", "recorded")
        ),
    ]
