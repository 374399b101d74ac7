"""The script in docs/floor-rules.md draws the same lots as the server."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from foundation.lots import draw

PAGE = Path(__file__).resolve().parents[4] / "docs" / "floor-rules.md"
SEED = "0d5b8a1c3f6e4795a2b4c6d8e0f21436"


def run(*args: str) -> list[str]:
    (script,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    told = subprocess.run([sys.executable, "-c", script, *args], capture_output=True, text=True, check=True)
    return told.stdout.split()


@pytest.mark.parametrize("items", [[str(n) for n in range(1, 201)], ["É", "A", "Ñ", "Z"]])
def test_FL7_anyone_can_draw_again_and_get_the_same(items: list[str]) -> None:
    drawn = draw(SEED, items)
    assert run(SEED, *items) == run(SEED, *reversed(items)) == drawn
    assert run("another", *items) != drawn
