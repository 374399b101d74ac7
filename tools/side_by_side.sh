#!/usr/bin/env bash
# side_by_side.sh FIRST SECOND: runs two commands at the same time; what the first one prints is shown when both have ended.
set -uo pipefail
printed=$(mktemp)
trap 'kill $(jobs -pr) 2> /dev/null; rm -f "$printed"' EXIT
$1 > "$printed" 2>&1 &
first=$!
$2 || exit
wait "$first"
code=$?
cat "$printed"
exit $code
