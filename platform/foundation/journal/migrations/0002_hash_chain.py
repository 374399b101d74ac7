"""The hash chain. Entries that exist get no hash: a stream's chain begins with its next entry."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="mine",
            field=models.TextField(default="[]"),
        ),
        migrations.RenameField(
            model_name="entry",
            old_name="mine",
            new_name="own",
        ),
        migrations.AddField(
            model_name="entry",
            name="salts",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="public_digest",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="withheld_digest",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="hash",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="stream",
            name="head",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
