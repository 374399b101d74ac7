"""Counts the work of a function without a clock: the lines of Python that it runs, and its calls into C."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(run: Callable[[], object]) -> int:
    """The number of lines of Python and of calls that a function takes. It is the same on every machine.

    What a library in C does within one call is one step. So a library must be given little, which other tests check.
    """
    count = 0

    def line(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "c_call"

    traced, profiled = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        run()
    finally:
        sys.settrace(traced)
        sys.setprofile(profiled)
    return count
