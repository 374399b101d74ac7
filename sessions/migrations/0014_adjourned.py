from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0013_unheard"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="adjourned_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="session",
            name="resumes_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
