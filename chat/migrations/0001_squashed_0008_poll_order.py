import django.db.models.deletion
from django.db import migrations, models

from foundation.migration_operations import together


class Migration(migrations.Migration):
    replaces = [
        ("chat", "0001_initial"),
        ("chat", "0002_publication"),
        ("chat", "0003_question_life"),
        ("chat", "0004_messages"),
        ("chat", "0005_polls"),
        ("chat", "0006_announcements"),
        ("chat", "0007_release_reactions"),
        ("chat", "0008_poll_order"),
    ]

    initial = True

    dependencies = [
        ("conference", "0001_squashed_0029_captioner"),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("texts", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcements",
                        to="conference.conference",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="announcements",
                        to="conference.participant",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcements",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["session"], name="chat_announ_session_40e075_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "number"), name="one_announcement_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChatMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("channel", models.CharField(max_length=24)),
                ("person", models.CharField(max_length=36)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("role", models.CharField(blank=True, max_length=20)),
                ("place", models.CharField(blank=True, max_length=10)),
                ("guest", models.BooleanField(default=False)),
                ("simulated", models.BooleanField(default=False)),
                ("text", models.CharField(max_length=1000)),
                ("earlier", models.JSONField(blank=True, default=list)),
                ("sent_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("held", models.BooleanField(default=False)),
                ("flagged", models.JSONField(blank=True, default=list)),
                (
                    "deleted_by",
                    models.CharField(
                        blank=True, choices=[("author", "Author"), ("moderator", "Moderator")], max_length=10
                    ),
                ),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("pinned", models.BooleanField(default=False)),
                ("is_live", models.BooleanField(default=True)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.party",
                    ),
                ),
                (
                    "reply_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="chat.chatmessage",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["session", "channel", "number"], name="chat_chatme_session_a85f3c_idx"
                    ),
                    models.Index(fields=["session", "person"], name="chat_chatme_session_33d2a4_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_message_a_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("pinned", True)),
                        fields=("session", "channel"),
                        name="one_pinned_message",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=36)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("participant", models.CharField(blank=True, max_length=36)),
                ("place", models.CharField(max_length=16)),
                ("visitor", models.BooleanField(default=False)),
                ("guest", models.BooleanField(default=False)),
                ("line", models.JSONField(default=dict)),
                ("messages", models.JSONField(default=list)),
                ("is_open", models.BooleanField(default=True)),
                ("called_at", models.DateTimeField()),
                ("calls", models.JSONField(default=list)),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="help_calls",
                        to="conference.conference",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.party",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["conference", "is_open"], name="chat_helpca_confere_b5db9e_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "person"), name="one_call_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageBlock",
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
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="chat.chatmessage"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message_blocks",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "person"), name="one_message_block_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="MessagePolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("approved", "Approved"),
                            ("read_only", "Read Only"),
                            ("off", "Off"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("slow_s", models.PositiveIntegerField(default=0)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message_policy",
                        to="conference.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MessageReaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=36)),
                (
                    "kind",
                    models.CharField(
                        choices=[("agree", "Agree"), ("thanks", "Thanks"), ("question", "Question")],
                        max_length=10,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reactions",
                        to="chat.chatmessage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("message", "person", "kind"), name="one_reaction_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageRecipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=36)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="chat.chatmessage",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("message", "person"), name="one_copy_each")],
            },
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "Single"),
                            ("multiple", "Multiple"),
                            ("rating", "Rating"),
                            ("ranking", "Ranking"),
                            ("words", "Words"),
                        ],
                        max_length=8,
                    ),
                ),
                ("question", models.CharField(max_length=160)),
                ("options", models.JSONField(blank=True, default=list)),
                ("most", models.PositiveSmallIntegerField(default=1)),
                ("anonymous", models.BooleanField(default=True)),
                (
                    "results",
                    models.CharField(
                        choices=[("live", "Live"), ("after", "After")], default="live", max_length=5
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("open", "Open"), ("closed", "Closed")],
                        default="draft",
                        max_length=6,
                    ),
                ),
                ("on_screen", models.BooleanField(default=False)),
                ("drafted_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("totals", models.JSONField(blank=True, null=True)),
                ("hidden_words", models.JSONField(blank=True, default=list)),
                ("allowed_words", models.JSONField(blank=True, default=list)),
                ("withheld", models.BooleanField(default=False, editable=False)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="polls",
                        to="conference.session",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_poll_a_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("session",), name="one_open_poll"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("on_screen", True)),
                        fields=("session",),
                        name="one_poll_on_the_screen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PollAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=36)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("party", models.CharField(blank=True, max_length=20)),
                ("network", models.CharField(blank=True, max_length=16)),
                ("answer", models.CharField(max_length=200)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="chat.poll"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("poll", "person"), name="one_answer_each")],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("person", models.CharField(max_length=36)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("anonymous", models.BooleanField(default=False)),
                ("simulated", models.BooleanField(default=False)),
                ("guest", models.BooleanField(default=False)),
                ("text", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("approved", "Approved"),
                            ("answering", "Answering"),
                            ("answered", "Answered"),
                            ("deferred", "Deferred"),
                            ("dismissed", "Dismissed"),
                            ("merged", "Merged"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("pinned", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="conference.party",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="conference.session",
                    ),
                ),
                ("withheld", models.BooleanField(default=False, editable=False)),
                ("addressee", models.CharField(blank=True, max_length=40)),
                ("answer", models.TextField(blank=True, max_length=4000)),
                (
                    "answer_kind",
                    models.CharField(
                        blank=True,
                        choices=[("live", "Live"), ("written", "Written"), ("floor", "Floor")],
                        max_length=8,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("asker_hidden", models.BooleanField(default=False)),
                ("before_merge", models.CharField(blank=True, max_length=10)),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("claimed_by", models.CharField(blank=True, max_length=20)),
                ("earlier", models.JSONField(blank=True, default=list)),
                ("flagged", models.JSONField(blank=True, default=list)),
                ("for_party", models.BooleanField(default=False)),
                ("labels", models.JSONField(blank=True, default=list)),
                ("language", models.CharField(blank=True, max_length=12)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="chat.question",
                    ),
                ),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=10)),
                ("turn", models.PositiveBigIntegerField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["session", "state"], name="chat_questi_session_412103_idx"),
                    models.Index(fields=["session", "person"], name="chat_questi_session_b904a4_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_question_a_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("pinned", True)), fields=("session",), name="one_pinned_question"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "answering")),
                        fields=("session",),
                        name="one_question_being_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionBlock",
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="chat.question"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="question_blocks",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("session", "person"), name="one_block_each")],
            },
        ),
        migrations.CreateModel(
            name="QuestionPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                (
                    "anonymity",
                    models.CharField(
                        choices=[
                            ("forbidden", "Forbidden"),
                            ("moderators", "Moderators"),
                            ("nobody", "Nobody"),
                        ],
                        default="moderators",
                        max_length=10,
                    ),
                ),
                ("slow_s", models.PositiveIntegerField(default=0)),
                ("max_pending", models.PositiveSmallIntegerField(default=5)),
                ("hides_votes", models.BooleanField(default=False)),
                ("words", models.JSONField(blank=True, default=list)),
                ("next_up", models.JSONField(blank=True, default=list)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="question_policy",
                        to="conference.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReadMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=36)),
                ("channel", models.CharField(max_length=24)),
                ("number", models.PositiveIntegerField()),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_marks",
                        to="conference.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "person", "channel"), name="one_mark_a_channel"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseReaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stream", models.CharField(max_length=40)),
                ("item", models.CharField(max_length=30)),
                ("person", models.CharField(max_length=36)),
                (
                    "kind",
                    models.CharField(
                        choices=[("agree", "Agree"), ("thanks", "Thanks"), ("question", "Question")],
                        max_length=10,
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="release_reactions",
                        to="conference.conference",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stream", "item", "person", "kind"), name="one_reaction_to_a_release_each"
                    )
                ],
            },
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
                ("person", models.CharField(max_length=36)),
                ("network", models.CharField(blank=True, max_length=16)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="chat.question"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("question", "person"), name="one_vote_each")],
            },
        ),
    ]
    operations = together(operations)
