#!/usr/bin/env bash
# All of `make test` after its set-up; ends at the first stage that fails. The journeys come last, in a
# pytest of their own: Playwright's and pytest-asyncio's loops break each other in one process.
set -euo pipefail
. tools/environment.sh

step "front end's build" tools/frontend.sh
# Where the database or Redis matters: order, locks, leases, signals. `make test-postgres` runs all there. The halls of
# tests/processes are migrated; the tests' own tables are made at once. They wait most of their time, so all checks and the
# front end's tests go on beside them. What needs both cores, the server's tests, has them for itself.
beside "tests on PostgreSQL and Redis" .venv/bin/python -m tests.support.stack .venv/bin/python -m pytest -n 3 \
    --dist worksteal --no-migrations --reuse-db tests/torture/test_course.py tests/processes tests/foundation/journal/test_journal.py \
    tests/foundation/wire/test_hub.py tests/foundation/wire/test_leases.py tests/foundation/wire/test_once.py \
    tests/foundation/audit tests/foundation/mail tests/sessions/first_run tests/sessions/notices \
    tests/sessions/personal_data/test_api.py tests/sessions/invitations tests/sessions/planning/test_languages.py \
    tests/sessions/planning/test_new_sessions.py \
    tests/foundation/wire/test_signals.py tests/sessions/floor/test_once.py tests/sessions/floor/test_services.py \
    tests/sessions/presence/test_counting.py tests/chat/questions tests/chat/polls \
    tests/streaming/signalling/test_relays.py
tools/check.sh --without-front-end
loudly "front end" bash -c "tools/npm.sh run --silent check && tools/npm.sh run --silent test"
joined
# Three at once: many wait for something. More, and those that play pictures in real time come too late. Halls are migrated
# here too, and the tests' own tables made at once.
loudly "tests" .venv/bin/python -m pytest -n 3 --dist worksteal --no-migrations --ignore=tests/journeys --ignore=tests/interop \
    --ignore=tests/processes --ignore=tests/torture/test_course.py
loudly "journeys" .venv/bin/python -m pytest -n 2 --dist worksteal tests/journeys
