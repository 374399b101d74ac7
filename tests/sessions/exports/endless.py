"""As `sessions.exports.build`, but it never ends by itself. It ends with its parent."""

import sys
from pathlib import Path

from foundation.processes import resource_limits

if __name__ == "__main__":
    place = Path(sys.argv[1])
    resource_limits.limit_process(seconds=60, memory=1 << 30, most_written=1000, within=place)
    sys.stdout.write("writing\n")
    sys.stdout.flush()
    (place / "part").write_bytes(b"half of a file")
    while True:
        sys.stdin.read(1)
