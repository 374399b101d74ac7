#!/usr/bin/env bash
# quietly.sh NAME SENTENCE COMMAND...: runs a step of the set-up behind one short line. Its output goes
# to .stamps/NAME.log and is shown where it fails; .stamps/NAME says that it is done.
set -euo pipefail
name=$1 sentence=$2
shift 2
mkdir -p .stamps
printf '%s … ' "$sentence"
began=$SECONDS
if "$@" > ".stamps/$name.log" 2>&1; then
    touch ".stamps/$name"
    printf 'done (%s s)\n' $((SECONDS - began))
else
    printf 'failed:\n'
    cat ".stamps/$name.log"
    exit 1
fi
