"""The documents in docs/examples can be made again, and say what they would say today."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sessions.exports import files

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "docs" / "examples"


@pytest.mark.thorough
def test_the_examples_are_those_that_the_code_makes(tmp_path: Path) -> None:
    """Their words, not their octets: these depend on the versions of libraries."""
    source = {"PYTHONPATH": os.pathsep.join([str(ROOT / "platform"), str(ROOT)])}
    subprocess.run(
        [sys.executable, "-m", "tools.examples", str(tmp_path)], cwd=ROOT, env=os.environ | source, check=True
    )
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in KEPT.iterdir() if path.suffix in (".docx", ".pdf"))
    for name in made:
        octets, kept = ((folder / name).read_bytes() for folder in (tmp_path, KEPT))
        if name.endswith(".pdf"):
            assert files.text(octets) == files.text(kept), name
        else:
            assert files.tracked(octets) == files.tracked(kept), name
            assert _words(octets) == _words(kept), name


def _words(octets: bytes) -> list[str]:
    made = files.opened(octets)
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in made.paragraphs), *cells]
