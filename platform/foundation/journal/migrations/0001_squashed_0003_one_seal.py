import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("journal", "0001_initial"), ("journal", "0002_hash_chain"), ("journal", "0003_one_seal")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=36)),
                ("command_id", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
                ("seq", models.PositiveBigIntegerField(null=True)),
                ("code", models.CharField(blank=True, max_length=64)),
                ("message", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "command_id"), name="one_answer_an_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("name", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("seq", models.PositiveBigIntegerField(default=0)),
                ("public_seq", models.PositiveBigIntegerField(default=0)),
                ("at", models.DateTimeField(null=True)),
                ("head", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveBigIntegerField()),
                ("nonce", models.CharField(max_length=12)),
                ("at", models.DateTimeField(db_index=True)),
                ("actor", models.CharField(max_length=36)),
                ("event", models.JSONField()),
                ("everyone", models.TextField(null=True)),
                ("moderators", models.TextField()),
                ("reseats", models.CharField(blank=True, max_length=36)),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="journal.stream",
                    ),
                ),
                ("own", models.TextField(default="[]")),
                ("seal", models.CharField(blank=True, max_length=256)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("stream", "seq"), name="one_entry_a_number")],
            },
        ),
    ]
