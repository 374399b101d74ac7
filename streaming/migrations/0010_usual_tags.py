"""Writes the languages of interpretation and of speeches in the usual form: `zh-Hans`, `pt-BR`. Since then they are
read in no other.
"""

from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef

from foundation.text import usual_tag

TAGS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("conference", "SessionRole", "language", ("session", "participant", "role")),
    ("conference", "Entry", "language", ()),
    ("conference", "Turn", "language", ()),
    ("streaming", "LanguageChannel", "language", ("session",)),
    ("streaming", "LanguageChannel", "incoming", ()),
    ("streaming", "LanguageChannel", "outgoing", ()),
    ("streaming", "LanguageChannel", "second", ()),
    ("streaming", "LanguageChannel", "held_by", ()),
    ("streaming", "PublisherKey", "language", ()),
    ("chat", "ChatMessage", "channel", ()),
    ("chat", "ReadMark", "channel", ("session", "person")),
)
"""App, model and field of each tag, and with which other fields it is unique. Channels of messages end with a tag."""


def write_usual_tags(apps: Any, schema_editor: Any) -> None:
    """Rewrite the tags. If a row with the usual tag exists, it stays in place of the one with another."""
    for app, model, field, others in TAGS:
        rows = apps.get_model(app, model).objects
        for tag in [*rows.order_by().values_list(field, flat=True).distinct()]:
            start, slash, language = tag.rpartition("/")
            usual = start + slash + usual_tag(language)
            if usual == tag:
                continue
            of_tag, of_usual = rows.filter(**{field: tag}), rows.filter(**{field: usual})
            if others:
                of_tag.filter(Exists(of_usual.filter(**{name: OuterRef(name) for name in others}))).delete()
            if model == "ChatMessage":
                pinned = of_usual.filter(session=OuterRef("session"), pinned=True)
                of_tag.filter(Exists(pinned)).update(pinned=False)
            of_tag.update(**{field: usual})


class Migration(migrations.Migration):
    dependencies = [
        ("chat", "0001_squashed_0008_poll_order"),
        ("conference", "0037_default_access"),
        ("streaming", "0009_channels_of_interpreters"),
    ]

    operations = [migrations.RunPython(write_usual_tags, migrations.RunPython.noop, elidable=True)]
