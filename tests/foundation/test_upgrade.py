"""A database that the former migrations made, which one squashed migration for each package replaced."""

from pathlib import Path

import pytest

from tests.support import databases
from tests.support.prepared import squashed

pytestmark = [pytest.mark.database, pytest.mark.sqlite]

AS_BEFORE_THE_SQUASH = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

executor = MigrationExecutor(connection)
squashed = {key: one.replaces for key, one in executor.loader.disk_migrations.items() if one.replaces}
model = executor.loader.project_state([*squashed]).apps.get_model
model("conference", "Conference").objects.create(slug="old", short="Old", name={"fr": "Ancienne"})
recorder = executor.recorder.migration_qs
for (app, name), replaced in squashed.items():
    recorder.filter(app=app, name=name).delete()
    for one in replaced:
        executor.recorder.record_applied(*one)
"""
"""The tables of the squashed migrations are those of the replaced ones: records them as these."""


def test_a_database_of_the_former_migrations_is_brought_to_this_version(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    hall = squashed(folder)
    hall.python(AS_BEFORE_THE_SQUASH)
    said = hall.manage("migrate")
    assert "Applying conference.0030_letters" in said
    assert "squashed" not in said
    applied = databases.rows(folder, "SELECT name FROM django_migrations WHERE app = 'conference'")
    assert {("0001_initial",), ("0029_captioner",), ("0001_squashed_0029_captioner",)} <= set(applied)
    assert databases.rows(folder, "SELECT slug, default_access FROM conference_conference") == [
        ("old", "delegations")
    ]
    assert "No migrations to apply" in hall.manage("migrate", "--skip-checks")
