#!/usr/bin/env bash
# quietly.sh NAME SENTENCE COMMAND...: runs a step of the set-up behind one short line. Its output goes
# to .stamps/NAME.log and is shown where it fails, unless packages cannot be fetched: then a sentence says what to do.
# .stamps/NAME says that it is done.
set -euo pipefail
name=$1 sentence=$2
shift 2
# What pip, uv, npm and apt-get say of an index that is out of reach.
unreachable='Failed to establish a new connection|error sending request|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|Temporary failure resolving|Could not connect to'
mkdir -p .stamps
printf '%s … ' "$sentence"
began=$SECONDS
if "$@" > ".stamps/$name.log" 2>&1; then
    touch ".stamps/$name"
    printf 'done (%s s)\n' $((SECONDS - began))
elif tail -n 20 ".stamps/$name.log" | grep -qE "$unreachable"; then
    printf 'failed: packages cannot be fetched. Connect this machine to the network, or name a mirror that it reaches (PIP_INDEX_URL, npm_config_registry), and run it again; what was said is in %s.\n' ".stamps/$name.log"
    exit 1
else
    printf 'failed:\n'
    cat ".stamps/$name.log"
    exit 1
fi
