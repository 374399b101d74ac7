#!/usr/bin/env bash
# Writes the browser's types and the page of documentation from the concepts'
# protocol.py; with --check it fails where the committed ones differ.
set -euo pipefail
types=frontend/src/messages/messages.gen.ts page=docs/protocol.md
export DEMO=1

write() {
    .venv/bin/python platform/manage.py protocol docs > "$2"
    .venv/bin/python platform/manage.py protocol schema | tools/npm.sh run --silent protocol > "$1"
}

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
write "$made/types" "$made/page"
if [ "${1:-}" = --check ]; then
    diff -u "$types" "$made/types" && diff -u "$page" "$made/page" && exit
    echo "The generated files differ from the concepts' protocol.py. Run: make protocol"
    exit 1
fi
cp "$made/types" "$types"
cp "$made/page" "$page"
