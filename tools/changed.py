"""changed.py BASE: the test files that import what changed since BASE, nearest first, one a line.

Journeys, interoperability tests and the courses of `make torture` are left out, because they need minutes.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("platform", ".")
PACKAGES = ("config", "foundation", "rehearsal", "sessions", "chat", "streaming", "tests")
LONG = ("tests/journeys", "tests/interop", "tests/torture", "tests/processes")
OF_ALL_TESTS = ("Makefile", "pyproject.toml", "requirements", "platform/manage.py")
"""The files that tests/test_house.py checks."""


def changed(base: str) -> list[str]:
    """Files of the working tree that differ from the base, and untracked files."""
    differ = _git("diff", "--name-only", base)
    unknown = _git("ls-files", "--others", "--exclude-standard")
    return [*differ, *unknown]


def tests_of(files: Iterable[str]) -> list[str]:
    """The tests of these files, nearest first: of the same name, of the same folder, then by the number of imports."""
    graph = _graph()
    steps: dict[str, int] = {}
    for file in files:
        reached = (_reach(graph, module) for module in _modules(file, graph.modules))
        for path, step in chain(_mirrored(file), *reached):
            steps[path] = min(step, steps.get(path, step))
    known = [path for path in steps if (ROOT / path).exists() and not path.startswith(LONG)]
    return sorted(known, key=lambda path: (steps[path], path))


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()


def _graph() -> grimp.ImportGraph:
    sys.path[:0] = [str(ROOT / folder) for folder in SOURCES]
    return grimp.build_graph(*PACKAGES, cache_dir=str(ROOT / ".import_linter_cache"))


def _mirrored(file: str) -> Iterator[tuple[str, int]]:
    """Tests in the folder that mirrors the folder of a file.

    The file need not be a module: a template, a migration, a document.
    """
    path = Path(file)
    if path.suffix == ".md":
        yield "tests/test_docs.py", 0
    if file.startswith(OF_ALL_TESTS):
        yield "tests/test_house.py", 0
    name = file.removeprefix("platform/")
    if name.startswith(PACKAGES):
        folder = path.parent if name.startswith("tests/") else Path("tests", name).parent
        for test in (ROOT / folder).glob("test_*.py"):
            yield str(test.relative_to(ROOT)), int(test.stem != f"test_{path.stem}")


def _modules(file: str, known: set[str]) -> Iterator[str]:
    """The module of a file; for a conftest.py, all modules that it serves."""
    parts = Path(file.removeprefix("platform/")).with_suffix("").parts
    name = ".".join(parts).removesuffix(".__init__")
    if name in known:
        yield name
    if parts[-1] == "conftest":
        yield from (each for each in known if each.startswith(name.removesuffix("conftest")))


def _reach(graph: grimp.ImportGraph, module: str) -> Iterator[tuple[str, int]]:
    """Test files that import a module, with the number of steps; a changed test is the nearest."""
    seen, ring, step = {module}, {module}, 0
    while ring:
        for each in ring:
            if each.rpartition(".")[2].startswith("test_"):
                yield each.replace(".", "/") + ".py", step
        ring = {by for each in ring for by in graph.find_modules_that_directly_import(each)} - seen
        seen |= ring
        step = max(2, step + 1)  # after the tests of its folder


if __name__ == "__main__":
    print("\n".join(tests_of(changed(sys.argv[1]))))
