#!/usr/bin/env bash
# The front end into frontend/dist, each script and style with its compressed copies beside it.
set -euo pipefail
tools/npm.sh run --silent build
.venv/bin/python -m whitenoise.compress --quiet frontend/dist
