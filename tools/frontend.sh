#!/usr/bin/env bash
# The front end, each script and style with its compressed copies beside it, into a folder of its own below frontend/dist.
# It becomes the current one at once when it is whole: processes that run go on with the one that they began with.
set -euo pipefail
build=$(date -u +%Y%m%dT%H%M%SZ)-$$
trap 'rm -rf "frontend/dist/$build"' ERR INT TERM
tools/npm.sh run --silent build -- --outDir "dist/$build"
.venv/bin/python -m whitenoise.compress --quiet "frontend/dist/$build"
PYTHONPATH=platform .venv/bin/python -m foundation.builds frontend/dist "$build"
