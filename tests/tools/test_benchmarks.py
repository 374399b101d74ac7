"""The benchmarks use parts of the server from outside, so that a change there can break them unseen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.mark.thorough
def test_the_hub_of_the_fan_out_benchmark_delivers_to_all(tmp_path: Path) -> None:
    environment = os.environ | {"DEMO": "1", "DATA_DIR": str(tmp_path)}
    command = [sys.executable, str(BENCH / "wire_servers.py"), "hub"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout is not None
            port = server.stdout.readline().strip()
            load = [sys.executable, str(BENCH / "wire_load.py"), port, str(server.pid), "1", "3", "5"]
            done = subprocess.run(
                load, stdout=subprocess.PIPE, text=True, env=environment, timeout=PATIENCE, check=True
            )
        finally:
            server.terminate()
    assert json.loads(done.stdout).keys() == {"3", "5"}
