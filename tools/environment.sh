# Sourced: a demo's settings with data of its own, and how a stage is told.

# Each test starts processes of its own: what Python has compiled once is kept for the next.
unset PYTHONDONTWRITEBYTECODE

export DEMO=1
DATA_DIR=$(mktemp -d)
export DATA_DIR
trap 'beside_ends; rm -rf "$DATA_DIR"' EXIT

loudly() {
    printf '── %s\n' "$1"
    shift
    "$@"
}

step() {
    local log began=$SECONDS
    log=$(mktemp -p "$DATA_DIR")
    printf '── %s … ' "$1"
    shift
    if "$@" > "$log" 2>&1; then
        printf 'ok (%s s)\n' $((SECONDS - began))
    else
        printf 'failed:\n'
        cat "$log"
        exit 1
    fi
}

# A stage that goes on beside those that follow; `joined` waits for it and tells of it.
beside() {
    beside_name=$1 beside_log=$(mktemp -p "$DATA_DIR")
    shift
    setsid "$@" > "$beside_log" 2>&1 &
    beside_pid=$!
}

joined() {
    local code=0
    wait "$beside_pid" || code=$?
    beside_pid=
    loudly "$beside_name" cat "$beside_log"
    return "$code"
}

beside_ends() {
    if [ -n "${beside_pid:-}" ]; then
        kill -- "-$beside_pid" 2> /dev/null || true
        wait "$beside_pid" 2> /dev/null || true
    fi
}
