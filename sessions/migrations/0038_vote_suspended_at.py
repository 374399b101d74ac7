"""The time of a vote stands still while its session is suspended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conference", "0037_default_access")]

    operations = [
        migrations.AddField("vote", "suspended_at", models.DateTimeField(blank=True, null=True)),
    ]
