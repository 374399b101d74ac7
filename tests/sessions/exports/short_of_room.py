"""As `sessions.exports.build`, where a file of a kilobyte is the longest that the disk takes."""

import sys
from pathlib import Path

from sessions.exports import build

if __name__ == "__main__":
    build.MOST_OCTETS = 1000
    build.main(Path(sys.argv[1]), sys.argv[2])
