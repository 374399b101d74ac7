"""A step of the set-up that fails says what to do."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.hall import ROOT, free_port
from tests.support.patience import PATIENCE


def failed(folder: Path, *command: str) -> str:
    """What is printed of a step of this command."""
    done = subprocess.run(
        [ROOT / "tools/quietly.sh", "step", "Installing", *command],
        cwd=folder,
        env=os.environ | {"PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert not (folder / ".stamps" / "step").exists()
    return done.stdout


def test_packages_that_cannot_be_fetched(tmp_path: Path) -> None:
    index = f"http://127.0.0.1:{free_port()}/simple"
    pip = [sys.executable, "-m", "pip", "download", "--retries=1", f"--index-url={index}", "balai-of-tests"]
    told = failed(tmp_path, *pip)
    assert told.startswith("Installing … failed: packages cannot be fetched. Connect this machine ")
    assert told.count("\n") == 1


def test_another_fault_is_shown_whole(tmp_path: Path) -> None:
    assert failed(tmp_path, "sh", "-c", "echo The disk is full.; exit 3") == (
        "Installing … failed:\nThe disk is full.\n"
    )
