#!/usr/bin/env bash
# run.sh PORT: the hall on this machine, the demo unless DEMO=0; with LAN (1, or one of its addresses) in the room's network too. A rehearsal
# runs beside it unless LIFE=0, and the first time its clips are made meanwhile. Ctrl-C and SIGTERM end them all; so does
# the server's own end.
set -euo pipefail
# What Python has compiled once is kept: compiling all that a start imports takes twice its time.
unset PYTHONDONTWRITEBYTECODE
port=$1
manage() { .venv/bin/python platform/manage.py "$@"; }

if [ "$DEMO" = 0 ]; then
    LIFE=0  # simulated delegations are of the demo
fi

# Of sound and pictures alone: pages are served on loopback.
MEDIA_ADDRESSES=${MEDIA_ADDRESSES:-$(PYTHONPATH=platform .venv/bin/python -m foundation.lan)}
export MEDIA_ADDRESSES

where=(--prepare --port "$port")
if [ -n "${LAN:-}" ] && [ "$LAN" != 0 ]; then
    https=${HTTPS_PORT:-$((port + 443))}
    settings=$(manage lan "$LAN" --port "$port" --https-port "$https")
    eval "$settings"
    where+=(--host 127.0.0.1 --host "$LAN_ADDRESS" --https-port "$https" --https-host "$LAN_ADDRESS")
    where+=(--certificate "$DATA_DIR/lan/hall.crt" --key "$DATA_DIR/lan/hall.key")
fi
if [ "${LIFE:-1}" = 0 ]; then
    exec .venv/bin/python platform/manage.py serve "${where[@]}"
fi

set +e
end_all() { kill $(jobs -pr) 2> /dev/null; }
trap end_all INT TERM
.venv/bin/python platform/manage.py serve "${where[@]}" &
server=$!
.venv/bin/python platform/manage.py rehearse --demo --url "http://127.0.0.1:$port" &
if [ ! -e "$DATA_DIR/rehearsal/ready" ]; then
    # What fails here the rehearsal makes for itself.
    nice .venv/bin/python platform/manage.py clips --skip-checks > /dev/null 2>&1 &
fi

# A trap interrupts `wait`: the children are on their way out then, and are waited for again.
code=0
while kill -0 "$server" 2> /dev/null; do
    wait "$server"
    code=$?
done
end_all
wait
exit "$code"
