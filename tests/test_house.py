"""The house itself: what its layout, its locks and its wheel must be."""

import os
import platform
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.apps import apps

from foundation.version import __version__

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["config", "foundation", "sessions", "chat", "streaming"]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


def test_platform_is_a_source_root_and_hides_nothing_of_python() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert Path(platform.__file__).parent == Path(os.__file__).parent


def test_the_label_of_sessions_leaves_django_its_own() -> None:
    assert apps.get_app_config("conference").name == "sessions"
    assert apps.get_app_config("sessions").name == "django.contrib.sessions"


def test_each_folder_of_tests_is_named_as_what_it_tests() -> None:
    for package in PACKAGES:
        for folder in (ROOT / "tests" / package).rglob("*/"):
            tested = folder.relative_to(ROOT / "tests")
            here, in_platform = ROOT / tested, ROOT / "platform" / tested
            found = (here, in_platform, here.with_suffix(".py"), in_platform.with_suffix(".py"))
            assert folder.name == "__pycache__" or any(one.exists() for one in found), tested


def test_each_file_that_the_build_gathers_by_name_is_there() -> None:
    # A pattern that fits no file is ignored by the build, and the audience's scripts grow by many small ones.
    front_end = ROOT / "frontend"
    roots = re.findall(r"^  \w+: /(.*\$)/,$", (front_end / "vite.config.ts").read_text(), re.M)
    files = [str(path.relative_to(front_end)) for path in (front_end / "src").rglob("*.*")]
    found = [len([file for file in files if re.search(root, file)]) for root in roots]
    assert found == [2, 2]


@pytest.mark.thorough
def test_manage_check_works_from_another_folder(tmp_path: Path) -> None:
    manage = str(ROOT / "platform" / "manage.py")
    done = subprocess.run([sys.executable, manage, "check"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_manage_says_the_version_of_balai() -> None:
    command = [sys.executable, str(ROOT / "platform" / "manage.py"), "--version"]
    assert subprocess.run(command, capture_output=True, text=True).stdout == f"Balai {__version__}\n"


@pytest.mark.thorough
def test_the_wheel_holds_every_package_and_is_imported_elsewhere(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = "import " + ", ".join(PACKAGES) + "; print(config.__file__, sessions.__file__)"
    elsewhere = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    folders = [Path(line).parent for line in done.stdout.split()]
    assert (tmp_path / "site/config/locale/id/LC_MESSAGES/django.mo").exists()
    assert wheel.name.startswith(f"balai-{__version__}-")
    assert folders == [tmp_path / "site" / "config", tmp_path / "site" / "sessions"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_carries_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    pins = re.findall(r"^[a-z0-9._-]+(?:\[[a-z,]+\])?==.*$", text, re.MULTILINE | re.IGNORECASE)
    assert len(pins) > 0
    assert [pin for pin in pins if not pin.endswith("\\")] == []
    assert "://" not in text


@pytest.mark.parametrize("folder", ["frontend", "bench"])
def test_the_lock_of_npm_carries_hashes_and_no_address(folder: str) -> None:
    text = (ROOT / folder / "package-lock.json").read_text()
    assert text.count('"integrity": "sha512-') > 0
    assert '"resolved"' not in text
