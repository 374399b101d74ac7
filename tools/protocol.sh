#!/usr/bin/env bash
# Writes the browser's types and the page of documentation from the concepts'
# protocol.py; with --check it fails where the committed ones differ.
set -euo pipefail
types=frontend/src/protocol/messages.gen.ts page=docs/protocol.md
export DEMO=1

write() {
    mkdir -p docs
    .venv/bin/python platform/manage.py protocol docs > "$page"
    .venv/bin/python platform/manage.py protocol schema | tools/npm.sh run --silent protocol
}

if [ "${1:-}" = --check ]; then
    kept=$(mktemp -d)
    trap 'rm -rf "$kept"' EXIT
    cp "$types" "$page" "$kept"
    write
    diff -u "$kept/messages.gen.ts" "$types" && diff -u "$kept/protocol.md" "$page" && exit
    cp "$kept/messages.gen.ts" "$types"
    cp "$kept/protocol.md" "$page"
    echo "The generated files differ from the concepts' protocol.py. Run: make protocol"
    exit 1
fi
write
