"""No parser of what people send takes work that grows faster than its input.

Work is counted in lines of Python and calls, not in seconds. What a library in C does is not counted: it gets no more
than the bounds let through, and `bench/parsers.py` measures it.
"""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from rest_framework.exceptions import ParseError

from foundation.refusals import Refusal
from streaming.relay.errors import MediaRefusal
from tests.support.parsers import SHAPES, Shape
from tests.support.work import steps

SMALL, TIMES = 60, 4
ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
FIGURES: dict[str, float] = json.loads((ROOT / "bench/results/parsers.json").read_text())["figures"]


def work(shape: Shape, parts: int) -> int:
    """The steps that an input of this many parts takes, whether it is read or refused."""
    given = shape.make(parts)

    def read() -> None:
        with suppress(Refusal, ParseError, MediaRefusal):
            shape.read(given)

    read()  # once before, so that modules are imported and caches are filled
    return steps(read)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.parser}: {shape.name}")
def test_work_grows_no_faster_than_the_input(shape: Shape) -> None:
    small = min(SMALL, shape.most // TIMES)
    assert work(shape, TIMES * small) <= 1.1 * TIMES * work(shape, small)


def worst(parser: str, unit: str) -> tuple[float, str]:
    """The most that a measured shape of a parser costs, and the shape."""
    names = [shape.name for shape in SHAPES if shape.parser == parser]
    figures = {name: FIGURES.get(f"{parser}, {name}: {unit}", 0.0) for name in names}
    name = max(figures, key=lambda name: figures[name])
    return figures[name], name


@pytest.mark.parametrize("parser", dict.fromkeys(shape.parser for shape in SHAPES))
def test_the_page_has_the_figures_of_the_benchmark_and_the_bound(parser: str) -> None:
    (taken, slow), (megabytes, large) = worst(parser, "ms"), worst(parser, "MB")
    time = f"{taken:.0f} ms" if taken < 1000 else f"{taken / 1000:.1f} s"
    bound = next(shape.bound for shape in SHAPES if shape.parser == parser)
    assert f"| {parser} | {time} ({slow}) | {megabytes:.0f} MB ({large}) | {bound} |" in PAGE
