"""The rows of this process's test database: the tables that have some, and how these are copied and emptied."""

from typing import Any

from django.db import connection


def filled() -> set[str]:
    """The names of the tables that have rows."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables)
        return {table for (table,) in cursor.execute(" UNION ALL ".join(asked)).fetchall()}


def rows(table: str) -> Any:
    """All rows of a table, for `insert`."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return cursor.execute(f'SELECT * FROM "{table}"').fetchall()
        with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
            return [bytes(block) for block in copy]


def insert(table: str, rows: Any) -> None:
    """Insert what `rows` returned."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            values = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({values})', rows)
            return
        with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
            for block in rows:
                copy.write(block)


def empty_only_filled() -> None:
    """From now on, Django's `flush` empties only the tables that have rows.

    PostgreSQL's TRUNCATE would make new files for each table and index. Without triggers, DELETE checks no foreign key.
    """
    operations = type(connection.ops)
    statements = operations.sql_flush

    def of_filled(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        found = sorted(filled().intersection(tables))
        if connection.vendor == "sqlite":
            return statements(self, style, found, **options)
        return [
            "SET LOCAL session_replication_role = replica",
            *(f'DELETE FROM "{table}"' for table in found),
        ]

    operations.sql_flush = of_filled
