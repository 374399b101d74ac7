#!/usr/bin/env python
"""Balai's command line: `python platform/manage.py COMMAND`."""

import gc
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Run a management command from a checkout, wherever it is called from."""
    # What is imported stays: the collector would look through it again and again, a tenth of a start.
    gc.set_threshold(50_000, 20, 100)
    sys.path.insert(1, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from foundation.processes.open_file_limit import keep_private

    keep_private()
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except DatabaseError as error:
        from foundation.preparation import explained

        if not (sentence := explained(error, migrates=sys.argv[1:2] == ["migrate"])):
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
