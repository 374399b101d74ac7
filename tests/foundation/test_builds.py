"""Builds of the front end are added and deleted while processes serve them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation import builds
from foundation.builds import KEPT_SECONDS, lock_builds, switch_build

NOON = 1_700_000_000.0


@pytest.fixture(autouse=True)
def a_process_that_ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The locks that a process holds. All are released at its end."""
    held: list[int] = []

    def opened(path: Path, flags: int) -> int:
        held.append(os.open(path, flags))
        return held[-1]

    monkeypatch.setattr(builds, "_opened", opened)
    yield held
    for descriptor in held:
        os.close(descriptor)


def build(folder: Path, name: str, now: float) -> Path:
    """Make a build and make it current."""
    made = folder / name
    made.mkdir()
    (made / "index.html").write_text(name)
    os.utime(made, (now, now))
    switch_build(folder, name, now)
    return made


def test_a_process_serves_the_current_build_and_for_a_day_the_previous_one(tmp_path: Path) -> None:
    assert lock_builds(tmp_path, NOON) == []
    first = build(tmp_path, "first", NOON)
    assert lock_builds(tmp_path, NOON) == [first]
    second = build(tmp_path, "second", NOON + KEPT_SECONDS)
    assert lock_builds(tmp_path, NOON + KEPT_SECONDS) == [second, first]
    assert lock_builds(tmp_path, NOON + 2 * KEPT_SECONDS) == [second]


def test_of_unused_builds_only_the_previous_one_is_kept(tmp_path: Path) -> None:
    for number, name in enumerate(("first", "second", "third")):
        build(tmp_path, name, NOON + number)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "second", "third"]
    assert (tmp_path / "current").resolve() == tmp_path / "third"


def test_a_build_stays_while_a_process_serves_it(tmp_path: Path, a_process_that_ends: list[int]) -> None:
    first = build(tmp_path, "first", NOON)
    lock_builds(tmp_path, NOON)
    build(tmp_path, "second", NOON)
    build(tmp_path, "third", NOON + 9 * KEPT_SECONDS)
    assert first.is_dir()
    os.close(a_process_that_ends.pop(0))
    build(tmp_path, "fourth", NOON + 9 * KEPT_SECONDS)
    assert not first.is_dir()
