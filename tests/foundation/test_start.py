"""What a start imports: each module costs every process time and memory, so more of them come later, where needed."""

import json
import os
import subprocess
import sys

from tests.support.hall import ROOT

SETUP_AT_MOST, SERVE_AT_MOST = 1_200, 2_050
NOT_AT_A_START = {
    "babel.messages",
    "django.test",
    "drf_spectacular.generators",
    "hypothesis",
    "icalendar",
    "jinja2",
    "openpyxl",
    "pytest",
}
LOADED = """
import json, sys, django
django.setup()
after_setup = set(sys.modules)
import config.asgi, foundation.wire.server
json.dump([sorted(after_setup), sorted(sys.modules)], sys.stdout)
"""


def test_a_start_imports_only_what_it_needs() -> None:
    environment = os.environ | {
        "DATABASE_URL": "sqlite:///:memory:",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": f"{ROOT / 'platform'}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    after_setup, to_serve = json.loads(done.stdout)
    assert len(after_setup) <= SETUP_AT_MOST
    assert len(to_serve) <= SERVE_AT_MOST
    assert not NOT_AT_A_START & {*to_serve}
