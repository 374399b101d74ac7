import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0015_agenda"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="carried_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="conference.session",
            ),
        ),
    ]
