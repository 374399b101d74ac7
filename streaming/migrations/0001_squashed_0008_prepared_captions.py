import uuid

import django.db.models.deletion
from django.db import migrations, models

from foundation.migration_operations import together


class Migration(migrations.Migration):
    replaces = [
        ("streaming", "0001_initial"),
        ("streaming", "0002_language_channels"),
        ("streaming", "0003_captions"),
        ("streaming", "0004_captions_on_the_hall_screen"),
        ("streaming", "0005_hall_booths"),
        ("streaming", "0006_booths_and_glossary"),
        ("streaming", "0007_sign_language"),
        ("streaming", "0008_prepared_captions"),
    ]

    initial = True

    dependencies = [
        ("conference", "0001_squashed_0029_captioner"),
    ]

    operations = [
        migrations.CreateModel(
            name="Caption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("language", models.CharField(max_length=35)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("captioner", "Captioner"),
                            ("automatic", "Automatic"),
                            ("prepared", "Prepared"),
                        ],
                        max_length=10,
                    ),
                ),
                ("person", models.CharField(max_length=36)),
                ("turn", models.PositiveBigIntegerField(blank=True, null=True)),
                ("text", models.CharField(max_length=500)),
                ("earlier", models.JSONField(blank=True, default=list)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("removed", models.BooleanField(default=False)),
                ("is_live", models.BooleanField(default=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="captions",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["session", "language", "number"], name="streaming_c_session_a79e5d_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_caption_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaptionChannel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=35)),
                ("is_open", models.BooleanField(default=True)),
                ("coming", models.CharField(blank=True, max_length=500)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="caption_channels",
                        to="conference.session",
                    ),
                ),
                ("on_hall_screen", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "language"), name="one_caption_channel_a_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term", models.CharField(max_length=120)),
                ("language", models.CharField(max_length=12)),
                ("translation", models.CharField(max_length=200)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="glossary",
                        to="conference.conference",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("conference", "term", "language"), name="one_glossary_term_a_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InterpretationPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.CharField(
                        choices=[("interlock", "Interlock"), ("override", "Override")],
                        default="interlock",
                        max_length=10,
                    ),
                ),
                ("holds_clock", models.BooleanField(default=False)),
                ("held_turn", models.PositiveIntegerField(blank=True, null=True)),
                ("held_token", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interpretation_policy",
                        to="conference.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublisherKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("label", models.CharField(max_length=60)),
                ("made_by", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("error_code", models.CharField(blank=True, max_length=60)),
                ("error_text", models.TextField(blank=True)),
                ("error_at", models.DateTimeField(blank=True, null=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publisher_keys",
                        to="conference.session",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name="LanguageChannel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField()),
                ("since", models.DateTimeField(blank=True, null=True)),
                ("incoming", models.CharField(blank=True, max_length=12)),
                ("slower_asked_at", models.DateTimeField(blank=True, null=True)),
                ("sound_reported_at", models.DateTimeField(blank=True, null=True)),
                (
                    "offered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.participant",
                    ),
                ),
                (
                    "offered_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.participant",
                    ),
                ),
                (
                    "on_duty",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.participant",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="language_channels",
                        to="conference.session",
                    ),
                ),
                (
                    "hall_booth",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="streaming.publisherkey",
                    ),
                ),
                ("held_by", models.CharField(blank=True, max_length=12)),
                ("outgoing", models.CharField(blank=True, max_length=12)),
                ("second", models.CharField(blank=True, max_length=12)),
                ("on_hall_screen", models.BooleanField(default=False)),
                ("signed", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "language"), name="one_channel_a_session_language"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("signed", True)),
                        fields=("session",),
                        name="one_sign_channel_a_session",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelayProcess",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=200, unique=True)),
                ("load", models.FloatField()),
                ("seen_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("stream", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("told", models.JSONField(default=dict)),
                (
                    "relay",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="placements",
                        to="streaming.relayprocess",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SessionRecording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("finishing", "Finishing"),
                            ("ready", "Ready"),
                            ("deleted", "Deleted"),
                        ],
                        default="running",
                        max_length=12,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=20)),
                ("folder", models.CharField(max_length=64, unique=True)),
                ("started_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("lost", models.PositiveIntegerField(default=0)),
                ("skipped", models.PositiveIntegerField(default=0)),
                (
                    "programme",
                    models.CharField(
                        blank=True,
                        choices=[("making", "Making"), ("ready", "Ready"), ("failed", "Failed")],
                        max_length=12,
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recordings",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("session",),
                        name="one_recording_runs_a_session",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=36)),
                ("at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="conference.participant"
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acknowledgements",
                        to="streaming.sessionrecording",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recording", "person"), name="one_acknowledgement_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionRecordingFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slot", models.CharField(max_length=24)),
                ("name", models.CharField(max_length=80)),
                ("at", models.FloatField()),
                ("seconds", models.FloatField()),
                ("octets", models.BigIntegerField()),
                ("chapters", models.PositiveIntegerField(default=0)),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="streaming.sessionrecording",
                    ),
                ),
            ],
            options={
                "ordering": ["slot", "at"],
                "constraints": [
                    models.UniqueConstraint(fields=("recording", "name"), name="one_file_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="VideoStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("converting", "Converting"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                            ("removed", "Removed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=40)),
                ("original", models.CharField(blank=True, max_length=200)),
                ("file", models.CharField(blank=True, max_length=200)),
                ("seconds", models.FloatField()),
                ("percent", models.PositiveSmallIntegerField(default=0)),
                ("submitted_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handed_in",
                        to="conference.party",
                    ),
                ),
            ],
        ),
    ]
    operations = together(operations)
