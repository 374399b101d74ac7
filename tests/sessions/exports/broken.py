"""As `sessions.exports.build`, but its process ends while it writes."""

import os
import signal
import sys
from pathlib import Path

if __name__ == "__main__":
    Path(sys.argv[1], "part").write_bytes(b"half of a file")
    sys.stdout.write("writing\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)
