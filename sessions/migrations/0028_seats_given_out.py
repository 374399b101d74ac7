from typing import Any

from django.db import migrations, models
from django.db.models import Q


def mark(apps: Any, schema_editor: Any) -> None:
    """Who sat down by a card, and journalists outside of a demo, had their seats from the staff."""
    given = Q(card_seat__isnull=False) | (~Q(party__outlet="") & Q(party__isnull=False))
    rows = apps.get_model("conference", "Participant").objects.filter(given, conference__is_demo=False)
    rows.update(given_out=True)


class Migration(migrations.Migration):
    dependencies = [("conference", "0027_figures")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="given_out",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="writtenstatement",
            name="given_out",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
