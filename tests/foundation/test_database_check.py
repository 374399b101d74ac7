"""Why a database cannot be used, and what to do."""

from typing import Any

import psycopg.errors
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from foundation.database_check import MIGRATE, check_database, check_origin, explain_database_error
from tests.foundation.test_database_log_filter import because

SERVER = 'connection failed: connection to server at "127.0.0.1", port 5432 failed: '


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            because(
                psycopg.OperationalError(
                    f'{SERVER}FATAL:  password authentication failed for user "balai"\nmore'
                )
            ),
            f'The database refuses DATABASE_URL ({SERVER}FATAL:  password authentication failed for user "balai"). '
            "Correct its user, password and name, or make them in PostgreSQL.",
        ),
        (
            because(psycopg.OperationalError(f"{SERVER}Connection refused\n\tIs it running?")),
            f"The database does not answer ({SERVER}Connection refused). Start it, or correct DATABASE_URL.",
        ),
        (because(psycopg.errors.UndefinedTable('relation "conference" does not exist')), MIGRATE),
        (OperationalError("no such table: conference"), MIGRATE),
        (because(psycopg.errors.DivisionByZero("division by zero")), ""),
    ],
)
def test_an_error_of_a_command_is_explained(error: DatabaseError, sentence: str) -> None:
    assert explain_database_error(error, migrates=False) == sentence


def test_a_migration_that_fails_is_not_told_to_migrate() -> None:
    assert explain_database_error(OperationalError("no such table: conference"), migrates=True) == ""


@pytest.mark.django_db
def test_a_database_is_prepared_when_each_migration_was_applied(monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests' own connection is in a transaction.
    monkeypatch.setattr(connection, "close", lambda: None)
    applied: dict[tuple[str, str], Any] = {("wire", "0001_initial"): None}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: applied)
    with pytest.raises(ImproperlyConfigured, match=MIGRATE):
        check_database()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["0032_recording_seconds", "0028_language_of_a_turn"],
    ids=["unknown", "within those that were squashed"],
)
def test_a_database_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    applied: dict[tuple[str, str], Any] = {
        **MigrationRecorder(connection).applied_migrations(), ("conference", name): None,
    }  # fmt: skip
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: applied)
    with pytest.raises(ImproperlyConfigured, match="made by another version of Balai"):
        check_database()


def test_other_programs_may_have_tables_in_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        MigrationRecorder, "applied_migrations", lambda recorder: {("mailman", "0001_initial"): None}
    )
    check_origin(connection)
