"""`manage.py protocol`: writes the protocol as JSON Schema or as a page to stdout. See `make protocol`."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from foundation.messages.schema import json_schema
from foundation.registry import registry
from foundation.wire.protocol_docs import markdown


class Command(BaseCommand):
    """Writes the protocol as JSON Schema or as a Markdown page."""

    help = "Write the protocol as JSON Schema (schema) or as Markdown (docs)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Called by Django. Declares the argument."""
        parser.add_argument("kind", choices=["schema", "docs"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the chosen format to stdout."""
        if options["kind"] == "schema":
            self.stdout.write(json.dumps(json_schema(registry().protocols)))
        else:
            self.stdout.write(markdown(registry()), ending="")
