# Sourced: a demo's settings with data of its own, and how a stage is told.

# Each test starts processes of its own: what Python has compiled once is kept for the next.
unset PYTHONDONTWRITEBYTECODE

export DEMO=1
DATA_DIR=$(mktemp -d)
export DATA_DIR
trap 'rm -rf "$DATA_DIR"' EXIT

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
