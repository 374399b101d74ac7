#!/usr/bin/env bash
# `make quick`: style, types, imports, and the tests of what changed since BASE (where the branch left origin/main).
set -euo pipefail
. tools/environment.sh

export QUICK_S=${QUICK_S:-30}
base=${BASE:-$(git merge-base HEAD origin/main 2> /dev/null || git rev-parse HEAD)}
step "ruff" .venv/bin/ruff check --quiet --output-format concise .
step "ruff format" .venv/bin/ruff format --check --quiet .
step "import-linter" env PYTHONPATH=platform:. .venv/bin/lint-imports
beside "mypy" .venv/bin/mypy

mapfile -t tests < <(.venv/bin/python tools/changed.py "$base")
if [ "${#tests[@]}" -gt 0 ]; then
    # One at a time for each worker, in this order: the nearest come first.
    loudly "tests of what changed" .venv/bin/python -m pytest -n 2 --dist load --maxschedchunk 1 --no-migrations \
        -q -p tests.support.budget "${tests[@]}"
fi
mapfile -t changed < <(cd frontend && git diff --relative --name-only --diff-filter=d "$base" && git ls-files --others --exclude-standard)
if [ "${#changed[@]}" -gt 0 ]; then
    step "front end's style" tools/npm.sh run --silent check:changed -- "${changed[@]}"
    loudly "front end's tests of what changed" tools/npm.sh run --silent test -- --changed "$base" --passWithNoTests
fi
joined
