from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_registration"),
    ]

    operations = [
        migrations.RenameModel(old_name="SignInPace", new_name="FailedSignIns"),
    ]
