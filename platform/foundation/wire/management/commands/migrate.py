"""`manage.py migrate`: Django's command, which first refuses a database that it could only bring half way."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from foundation.database_check import check_origin


class Command(migrate.Command):
    """Django's command, behind a check of what was applied before."""

    def handle(self, *args: Any, **options: Any) -> None:
        check_origin(connections[options["database"]])
        super().handle(*args, **options)
