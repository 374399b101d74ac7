"""Which tests `make quick` runs after a change."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "changed.py"


@pytest.fixture(scope="module")
def changed() -> ModuleType:
    """The tool as a module."""
    spec = importlib.util.spec_from_file_location("changed", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("file", "first"),
    [
        ("platform/foundation/clock.py", "tests/foundation/test_clock.py"),
        ("sessions/floor/voting/rules.py", "tests/sessions/floor/voting/test_rules.py"),
        ("tests/chat/help_calls/test_rules.py", "tests/chat/help_calls/test_rules.py"),
        ("README.md", "tests/test_docs.py"),
        ("Makefile", "tests/test_house.py"),
    ],
)
def test_the_nearest_come_first(changed: ModuleType, file: str, first: str) -> None:
    assert changed.tests_of([file])[0] == first


def test_who_imports_a_change_by_others_is_found_too(changed: ModuleType) -> None:
    found = changed.tests_of(["sessions/floor/voting/services.py"])
    assert "tests/sessions/floor/voting/test_services.py" in found
    assert "tests/foundation/journal/test_frames.py" in found


def test_what_a_conftest_serves_is_found(changed: ModuleType) -> None:
    assert "tests/sessions/floor/test_machine.py" in changed.tests_of(["tests/sessions/conftest.py"])


@pytest.mark.parametrize("file", ["tests/journeys/crowd.py", "frontend/src/App.svelte"])
def test_what_no_test_of_the_server_is_about_has_none(changed: ModuleType, file: str) -> None:
    assert changed.tests_of([file]) == []
