#!/usr/bin/env bash
# Every measurement against a peer, one after the other: each prints a table and writes bench/results/.
set -euo pipefail
for name in wire relay; do
    PYTHONPATH=platform:. .venv/bin/python "bench/$name.py"
done
