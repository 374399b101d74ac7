"""Checks whether Balai can work with the database, and says in one sentence what to do if not."""

from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from foundation.database_log_filter import is_outage

REFUSED = (
    "authentication failed",
    "no password supplied",
    "no pg_hba.conf entry",
    "does not exist",
    "permission denied for database",
    "not permitted to log in",
    "does not support SSL",
    "certificate verify failed",
)
"""Parts of PostgreSQL's messages about connection failures that do not pass with time. They are recognised by their
text, because a failed connection has no SQLSTATE.
"""

UNKNOWN = ("42P01", "42703")
"""SQLSTATE of a missing table and a missing column (PostgreSQL, appendix A)."""

UNKNOWN_OF_SQLITE = ("no such table", "no such column", "has no column")

NO_DATABASE = "file is not a database"
"""SQLite's message for a file that is not a database."""

MIGRATE = "The database is not prepared for this version of Balai. Run: python platform/manage.py migrate"

OTHER_VERSION = (
    "This database was made by another version of Balai, and cannot be brought to this one. Name a new one in "
    "DATABASE_URL (or remove that file), or run the version that made it."
)


def check_database() -> None:
    """Raise `ImproperlyConfigured` if the database cannot be used, or Django's error if it does not answer now."""
    try:
        connection.ensure_connection()
        check_origin(connection)
        missing = _migrations().keys() - _applied(connection)
    except DatabaseError as error:
        if refusal := _refusal(error):
            raise ImproperlyConfigured(refusal) from None
        raise
    finally:
        connection.close()
    if missing:
        raise ImproperlyConfigured(MIGRATE)


def check_origin(database: BaseDatabaseWrapper) -> None:
    """Raise `ImproperlyConfigured` if migrations were applied that this version does not have.

    Names of migrations were used again for other tables until the release after 0.1.0. So a database of that release
    would be changed by some migrations until one fails. The same holds for a database that stopped within the
    migrations that one squashed migration replaces.
    """
    migrations, applied = _migrations(), _applied(database)
    labels = {label for label, _ in migrations}
    unknown = {one for one in applied if one[0] in labels} - migrations.keys()
    if unknown:
        for (_, name), module in migrations.items():
            if "_squashed_" in name and applied >= (
                replaced := set(import_module(module).Migration.replaces)
            ):
                unknown -= replaced
    if unknown:
        raise ImproperlyConfigured(OTHER_VERSION)


def explain_database_error(error: DatabaseError, migrates: bool) -> str:
    """The sentence that says why a command failed, and what to do. It is "" if the error is a defect of Balai.

    `migrates`: whether the command was `migrate`.
    """
    if refusal := _refusal(error):
        return refusal
    if is_outage(error):
        return f"The database does not answer ({_first_line(error)}). Start it, or correct DATABASE_URL."
    return MIGRATE if not migrates and _is_unknown(error) else ""


def _migrations() -> dict[tuple[str, str], str]:
    """The modules of this version's migrations, by app and name.

    Imports no migration, because that would take a tenth of the time in which a server starts.
    """
    return {
        (app.label, path.stem): f"{app.name}.migrations.{path.stem}"
        for app in apps.get_app_configs()
        for path in Path(app.path, "migrations").glob("[0-9]*.py")
    }


def _applied(database: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    return set(MigrationRecorder(database).applied_migrations())


def _refusal(error: DatabaseError) -> str:
    said = str(error)
    if NO_DATABASE in said:
        return "DATABASE_URL names a file that is no SQLite database. Correct it, or name a new file."
    if not is_outage(error) or not any(part in said for part in REFUSED):
        return ""
    return (
        f"The database refuses DATABASE_URL ({_first_line(error)}). Correct its user, password and name, "
        "or make them in PostgreSQL."
    )


def _first_line(error: DatabaseError) -> str:
    return str(error).strip().partition("\n")[0]


def _is_unknown(error: DatabaseError) -> bool:
    state = getattr(error.__cause__, "sqlstate", None)
    return state in UNKNOWN or str(error).startswith(UNKNOWN_OF_SQLITE)
