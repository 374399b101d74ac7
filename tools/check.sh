#!/usr/bin/env bash
# What needs no running; ends at the first that fails. Settings come from tools/environment.sh.
set -euo pipefail
. tools/environment.sh

step "ruff" .venv/bin/ruff check --quiet --output-format concise .
step "ruff format" .venv/bin/ruff format --check --quiet .
step "mypy" .venv/bin/mypy
step "import-linter" env PYTHONPATH=platform:. .venv/bin/lint-imports
# This compiles, once, what each process of the tests reads.
step "collecting the tests" .venv/bin/python -m pytest --collect-only -qq -m ""
step "migrations" .venv/bin/python platform/manage.py makemigrations --check --dry-run
step "locks of npm" tools/npm.sh --prefix bench ci --dry-run
step "catalogues of the server" .venv/bin/python tools/catalogues.py --check
if [ "${1:-}" != --without-front-end ]; then
    step "front end" tools/npm.sh run --silent check
fi
