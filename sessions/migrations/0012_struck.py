from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0011_votes"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="struck",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
