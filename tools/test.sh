#!/usr/bin/env bash
# All of `make test` after its set-up; ends at the first stage that fails. The journeys come last, in a
# pytest of their own: Playwright's and pytest-asyncio's loops break each other in one process.
set -euo pipefail
. tools/environment.sh

tools/check.sh
step "front end's tests" tools/npm.sh run --silent test
step "front end's build" tools/frontend.sh
loudly "tests" .venv/bin/python -m pytest -n 2 --ignore=tests/journeys --ignore=tests/interop
loudly "journeys" .venv/bin/python -m pytest -n 2 --dist worksteal tests/journeys
