"""Opens the channels into which interpreters were assigned before the assignment opened them."""

from django.db import migrations
from django.db.migrations.state import StateApps

from sessions.roles.rules import MAX_LANGUAGES, SIGN_LANGUAGES


def open_channels(apps: StateApps, schema_editor: object) -> None:
    roles = apps.get_model("conference", "SessionRole").objects
    channels = apps.get_model("streaming", "LanguageChannel").objects
    assigned = roles.filter(role="interpreter").exclude(language="").exclude(session__state="closed")
    for session, language in assigned.order_by("session", "pk").values_list("session", "language"):
        known = channels.filter(session=session)
        if known.filter(language__iexact=language).exists():
            continue
        signed = language in SIGN_LANGUAGES
        of_kind = known.filter(signed=signed).count()
        if of_kind < (1 if signed else MAX_LANGUAGES):
            position = 0 if signed else of_kind
            channels.create(session_id=session, language=language, signed=signed, position=position)


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0001_squashed_0029_captioner"),
        ("streaming", "0001_squashed_0008_prepared_captions"),
    ]

    operations = [migrations.RunPython(open_channels, migrations.RunPython.noop)]
