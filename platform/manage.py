#!/usr/bin/env python
"""Balai's command line: `python platform/manage.py COMMAND`."""

import gc
import os
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Run a management command. It works in any current folder."""
    # Imported modules stay in memory. Searching them again and again for garbage took a tenth of a start.
    gc.set_threshold(50_000, 20, 100)
    sys.path.insert(1, str(ROOT))
    if sys.argv[1:] in (["--version"], ["version"]):
        from foundation.version import __version__

        # Django would print its own version.
        sys.stdout.write(f"Balai {__version__}\n")
        return
    # An empty variable counts as missing.
    os.environ["DJANGO_SETTINGS_MODULE"] = os.environ.get("DJANGO_SETTINGS_MODULE") or "config.settings"
    from foundation.processes.open_file_limit import make_new_files_private

    make_new_files_private()
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        check_settings_module(os.environ["DJANGO_SETTINGS_MODULE"])
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except DatabaseError as error:
        from foundation.database_check import explain_database_error

        if not (sentence := explain_database_error(error, migrates=sys.argv[1:2] == ["migrate"])):
            raise
        sys.exit(sentence)


def check_settings_module(name: str) -> None:
    """Raise `ImproperlyConfigured` if there is no such module. The variable may be meant for another program."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        found = find_spec(name)
    except (ImportError, ValueError):
        found = None
    if found is None:
        raise ImproperlyConfigured(
            f'DJANGO_SETTINGS_MODULE is "{name}", which is no module that can be found. Unset it.'
        )


if __name__ == "__main__":
    main()
