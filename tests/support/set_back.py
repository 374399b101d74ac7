"""Runs `manage.py` with a wall clock that is ahead. The first argument is a file with the number of seconds."""

import runpy
import sys
import time
from pathlib import Path

file, wall = Path(sys.argv.pop(1)), time.time
time.time = lambda: wall() + float(file.read_text() or 0)
sys.argv[0] = "platform/manage.py"
sys.path.insert(0, "platform")
runpy.run_path(sys.argv[0], run_name="__main__")
