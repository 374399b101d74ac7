"""The four columns of the hash chain become one: each column of an INSERT costs time."""

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Concat


def join(apps, schema_editor):
    """Join the columns. An entry that is older than the chain has none."""
    entries = apps.get_model("journal", "Entry").objects.exclude(hash="")
    entries.update(seal=Concat(F("public_digest"), F("withheld_digest"), F("hash"), F("salts")))


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_hash_chain")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="seal",
            field=models.CharField(blank=True, default="", max_length=256),
            preserve_default=False,
        ),
        migrations.RunPython(join, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="entry", name="salts"),
        migrations.RemoveField(model_name="entry", name="public_digest"),
        migrations.RemoveField(model_name="entry", name="withheld_digest"),
        migrations.RemoveField(model_name="entry", name="hash"),
    ]
