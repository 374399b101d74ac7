#!/usr/bin/env bash
# test.sh [thorough]: all of `make test`, or of `make thorough`, after its set-up; ends at the first stage that fails.
# docs/testing.md says what each has. The seconds of each stage go to .data/test-times.json.
set -euo pipefail
. tools/environment.sh

export BALAI_TESTS=${1:-}
marks="not torture and not thorough"
[ "$BALAI_TESTS" != thorough ] || marks="not torture"
pytest=(.venv/bin/python -m pytest --dist worksteal -m "$marks")
on_postgresql=(.venv/bin/python -m tests.support.stack "${pytest[@]}" --no-migrations --reuse-db)

# Only their files: pytest would read all others first.
mapfile -t of_database < <(grep -rl --include='test_*.py' 'pytest\.mark\.database' tests | sort)

checks() {
    # All at once: none of them keeps two cores busy for long.
    beside "the front end's build and tests" bash -c "tools/frontend.sh && tools/npm.sh run --silent test"
    beside "the front end's checks" tools/npm.sh run --silent check
    tools/check.sh --without-front-end
    joined
}

everything() {
    timed checks_s checks
    if [ "$BALAI_TESTS" = thorough ]; then
        timed postgres_s loudly "tests on PostgreSQL and Redis" "${on_postgresql[@]}" -n 2 --ignore=tests/journeys --ignore=tests/interop
    else
        timed postgres_s loudly "tests on PostgreSQL and Redis" "${on_postgresql[@]}" -n 3 -m "database and not thorough" \
            "${of_database[@]}"
    fi
    # On SQLite, but for what has just run on PostgreSQL. Three at once: many wait for something; four took longer. Halls
    # are migrated here too, and the tests' own tables made at once.
    local on_sqlite=$marks
    [ "$BALAI_TESTS" = thorough ] || on_sqlite+=" and (sqlite or not database)"
    timed server_s loudly "tests" "${pytest[@]}" -m "$on_sqlite" -n 3 --no-migrations --ignore=tests/journeys --ignore=tests/interop \
        --ignore=tests/processes --ignore=tests/torture/test_course.py
    # In a pytest of their own: Playwright's and pytest-asyncio's loops break each other in one process.
    timed journeys_s loudly "journeys" "${pytest[@]}" -n 2 tests/journeys
}

timed test_s everything
write_times .data/test-times.json
