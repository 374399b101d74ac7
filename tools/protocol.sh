#!/usr/bin/env bash
# Writes the browser's types from the concepts' protocol.py, and what they were made from to .stamps/protocol.d.
set -euo pipefail
types=frontend/src/messages/messages.gen.ts
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
PYTHONPATH=platform:. .venv/bin/python tools/protocol.py "$made/schema" "$made/sources"
tools/npm.sh run --silent protocol < "$made/schema" > "$made/types"
mv "$made/types" "$types"
mv "$made/sources" .stamps/protocol.d
