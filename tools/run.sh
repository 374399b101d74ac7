#!/usr/bin/env bash
# run.sh PORT: the hall on this machine; with LAN (1, or one of its addresses) in the room's network too.
set -euo pipefail
port=$1
manage() { .venv/bin/python platform/manage.py "$@"; }

where=(--port "$port")
if [ -n "${LAN:-}" ] && [ "$LAN" != 0 ]; then
    https=${HTTPS_PORT:-$((port + 443))}
    settings=$(manage lan "$LAN" --port "$port" --https-port "$https")
    eval "$settings"
    where+=(--host 127.0.0.1 --host "$LAN_ADDRESS" --https-port "$https" --https-host "$LAN_ADDRESS")
    where+=(--certificate "$DATA_DIR/lan/hall.crt" --key "$DATA_DIR/lan/hall.key")
fi
exec .venv/bin/python platform/manage.py serve "${where[@]}"
