"""Who may read the files that Balai writes."""

import subprocess
import sys
from pathlib import Path

import pytest

from foundation.processes.open_file_limit import close_to_others
from tests.support.hall import ROOT


def modes(folder: Path) -> dict[str, str]:
    """The permissions of all files in a folder, by name."""
    return {path.name: f"{path.lstat().st_mode & 0o777:o}" for path in folder.rglob("*")}


def test_permissions_of_others_are_removed(tmp_path: Path) -> None:
    kept, elsewhere = tmp_path / "kept", tmp_path / "elsewhere"
    (kept / "inner").mkdir(parents=True)
    for path, mode in ((kept / "video", 0o644), (kept / "inner" / "tool", 0o755), (elsewhere, 0o644)):
        path.touch()
        path.chmod(mode)
    kept.chmod(0o755)
    (kept / "inner" / "link").symlink_to(elsewhere)

    assert close_to_others([kept, tmp_path / "absent"]) == []

    assert modes(tmp_path) == {
        "kept": "700",
        "video": "600",
        "inner": "700",
        "tool": "700",
        "link": "777",
        "elsewhere": "644",
    }


def test_files_of_another_user_are_returned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "theirs").touch()
    (tmp_path / "theirs").chmod(0o644)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    assert close_to_others([tmp_path / "theirs"]) == [tmp_path / "theirs"]


def test_files_that_a_command_makes_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    subprocess.run(
        [sys.executable, "platform/manage.py", "migrate", "accounts", "--verbosity=0"],
        cwd=ROOT,
        env={"DEMO": "1", "DATA_DIR": str(folder), "PATH": ""},
        check=True,
        umask=0o022,
    )
    assert f"{folder.stat().st_mode & 0o777:o}" == "700"
    assert modes(folder) == {"balai.sqlite3": "600", "secret_key": "600", "session_recordings": "700"}
