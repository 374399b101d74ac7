"""No parser of what people send takes work that grows faster than its input.

Work is counted in lines of Python and calls, not in seconds. What a library in C does is not counted: it gets no more
than the bounds let through, and `bench/parsers.py` measures it.
"""

from contextlib import suppress

import pytest
from rest_framework.exceptions import ParseError

from foundation.refusals import Refusal
from streaming.relay.errors import MediaRefusal
from tests.support.parsers import SHAPES, Shape
from tests.support.work import steps

SMALL, TIMES = 60, 4


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
