#!/usr/bin/env bash
# Locks what pyproject.toml asks for: with hashes, for every platform, and with no registry's address.
set -euo pipefail

lock() {
    .venv/bin/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-header --quiet "$@"
}

lock pyproject.toml -o requirements/run.lock
lock pyproject.toml --extra dev -c requirements/run.lock -o requirements/dev.lock
lock pyproject.toml --extra node -c requirements/run.lock -o requirements/node.lock
echo uv | lock - --no-annotate -o requirements/installer.lock
