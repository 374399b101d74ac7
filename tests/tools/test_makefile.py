import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_shell_of_targets_reads_their_environment() -> None:
    """Journeys, benchmarks and the tour read tools/environment.sh, which is bash."""
    probe = "probe: ; @. tools/environment.sh && echo read"
    done = subprocess.run(
        ["make", "-s", "--eval", probe, "probe"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "read\n", "")


@pytest.mark.parametrize(
    ("environment", "arguments", "demo"),
    [({}, [], "1"), ({"DEMO": "0"}, [], "0"), ({}, ["DEMO=0"], "0"), ({"DEMO": "1"}, ["DEMO=0"], "0")],
)
def test_demo_is_a_setting_of_the_environment_and_of_the_command_line(
    environment: dict[str, str], arguments: list[str], demo: str, tmp_path: Path
) -> None:
    """`make run` opens the demo, which anyone may enter, unless it is told not to in either way."""
    others = {
        name: value for name, value in os.environ.items() if name not in ("DEMO", "MAKEFLAGS", "SECRET_KEY")
    }
    probe = tmp_path / "probe.mk"
    probe.write_text("run: ; @echo $$DEMO $${SECRET_KEY:+has_a_secret}\nmay-run .stamps/python: ; @true\n")
    done = subprocess.run(
        ["make", "-s", "-f", "Makefile", "-f", str(probe), "run", f"DATA_DIR={tmp_path}", *arguments],
        cwd=ROOT,
        env=others | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ([demo] if demo == "1" else [demo, "has_a_secret"])
