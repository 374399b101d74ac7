"""Who revoked a token, and removed webhooks that can be restored."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conference", "0021_publication")]

    operations = [
        migrations.AddField("apitoken", "revoked_by", models.UUIDField(blank=True, null=True)),
        migrations.AddField("webhook", "removed_at", models.DateTimeField(blank=True, null=True)),
    ]
