from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def keep_votes(apps: Any, schema_editor: Any) -> None:
    """Mark as shown only the vote that each floor showed. Votes with a result get `closed_at` from `put_at`."""
    vote, floor = apps.get_model("conference", "Vote"), apps.get_model("conference", "Floor")
    shown = floor.objects.exclude(vote=None).values("vote")
    vote.objects.exclude(pk__in=shown).update(shown=False)
    vote.objects.exclude(carried=None).update(closed_at=models.F("put_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0010_procedure"),
    ]

    operations = [
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
            ],
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
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="proposal",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="vote",
            field=models.PositiveBigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="after_vote",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="entry",
            name="explains",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="floor",
            name="explains",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="floor",
            name="explains_after",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="vote",
            name="accredited",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="vote",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="closes_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="counted_by",
            field=models.CharField(default="presence", max_length=10),
        ),
        migrations.AddField(
            model_name="vote",
            name="drawn",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="vote",
            name="majority",
            field=models.CharField(default="simple", max_length=10),
        ),
        migrations.AddField(
            model_name="vote",
            name="method",
            field=models.CharField(default="show_of_hands", max_length=14),
        ),
        migrations.AddField(
            model_name="vote",
            name="needed",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="vote",
            name="present",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="vote",
            name="proposal",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="question",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="vote",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="vote",
            name="roll",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="vote",
            name="seed",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="vote",
            name="shown",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="roll_call",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="conference.rollcall",
            ),
        ),
        migrations.AlterField(
            model_name="vote",
            name="of",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="vote",
            name="party",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="conference.party"
            ),
        ),
        migrations.RunPython(keep_votes, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(
            model_name="floor",
            name="vote",
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("shown", True)), fields=("session",), name="one_shown_vote_a_session"
            ),
        ),
        migrations.AddField(
            model_name="ballot",
            name="party",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="conference.party"),
        ),
        migrations.AddField(
            model_name="ballot",
            name="vote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="ballots", to="conference.vote"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="conference.session"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(fields=("vote", "party"), name="one_ballot_a_party"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("session", "number"), name="one_proposal_a_number"),
        ),
    ]
