"""The order of polls that wait, and drafts that were deleted and can be restored."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chat", "0007_release_reactions")]

    operations = [
        migrations.AddField("poll", "position", models.PositiveIntegerField(default=0)),
        migrations.AddField("poll", "removed_at", models.DateTimeField(blank=True, null=True)),
    ]
