"""Database triggers that keep the audit log append-only, whoever writes to the database.

A later migration that alters the table has to install them again, because SQLite drops them with the old table.
"""

from typing import Any

MESSAGE = "The audit log is append-only."
UNLOCKED = "EXISTS (SELECT 1 FROM audit_unlock)"

SQLITE = [
    f"CREATE TRIGGER audit_no_{act} BEFORE {act} ON audit_auditentry WHEN NOT {UNLOCKED} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for act in ("update", "delete")
]
# TRUNCATE fires no trigger of rows. 23001 is restrict_violation.
POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF NOT {UNLOCKED} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23001'; END IF; RETURN NULL; END $$",
    "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditentry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()",
]
DROP = {
    "sqlite": [f"DROP TRIGGER IF EXISTS audit_no_{act}" for act in ("update", "delete")],
    "postgresql": ["DROP TRIGGER IF EXISTS audit_append_only ON audit_auditentry"],
}


def install_triggers(connection: Any) -> None:
    """Create the triggers in the database."""
    _run(connection, DROP[connection.vendor] + (SQLITE if connection.vendor == "sqlite" else POSTGRESQL))


def drop_triggers(connection: Any) -> None:
    """Remove the triggers from the database."""
    _run(connection, DROP[connection.vendor])


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
