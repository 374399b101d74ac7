"""Models that a migration creates together are those that it would create one after another."""

import pytest
from django.db import connection, models
from django.db.migrations.operations import AddField, CreateModel, RunSQL
from django.db.migrations.state import ProjectState

from foundation.migration_operations import CreateModels, together

RIVER = CreateModel("River", [("id", models.AutoField(primary_key=True))])
BRIDGE = CreateModel(
    "Bridge",
    [("id", models.AutoField(primary_key=True)), ("over", models.ForeignKey("audit.River", models.CASCADE))],
)
LENGTH = AddField("River", "length", models.IntegerField(null=True))


def test_neighbours_are_created_together_and_the_order_stays() -> None:
    kinds = [type(each) for each in together([RIVER, BRIDGE, LENGTH, RunSQL("SELECT 1"), RIVER])]
    assert kinds == [CreateModels, AddField, RunSQL, CreateModels]


@pytest.mark.django_db(transaction=True)
def test_tables_come_and_go() -> None:
    (operation,) = together([RIVER, BRIDGE])
    before, after = ProjectState(), ProjectState()
    operation.state_forwards("audit", after)
    assert [*after.models] == [("audit", "river"), ("audit", "bridge")]
    tables = {"audit_river", "audit_bridge"}
    with connection.schema_editor() as editor:
        operation.database_forwards("audit", editor, before, after)
    assert tables <= {*connection.introspection.table_names()}
    with connection.schema_editor() as editor:
        operation.database_backwards("audit", editor, after, before)
    assert not tables & {*connection.introspection.table_names()}
