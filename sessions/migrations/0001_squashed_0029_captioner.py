import datetime
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.clock
import sessions.floor.models
from foundation.migration_operations import together


class Migration(migrations.Migration):
    replaces = [
        ("conference", "0001_initial"),
        ("conference", "0002_video_statements"),
        ("conference", "0003_organiser_links"),
        ("conference", "0004_access"),
        ("conference", "0005_personal_data"),
        ("conference", "0006_invitations"),
        ("conference", "0007_session_roles"),
        ("conference", "0008_registration"),
        ("conference", "0009_erasure_asked_by_person"),
        ("conference", "0010_procedure"),
        ("conference", "0011_votes"),
        ("conference", "0012_struck"),
        ("conference", "0013_unheard"),
        ("conference", "0014_adjourned"),
        ("conference", "0015_agenda"),
        ("conference", "0016_carried_to"),
        ("conference", "0017_motion_debate"),
        ("conference", "0018_organise"),
        ("conference", "0019_outcome"),
        ("conference", "0020_notes"),
        ("conference", "0021_publication"),
        ("conference", "0022_undo_of_tokens_and_webhooks"),
        ("conference", "0023_editing"),
        ("conference", "0024_brought"),
        ("conference", "0025_order_policy"),
        ("conference", "0026_calendar_uid"),
        ("conference", "0027_takes_reactions"),
        ("conference", "0028_language_of_a_turn"),
        ("conference", "0029_captioner"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Conference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.JSONField(default=dict)),
                ("short", models.CharField(max_length=40)),
                ("tagline", models.CharField(blank=True, max_length=200)),
                ("host", models.CharField(blank=True, max_length=200)),
                ("venue", models.CharField(blank=True, max_length=200)),
                ("timezone", models.CharField(default="UTC", max_length=64)),
                ("notice", models.JSONField(blank=True, default=dict)),
                ("shows_flags", models.BooleanField(default=False)),
                (
                    "publishes_parity",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing"),
                            ("totals", "Totals"),
                            ("all", "All"),
                        ],
                        default="nothing",
                        help_text="Which figures on hall and remote participation the minutes of its sessions show to everyone.",
                        max_length=8,
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "retention_days",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many days after its last day personal data that the minutes do not need are deleted. Empty: never.",
                        null=True,
                    ),
                ),
                (
                    "registration_needs_approval",
                    models.BooleanField(
                        default=False, help_text="Whether an organiser decides on each registration."
                    ),
                ),
                (
                    "registration_open",
                    models.BooleanField(default=False, help_text="Whether the audience may register."),
                ),
                (
                    "registration_places",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many people can be registered. Empty: as many as come.",
                        null=True,
                    ),
                ),
                ("accent", models.CharField(blank=True, max_length=7)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("links", models.JSONField(blank=True, default=list)),
                (
                    "takes_reactions",
                    models.BooleanField(
                        default=True,
                        help_text="Whether people react to statements, recordings, minutes and outcome documents.",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Continuation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("person", models.UUIDField(db_index=True)),
                ("seat", models.JSONField()),
                ("path", models.CharField(max_length=60)),
                ("device", models.CharField(max_length=32, unique=True)),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("taken", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Day",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("title", models.JSONField(blank=True, default=dict)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="conference.conference",
                    ),
                ),
            ],
            options={
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erasure_requests",
                        to="conference.conference",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_by_person", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("conference", "person"),
                        name="one_open_erasure_request_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.UUIDField()),
                ("key", models.CharField(max_length=120)),
                ("digest", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("body", models.JSONField(null=True)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "key"), name="one_answer_a_key")],
            },
        ),
        migrations.CreateModel(
            name="Logo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("png", models.BinaryField()),
                ("digest", models.CharField(max_length=16)),
                (
                    "conference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="logo",
                        to="conference.conference",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrganiserLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("spent_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PrivacyNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("text", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="privacy_notices",
                        to="conference.conference",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "version"), name="one_notice_a_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="conference.privacynotice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "person"), name="one_consent_a_notice")
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("organisation", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("waiting", "Waiting"),
                            ("registered", "Registered"),
                            ("declined", "Declined"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="conference.conference",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["conference", "state", "asked_at"], name="registration_queue")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "person"), name="one_registration_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.JSONField(default=dict)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rooms",
                        to="conference.conference",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SeatDevice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.UUIDField()),
                ("conference", models.CharField(max_length=32)),
                ("device", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "conference"), name="one_device_a_seat")
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField()),
                ("title", models.JSONField(default=dict)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="conference.conference",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "key"), name="one_theme_a_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("group", "Group"),
                            ("observer", "Observer"),
                            ("other", "Other"),
                        ],
                        default="state",
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=2)),
                ("name", models.JSONField(default=dict)),
                (
                    "spoken",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text='Its name within a sentence, by language, if that differs: with an article, or in the long form. Example: {"en": "the Lao People\'s Democratic Republic"}',
                    ),
                ),
                (
                    "outlet",
                    models.CharField(
                        blank=True,
                        help_text="The media outlet of a journalist. Empty for everyone else.",
                        max_length=120,
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=40)),
                (
                    "place",
                    models.CharField(
                        choices=[("hall", "Hall"), ("remote", "Remote")], default="remote", max_length=10
                    ),
                ),
                ("groups", models.JSONField(blank=True, default=list)),
                (
                    "accredited",
                    models.BooleanField(
                        default=True,
                        help_text="Whether it counts for the quorum and is called in a roll call. Usually only states do.",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("microphone", models.CharField(blank=True, max_length=32)),
                ("illustrative", models.BooleanField(default=False)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="conference.conference",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.theme",
                    ),
                ),
                ("video_statement_file", models.CharField(blank=True, max_length=200)),
                ("video_statement_seconds", models.FloatField(default=0, editable=False)),
                ("video_statement_coming", models.BooleanField(default=False, editable=False)),
                ("video_statement_percent", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "most_members",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="How many members it may have. Its head adds members only where there is a number.",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "parties",
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("honorific", models.CharField(blank=True, max_length=40)),
                ("function", models.CharField(blank=True, max_length=120)),
                (
                    "place",
                    models.CharField(
                        choices=[("hall", "Hall"), ("remote", "Remote")], default="remote", max_length=10
                    ),
                ),
                ("roles", models.JSONField(default=list)),
                ("simulated", models.BooleanField(default=False)),
                ("given_out", models.BooleanField(default=False, editable=False)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="conference.conference",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="conference.party",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "person"), name="one_part_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("scopes", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "maker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to="conference.participant",
                    ),
                ),
                ("revoked_by", models.UUIDField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=16)),
                ("digest", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("mail_key", models.CharField(blank=True, db_index=True, max_length=160)),
                ("sent", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conference.conference",
                    ),
                ),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitation",
                        to="conference.participant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "email"), name="one_invitation_an_address")
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=32)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seat_cards",
                        to="conference.party",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("party",),
                        name="one_seat_card_a_party",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CardSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("over", models.BooleanField(default=False)),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="card_seat",
                        to="conference.participant",
                    ),
                ),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="conference.seatcard",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opening", "Opening"),
                            ("statements", "Statements"),
                            ("panel", "Panel"),
                            ("press_briefing", "Press Briefing"),
                            ("side_session", "Side Session"),
                            ("closing", "Closing"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.JSONField(default=dict)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("scheduled", "Scheduled"),
                            ("open", "Open"),
                            ("suspended", "Suspended"),
                            ("closed", "Closed"),
                        ],
                        default="scheduled",
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("opened_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "quorum_to_open",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("quarter", "Quarter"),
                            ("third", "Third"),
                            ("majority", "Majority"),
                            ("two_thirds", "Two Thirds"),
                        ],
                        default="third",
                        max_length=12,
                    ),
                ),
                (
                    "quorum_to_decide",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("quarter", "Quarter"),
                            ("third", "Third"),
                            ("majority", "Majority"),
                            ("two_thirds", "Two Thirds"),
                        ],
                        default="majority",
                        max_length=12,
                    ),
                ),
                ("illustrative", models.BooleanField(default=False)),
                ("rehearsal", models.BooleanField(default=False, editable=False)),
                ("code", models.CharField(editable=False, max_length=6, unique=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="conference.conference",
                    ),
                ),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="conference.day",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.room",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.theme",
                    ),
                ),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("code", "Code"),
                            ("registered", "Registered"),
                            ("delegations", "Delegations"),
                            ("staff", "Staff"),
                        ],
                        default="public",
                        max_length=12,
                    ),
                ),
                ("adjourned_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("resumes_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("changed_at", models.DateTimeField(default=foundation.clock.now, editable=False)),
                ("description", models.JSONField(blank=True, default=dict)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "order_policy",
                    models.CharField(
                        choices=[
                            ("first_come", "First Come"),
                            ("alphabetical", "Alphabetical"),
                            ("precedence", "Precedence"),
                            ("lots", "Lots"),
                            ("groups_first", "Groups First"),
                            ("alternate_places", "Alternate Places"),
                            ("alternate_regions", "Alternate Regions"),
                        ],
                        default="first_come",
                        max_length=20,
                    ),
                ),
                ("calendar_uid", models.CharField(blank=True, editable=False, max_length=400)),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("present", models.BooleanField(default=True)),
                ("since", models.DateTimeField()),
                ("missing_since", models.DateTimeField(blank=True, null=True)),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="conference.party"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "party"), name="one_attendance_a_party")
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=16)),
                ("nonce", models.PositiveIntegerField(default=0)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conference.conference",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="conference.participant",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="conference.party",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="conference.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="conference.participant"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_ins",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "participant"), name="one_check_in_a_participant"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Clash",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("open", models.BooleanField(default=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clashes",
                        to="conference.party",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conference.session"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conference.session"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "clashes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("party", "first", "second"), name="one_clash_a_party_and_pair"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("of", models.CharField(max_length=10)),
                ("item", models.PositiveBigIntegerField()),
                ("text", models.CharField(max_length=1000)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.participant",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_correction_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=60)),
                ("title", models.JSONField(default=dict)),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("registered", "Registered"),
                            ("delegations", "Delegations"),
                            ("staff", "Staff"),
                        ],
                        default="public",
                        max_length=12,
                    ),
                ),
                (
                    "embargo",
                    models.CharField(
                        choices=[("none", "None"), ("until", "Until"), ("held", "Held")],
                        default="none",
                        max_length=8,
                    ),
                ),
                ("embargo_until", models.DateTimeField(blank=True, null=True)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("position", models.PositiveIntegerField(default=0)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="conference.conference",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="documents",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("removed_at__isnull", True), models.Q(("symbol", ""), _negated=True)
                        ),
                        fields=("conference", "symbol"),
                        name="one_document_a_symbol",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("file", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=8)),
                ("octets", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("uploaded_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="conference.document",
                    ),
                ),
            ],
            options={
                "ordering": ["language", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("document", "language"),
                        name="one_file_a_language",
                    )
                ],
            },
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
                ("number", models.PositiveBigIntegerField()),
                ("category", models.CharField(max_length=10)),
                ("kind", models.CharField(max_length=20)),
                ("mode", models.CharField(max_length=20)),
                ("on_behalf_of", models.CharField(blank=True, max_length=120)),
                ("place", models.CharField(choices=[("hall", "Hall"), ("remote", "Remote")], max_length=10)),
                ("inscribed_at", models.DateTimeField()),
                ("rank", models.IntegerField(default=0)),
                ("placement", models.IntegerField(blank=True, null=True)),
                ("moves", models.PositiveIntegerField(default=0)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=36)),
                ("late_reason", models.CharField(blank=True, max_length=300)),
                ("reply", models.PositiveSmallIntegerField(default=0)),
                ("item", models.PositiveSmallIntegerField(default=1)),
                ("motion", models.CharField(max_length=24, null=True)),
                (
                    "reader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.participant",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.participant",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="conference.party"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="conference.session",
                    ),
                ),
                ("motion_text", models.CharField(blank=True, max_length=300)),
                ("after_vote", models.BooleanField(default=False)),
                ("explains", models.PositiveIntegerField(blank=True, null=True)),
                ("struck", models.CharField(blank=True, max_length=300)),
                (
                    "carried_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.session",
                    ),
                ),
                ("of", models.PositiveBigIntegerField(null=True)),
                ("side", models.CharField(max_length=8, null=True)),
                ("language", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(fields=["session", "state"], name="conference__session_b8c6be_idx"),
                    models.Index(fields=["session", "kind", "state"], name="conference__session_b259c5_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_entry_a_session_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="HallConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmation",
                        to="conference.entry",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hall_confirmations",
                        to="conference.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HallSound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("player", models.CharField(blank=True, max_length=40)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hall_sound",
                        to="conference.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LineReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("began_at", models.DateTimeField()),
                ("has_sound", models.BooleanField()),
                ("packet_at", models.DateTimeField(null=True)),
                ("heard_at", models.DateTimeField(null=True)),
                ("loss", models.FloatField(default=0)),
                ("rtt", models.FloatField(null=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="conference.participant"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="line_reports",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "participant"), name="one_line_report_a_participant"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Motion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("entry", models.PositiveBigIntegerField()),
                ("motion", models.CharField(max_length=24)),
                ("motion_text", models.CharField(blank=True, max_length=300)),
                ("recognised_at", models.DateTimeField()),
                ("in_favour", models.PositiveSmallIntegerField()),
                ("against", models.PositiveSmallIntegerField()),
                ("heard", models.JSONField(default=list)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=10)),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="conference.party"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="motions",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["session", "ended_at"], name="conference__session_31cf07_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_motion_a_session_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("turn", models.PositiveIntegerField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                ("text", models.TextField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("ready", "Ready"), ("approved", "Approved")],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
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
                        related_name="notes",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_note_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked"), ("accepted", "Accepted"), ("declined", "Declined")],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.participant",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conference.party"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="conference.note",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Ordering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("policy", models.CharField(max_length=20)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("letter", models.CharField(blank=True, max_length=4)),
                ("seed", models.CharField(blank=True, max_length=64)),
                ("drawn", models.JSONField(default=list)),
                ("before", models.JSONField(default=list)),
                ("after", models.JSONField(default=list)),
                ("previous", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("in_force", models.BooleanField(default=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="orderings",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "number"), name="one_ordering_a_session_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PodiumSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slot", models.CharField(max_length=10)),
                (
                    "participant",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="conference.participant"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="podium",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "slot"), name="one_podium_seat_a_slot")
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("symbol", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("sponsors", models.JSONField(default=list)),
                ("text", models.TextField(blank=True, max_length=4000)),
                ("link", models.CharField(blank=True, max_length=300)),
                ("state", models.CharField(default="tabled", max_length=12)),
                ("under_vote", models.BooleanField(default=False)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_proposal_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("minutes", "Minutes"),
                            ("recording", "Recording"),
                            ("questions", "Questions"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "readers",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("delegations", "Delegations"),
                            ("participants", "Participants"),
                            ("entrants", "Entrants"),
                            ("everyone", "Everyone"),
                        ],
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.participant",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "part"), name="one_publication_a_part")
                ],
            },
        ),
        migrations.CreateModel(
            name="RefusedRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(choices=[("hall", "Hall"), ("remote", "Remote")], max_length=10)),
                ("code", models.CharField(max_length=64)),
                ("times", models.PositiveIntegerField(default=0)),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="conference.party"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refused_requests",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "party", "place", "code"), name="one_count_of_refused_requests"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RollCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("accredited", models.JSONField(default=list)),
                ("needed_to_open", models.PositiveIntegerField()),
                ("needed_to_decide", models.PositiveIntegerField()),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roll_calls",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_roll_call_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.CharField(max_length=2000)),
                ("at", models.DateTimeField()),
                ("present", models.JSONField(default=list)),
                ("accredited", models.PositiveIntegerField()),
                ("needed", models.PositiveIntegerField()),
                (
                    "roll_call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="conference.rollcall",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="conference.session",
                    ),
                ),
                ("proposal", models.PositiveIntegerField(blank=True, null=True)),
                ("vote", models.PositiveBigIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_decision_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="RollAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(choices=[("hall", "Hall"), ("remote", "Remote")], max_length=10)),
                ("at", models.DateTimeField()),
                ("answered_by", models.CharField(blank=True, max_length=36)),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="conference.party"),
                ),
                (
                    "roll_call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="conference.rollcall",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("roll_call", "party"), name="one_answer_a_party")
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionId",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given", models.CharField(max_length=64)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conference.conference",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file_id",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "given"), name="one_session_a_file_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("moderator", "Moderator"),
                            ("panellist", "Panellist"),
                            ("delegate", "Delegate"),
                            ("operator", "Operator"),
                            ("interpreter", "Interpreter"),
                            ("rapporteur", "Rapporteur"),
                            ("captioner", "Captioner"),
                        ],
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=12)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="session_roles",
                        to="conference.participant",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="session_roles",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "participant", "role", "language"),
                        name="one_session_role_a_language",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Swap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("moves", models.PositiveIntegerField()),
                ("with_moves", models.PositiveIntegerField()),
                ("proposed_at", models.DateTimeField()),
                ("open", models.BooleanField(default=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conference.entry"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="swaps",
                        to="conference.session",
                    ),
                ),
                (
                    "with_entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conference.entry"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_swap_a_proposer")
                ],
            },
        ),
        migrations.CreateModel(
            name="TechnicalCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("verdict", models.CharField(max_length=24)),
                ("browser", models.CharField(blank=True, max_length=80)),
                ("lines", models.JSONField(default=list)),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="technical_check",
                        to="conference.participant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("place", models.CharField(choices=[("hall", "Hall"), ("remote", "Remote")], max_length=10)),
                ("started_at", models.DateTimeField()),
                ("allotted", models.PositiveIntegerField()),
                ("extended", models.PositiveIntegerField(default=0)),
                ("suspended_at", models.DateTimeField(blank=True, null=True)),
                ("suspended", models.DurationField()),
                ("running_since", models.DateTimeField(blank=True, null=True)),
                ("paused", models.BooleanField(default=False)),
                ("interrupted", models.BooleanField(default=False)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("held_until", models.DateTimeField(blank=True, null=True)),
                ("awaits_hall", models.BooleanField(default=False)),
                ("reached_by", models.CharField(blank=True, max_length=10)),
                ("reached_at", models.DateTimeField(blank=True, null=True)),
                ("introducing", models.BooleanField(default=False)),
                ("played_from", models.DurationField(default=datetime.timedelta)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=10)),
                ("overtime", models.FloatField(default=0)),
                ("spoken", models.FloatField(default=0)),
                ("waited", models.FloatField(blank=True, null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="conference.entry",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="conference.party"),
                ),
                (
                    "reader",
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
                        related_name="turns",
                        to="conference.session",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.participant",
                    ),
                ),
                ("during_vote", models.PositiveBigIntegerField(null=True)),
                ("language", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_turn_a_session_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Floor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.PositiveBigIntegerField(default=0)),
                ("next_number", models.PositiveBigIntegerField(default=1)),
                ("list_state", models.CharField(default="draft", max_length=8)),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("limits", models.JSONField(default=sessions.floor.models.default_limits)),
                ("ends_turns", models.BooleanField(default=False)),
                ("reply_limits", models.JSONField(default=sessions.floor.models.default_reply_limits)),
                ("preset", models.CharField(default="conference", max_length=20, null=True)),
                ("figures", models.PositiveIntegerField(default=0)),
                ("takes_replies", models.BooleanField(default=False)),
                ("item", models.PositiveSmallIntegerField(default=1)),
                ("item_title", models.CharField(blank=True, max_length=200)),
                ("ruled", models.PositiveBigIntegerField(null=True)),
                ("ends_by", models.DateTimeField(blank=True, null=True)),
                ("hall_at", models.DateTimeField(blank=True, null=True)),
                ("hall_until", models.DateTimeField(blank=True, null=True)),
                ("timed", models.PositiveIntegerField(default=0)),
                ("overrun", models.FloatField(default=0)),
                ("orderings", models.PositiveIntegerField(default=0)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="floor",
                        to="conference.session",
                    ),
                ),
                (
                    "turn",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.turn",
                    ),
                ),
                (
                    "appellant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.party",
                    ),
                ),
                ("explains", models.PositiveIntegerField(blank=True, null=True)),
                ("explains_after", models.BooleanField(default=False)),
                ("agenda", models.JSONField(default=sessions.floor.models.default_agenda)),
                ("motion_speakers", models.JSONField(default=sessions.floor.models.default_motion_speakers)),
            ],
        ),
        migrations.CreateModel(
            name="Unconfirmed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("organisation", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=12)),
                ("digest", models.CharField(max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conference.conference",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("subject", models.CharField(max_length=10)),
                ("motion", models.CharField(max_length=24, null=True)),
                ("of", models.PositiveBigIntegerField(null=True)),
                ("put_at", models.DateTimeField()),
                ("in_favour", models.PositiveIntegerField(default=0)),
                ("against", models.PositiveIntegerField(default=0)),
                ("abstentions", models.PositiveIntegerField(default=0)),
                ("carried", models.BooleanField(null=True)),
                ("dropped", models.BooleanField(default=False)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="conference.party",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="conference.session",
                    ),
                ),
                ("motion_text", models.CharField(blank=True, max_length=300)),
                ("accredited", models.PositiveIntegerField(default=0)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("counted_by", models.CharField(default="presence", max_length=10)),
                ("drawn", models.CharField(blank=True, max_length=20)),
                ("majority", models.CharField(default="simple", max_length=10)),
                ("method", models.CharField(default="show_of_hands", max_length=14)),
                ("needed", models.PositiveIntegerField(default=0)),
                ("present", models.PositiveIntegerField(default=0)),
                ("proposal", models.PositiveIntegerField(null=True)),
                ("question", models.CharField(blank=True, max_length=300)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("roll", models.JSONField(default=list)),
                ("seed", models.CharField(blank=True, max_length=64)),
                ("shown", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_vote_a_session_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("shown", True)),
                        fields=("session",),
                        name="one_shown_vote_a_session",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=8)),
                ("place", models.CharField(choices=[("hall", "Hall"), ("remote", "Remote")], max_length=10)),
                ("at", models.DateTimeField()),
                ("cast_by", models.CharField(blank=True, max_length=36)),
                ("intended", models.CharField(blank=True, max_length=8)),
                ("corrected_at", models.DateTimeField(blank=True, null=True)),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="conference.party"),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ballots",
                        to="conference.vote",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("vote", "party"), name="one_ballot_a_party")],
            },
        ),
        migrations.CreateModel(
            name="Webhook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.CharField(max_length=500)),
                ("events", models.JSONField(default=list)),
                ("secret", models.CharField(max_length=80)),
                ("is_active", models.BooleanField(default=True)),
                ("since", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="webhooks",
                        to="conference.conference",
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="WebhookCursor",
            fields=[
                ("stream", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("seq", models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("type", models.CharField(max_length=60)),
                ("message_id", models.CharField(max_length=60, unique=True)),
                ("body", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("due", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("status", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("first_due", models.DateTimeField()),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="conference.webhook",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "due"], name="webhook_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("webhook", "key"), name="one_delivery_a_fact")
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("text", models.TextField(blank=True)),
                ("rich", models.BooleanField(default=False)),
                ("words", models.PositiveIntegerField(default=0)),
                ("on_behalf_of", models.CharField(blank=True, max_length=120)),
                ("kind", models.CharField(default="statement", max_length=20)),
                ("spoken", models.BooleanField(default=False)),
                ("held", models.BooleanField(default=False)),
                ("withdrawn", models.BooleanField(default=False)),
                ("file", models.CharField(blank=True, max_length=80)),
                ("given_out", models.BooleanField(default=False)),
                ("submitted_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="conference.party"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="written_statements",
                        to="conference.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("symbol", models.CharField(blank=True, max_length=60)),
                ("title", models.JSONField(default=dict)),
                ("language", models.CharField(default="en", max_length=12)),
                (
                    "access",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("registered", "Registered"),
                            ("delegations", "Delegations"),
                            ("staff", "Staff"),
                        ],
                        default="delegations",
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("drafting", "Drafting"), ("deciding", "Deciding"), ("adopted", "Adopted")],
                        default="drafting",
                        max_length=10,
                    ),
                ),
                ("reading", models.PositiveSmallIntegerField(default=0)),
                ("amendments_until", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("last_amendment", models.PositiveIntegerField(default=0)),
                ("milestones", models.JSONField(blank=True, default=list)),
                ("adopted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("illustrative", models.BooleanField(default=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="conference.conference",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="outcomes",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Paragraph",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preamble", "Preamble"),
                            ("area", "Area"),
                            ("paragraph", "Paragraph"),
                            ("item", "Item"),
                        ],
                        default="paragraph",
                        max_length=10,
                    ),
                ),
                ("label", models.CharField(max_length=24)),
                ("position", models.FloatField()),
                ("text", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("ad_referendum", "Ad Referendum"), ("agreed", "Agreed")],
                        default="open",
                        max_length=14,
                    ),
                ),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragraphs",
                        to="conference.outcome",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="Outcome",
            name="taken_up",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="conference.paragraph",
            ),
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField(default=0)),
                ("end", models.PositiveIntegerField(default=0)),
                ("words", models.TextField(blank=True)),
                ("words_before", models.TextField(blank=True)),
                ("words_after", models.TextField(blank=True)),
                (
                    "fate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("overtaken", "Overtaken"),
                            ("deleted", "Deleted"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("words", "Words"), ("paragraph", "Paragraph")],
                        default="words",
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("supporters", models.JSONField(blank=True, default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("tabled", "Tabled"),
                            ("accepted", "Accepted"),
                            ("merged", "Merged"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="tabled",
                        max_length=10,
                    ),
                ),
                ("reading", models.PositiveSmallIntegerField(default=0)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("tabled_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.participant",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conference.party"
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amendments",
                        to="conference.outcome",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amendments",
                        to="conference.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["number", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("outcome", "number"),
                        name="one_amendment_a_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("turn", "Turn"),
                            ("statement", "Statement"),
                            ("question", "Question"),
                            ("note", "Note"),
                        ],
                        max_length=10,
                    ),
                ),
                ("target", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=200)),
                ("at", models.DateTimeField(blank=True, null=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conference.session"
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="conference.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("paragraph", "kind", "session", "target"), name="one_citation_a_target"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField(default=0)),
                ("end", models.PositiveIntegerField(default=0)),
                ("words", models.TextField(blank=True)),
                ("words_before", models.TextField(blank=True)),
                ("words_after", models.TextField(blank=True)),
                (
                    "fate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("overtaken", "Overtaken"),
                            ("deleted", "Deleted"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("on_words", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conference.participant",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conference.party",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="conference.outcome",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="conference.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Corrigendum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("wrong", models.TextField()),
                ("right", models.TextField(blank=True)),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("at", models.DateTimeField()),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrigenda",
                        to="conference.outcome",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conference.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("outcome", "number"), name="one_corrigendum_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Editing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conference.paragraph",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conference.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("paragraph", "participant"), name="one_editing_a_paragraph"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParagraphVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("label", models.CharField(max_length=24)),
                ("position", models.FloatField()),
                ("text", models.TextField(blank=True)),
                ("deleted", models.BooleanField(default=False)),
                ("cause", models.CharField(max_length=12)),
                ("by", models.CharField(blank=True, max_length=36)),
                ("at", models.DateTimeField()),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="conference.paragraph",
                    ),
                ),
                ("brought", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "ordering": ["number", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("paragraph", "number"), name="one_row_a_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("consensus", "Consensus"), ("silence", "Silence")], max_length=10
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("begun_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("remind_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("held", "Held"), ("broken", "Broken"), ("ended", "Ended")],
                        default="",
                        max_length=8,
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="procedures",
                        to="conference.outcome",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("result", "")),
                        fields=("outcome",),
                        name="one_procedure_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conference.party"
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="conference.procedure",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "party"), name="one_objection_a_party")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("reservation", "Reservation"), ("explanation", "Explanation")],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reservations",
                        to="conference.outcome",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conference.paragraph",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conference.party"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Translation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("of_version", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("by", models.CharField(blank=True, max_length=36)),
                ("at", models.DateTimeField()),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="conference.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["language", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("paragraph", "language"), name="one_translation_a_language"
                    )
                ],
            },
        ),
    ]
    operations = together(operations)
