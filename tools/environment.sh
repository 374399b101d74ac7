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

# The seconds of a stage, by a short name: `timed NAME COMMAND...`; `write_times FILE` writes those of all, as JSON.
times=()
timed() {
    local name=$1 began=$SECONDS
    shift
    "$@"
    times+=("\"$name\": $((SECONDS - began))")
}

write_times() {
    local IFS=,
    mkdir -p "$(dirname "$1")"
    printf '{%s}\n' "${times[*]}" > "$1"
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

# Runs a stage beside those that follow. `joined` waits for all of them, prints what they said, and fails if one did.
beside_names=() beside_logs=() beside_pids=()
beside() {
    local log
    log=$(mktemp -p "$DATA_DIR")
    beside_names+=("$1") beside_logs+=("$log")
    shift
    setsid "$@" > "$log" 2>&1 &
    beside_pids+=($!)
}

joined() {
    local code=0 one
    for one in "${!beside_pids[@]}"; do
        wait "${beside_pids[$one]}" || code=$?
        loudly "${beside_names[$one]}" cat "${beside_logs[$one]}"
    done
    beside_names=() beside_logs=() beside_pids=()
    return "$code"
}

beside_ends() {
    local pid
    for pid in "${beside_pids[@]}"; do
        kill -- "-$pid" 2> /dev/null || true
        wait "$pid" 2> /dev/null || true
    done
}
