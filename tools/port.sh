#!/usr/bin/env bash
# port.sh PORT: says in one sentence that a port is taken, before the set-up does its work.
set -euo pipefail
"${PYTHON:-python3}" - "$1" << 'END'
import socket
import sys

port = int(sys.argv[1])
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
    except OSError as error:
        sys.exit(f"Port {port} is not free: {error.strerror}. Choose another one: make run PORT={port + 1}")
END
