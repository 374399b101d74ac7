"""Finds names in the text of a page that the code does not have."""

import os
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("platform", "sessions", "chat", "streaming", "frontend", "tests", "bench", "tools", "docs")
IMPORTED = (*("config", "foundation", "rehearsal"), "sessions", "chat", "streaming", "tests")
CODE = (".py", ".ts", ".svelte", ".css", ".sh")
NOT_OURS = {"node_modules", "dist", "__pycache__"}

MARK = r"`([^`\n]+)`"
FILE = rf"[\w./-]*\w(?:{'|'.join(map(re.escape, CODE))})"
FOLDER = rf"(?:{'|'.join((*FOLDERS[:-1], *IMPORTED))})(?:/[\w-]+)*/?"
DOTTED = r"([A-Za-z_]\w*(?:\.(?!(?:json|webm|mp4|mo|example)\b)\w+)+)(?:\(.*\))?"
STRING = r"[\"'`]([a-z_]\w*(?:\.\w+)+)[\"'`]"
NAMES_IN_FILE = re.compile(rf"`({FILE})` \((`[^`\n]+`(?:(?:, | and | or )`[^`\n]+`)*)")

OF_OTHERS = {"petition", "petitions", "store", "socket"}
"""The example of docs/add-a-concept.md, the browser's store, and a module of Python."""
MADE_UP = {"http.parse_error"}
"""Strings that the code puts together."""


def missing_names(text: str) -> list[str]:
    """Names in code marks of which there is nothing in the code.

    - Paths (`wire/hub.py`, `sessions/floor/`), which may lack their first folders.
    - What follows a file in parentheses: `wire/hub.py` (`Hub.follow`, `pong_frame`).
    - Dotted names that begin with a package (`tests.support.tier.THOROUGH`), a module (`rules.tally`) or a class
      (`SlotFile.write`), and strings of the code with a prefix that it uses: `floor.grant`.
    """
    marks = dict.fromkeys(re.findall(MARK, text))
    return [*filter(_is_missing, marks), *_missing_in_files(text)]


def _missing_in_files(text: str) -> Iterator[str]:
    for path, names in NAMES_IN_FILE.findall(text):
        for name in re.findall(MARK, names):
            if re.fullmatch(r"[A-Za-z_][\w.]*", name) and not _is_defined(name, _files_at(path)):
                yield f"{path}: {name}"


def _is_missing(mark: str) -> bool:
    if OF_OTHERS & {*re.split(r"[/.]", mark)}:
        return False
    if re.fullmatch(FILE, mark):
        return not _files_at(mark)
    if re.fullmatch(FOLDER, mark):
        return f"/{mark.rstrip('/')}/" not in _all_paths()
    dotted = re.fullmatch(DOTTED, mark)
    return dotted is not None and _is_dotted_name_missing(dotted[1])


def _is_dotted_name_missing(name: str) -> bool:
    first, _, rest = name.partition(".")
    if name in _strings() | MADE_UP:
        return False
    if first in IMPORTED and _can_import(name):
        return False
    if first[0].isupper():
        return first in _classes() and not _is_defined(rest, _classes()[first])
    modules = _files_at(f"{first}.py")
    return bool(modules or first in _prefixes()) and not _is_defined(rest, modules)


def _can_import(name: str) -> bool:
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def _is_defined(name: str, files: list[Path]) -> bool:
    return any(all(_defines(file, part) for part in name.split(".")) for file in files)


def _defines(file: Path, name: str) -> bool:
    if file.suffix == ".py":
        pattern = (
            rf"^\s*(?:async )?(?:def|class) {name}\b|^\s*(?:self\.|\w+, )*{name}\b(?:, [\w.]+)*(?: =|: )"
        )
    else:
        pattern = (
            rf"\b(?:function|const|let|class|interface|type|get) {name}\b|^\s*(?:async )?{name}(?:<.*>)?\("
        )
    return re.search(pattern, _text(file), re.MULTILINE) is not None


@cache
def _files() -> dict[str, Path]:
    """The files of the repository by their paths, each with a slash before it."""
    found = {f"/{file.name}": file for file in ROOT.iterdir() if file.is_file()}
    for top in FOLDERS:
        for folder, folders, names in os.walk(ROOT / top):
            folders[:] = [each for each in folders if each not in NOT_OURS]
            found |= {f"/{Path(folder, name).relative_to(ROOT)}": Path(folder, name) for name in names}
    return found


@cache
def _files_at(path: str) -> list[Path]:
    return [file for known, file in _files().items() if known.endswith(f"/{path}")]


@cache
def _all_paths() -> str:
    return "\n".join(_files())


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _code() -> list[Path]:
    return [file for file in _files().values() if file.suffix in CODE]


@cache
def _strings() -> frozenset[str]:
    """The strings of the code that are dotted names."""
    own = (file for file in _code() if ROOT / "tests" not in file.parents)
    return frozenset(name for file in own for name in re.findall(STRING, _text(file)))


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in _strings())


@cache
def _classes() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for file in _code():
        for name in re.findall(r"\b(?:class|interface) (\w+)", _text(file)):
            found.setdefault(name, []).append(file)
    return found
