"""What `make catalogues` writes, and which faults `make check` finds in the server's catalogues."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "catalogues.py"
SOURCE = """
TEXTS = [
    gettext_lazy("Hall"),
    # Translators: above the list
    pgettext_lazy("column", "Hall"),
    gettext("Room {number}"),
    ngettext("%(count)s turn", "%(count)s turns", 2),
]
"""
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
HALL = 'msgid "Hall"\nmsgstr "Ruang"'
COLUMN = f'msgctxt "column"\n{HALL}'
ROOM = 'msgid "Room {number}"\nmsgstr "Ruang {number}"'
TURNS = 'msgid "%(count)s turn"\nmsgid_plural "%(count)s turns"\nmsgstr[0] "%(count)s giliran"'


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The tool as a module."""
    spec = importlib.util.spec_from_file_location("catalogues", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def path(tool: ModuleType, tmp_path: Path) -> Path:
    """The place of the Indonesian catalogue in a tree with one source."""
    source = tmp_path / "sessions" / "texts.py"
    source.parent.mkdir()
    source.write_text(SOURCE, encoding="utf-8")
    found: Path = tmp_path / tool.LOCALE / "id" / "LC_MESSAGES" / "django.po"
    found.parent.mkdir(parents=True)
    return found


def holds(path: Path, *entries: str) -> None:
    path.write_text("\n\n".join([HEADER, *entries]) + "\n", encoding="utf-8")


def found(tool: ModuleType, path: Path, root: Path) -> list[str]:
    """The faults after the catalogue was compiled as it is."""
    with path.with_suffix(".mo").open("wb") as file:
        tool.write_mo(file, tool.read(path))
    return sorted(tool.faults(path, tool.texts_of_sources(root)))


def test_a_complete_catalogue_has_no_faults(tool: ModuleType, path: Path, tmp_path: Path) -> None:
    holds(path, HALL, COLUMN, ROOM, TURNS)
    assert found(tool, path, tmp_path) == []


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([HALL, ROOM, TURNS], 'missing: "Hall" (column)'),
        ([HALL, COLUMN, ROOM, TURNS, 'msgid "Stage"\nmsgstr "Panggung"'], 'in no source: "Stage"'),
        ([HALL, COLUMN, ROOM, TURNS, '#~ msgid "Stage"\n#~ msgstr "Panggung"'], 'in no source: "Stage"'),
        ([f"#, fuzzy\n{HALL}", COLUMN, ROOM, TURNS], 'fuzzy: "Hall"'),
        ([HALL.replace("Ruang", ""), COLUMN, ROOM, TURNS], 'not translated: "Hall"'),
        ([HALL, COLUMN, ROOM, TURNS.replace("%(count)s giliran", "")], 'not translated: "%(count)s turn"'),
        ([HALL, COLUMN, ROOM.replace("Ruang {number}", "Ruang"), TURNS], 'other placeholders: "Room {number}"'),
        (
            [HALL, COLUMN, ROOM, TURNS.replace("%(count)s giliran", "giliran")],
            'other placeholders: "%(count)s turn"',
        ),
        (
            [HALL, COLUMN, ROOM, TURNS.replace("%(count)s turns", "%(count)s times")],
            'another plural than in the sources: "%(count)s turn"',
        ),
    ],
    ids=[
        "missing", "unused", "obsolete", "fuzzy", "empty", "empty plural", "lost placeholder",
        "lost placeholder of a plural", "mismatched plural",
    ],
)  # fmt: skip
def test_each_fault_is_found(
    tool: ModuleType, path: Path, tmp_path: Path, entries: list[str], fault: str
) -> None:
    holds(path, *entries)
    assert fault in found(tool, path, tmp_path)


def test_a_compiled_catalogue_that_is_old_or_absent_is_a_fault(
    tool: ModuleType, path: Path, tmp_path: Path
) -> None:
    holds(path, HALL, COLUMN, ROOM, TURNS)
    sources = tool.texts_of_sources(tmp_path)
    assert list(tool.faults(path, sources)) == ["django.mo is not made from django.po"]
    assert found(tool, path, tmp_path) == []
    holds(path, HALL.replace("Ruang", "Balai"), COLUMN, ROOM, TURNS)
    assert list(tool.faults(path, sources)) == ["django.mo is not made from django.po"]


def test_a_catalogue_gets_what_is_new_and_loses_what_is_gone(
    tool: ModuleType, path: Path, tmp_path: Path
) -> None:
    holds(path, HALL, ROOM, 'msgid "Zebra"\nmsgstr "Zebra"')
    sources = tool.texts_of_sources(tmp_path)
    tool.write(path, sources)
    text = path.read_text(encoding="utf-8")
    assert "#. above the list\n#: sessions/texts.py\n" in text
    assert ("Zebra" in text, 'msgstr "Ruang"' in text) == (False, True)
    assert sorted(tool.faults(path, sources)) == [
        'fuzzy: "Hall" (column)',
        'not translated: "%(count)s turn"',
    ]
    tool.write(path, sources)
    assert path.read_text(encoding="utf-8") == text
