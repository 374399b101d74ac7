import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.planning.programme.colour import (
    GROUNDS,
    _parse_rgb,
    can_be_read,
    contrast,
    is_reserved,
    nearest_readable,
)


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast((0, 0, 0), (255, 255, 255)), 2) == 21.0
    assert round(contrast((0x76, 0x76, 0x76), (255, 255, 255)), 2) == 4.54


@given(st.integers(0, 0xFFFFFF))
def test_the_nearest_colour_can_be_read(value: int) -> None:
    assert can_be_read(_parse_rgb(nearest_readable(f"#{value:06x}")))


def test_the_grounds_are_those_of_the_light_theme() -> None:
    tokens = Path("frontend/src/design/tokens.css").read_text()
    light = tokens[tokens.index('[data-theme="light"]') : tokens.index('[data-theme="dark"]')]
    shown = re.findall(r"--(?:paper|paper-deep|attention-paper|live-paper): (#[0-9a-f]{6})", light)
    assert {_parse_rgb(colour) for colour in shown} == {*GROUNDS}


def test_the_colours_of_statuses_are_reserved() -> None:
    tokens = Path("frontend/src/design/tokens.css").read_text()
    statuses = re.findall(r"--(?:live|attention|stage-live|stage-attention): (#[0-9a-f]{6})", tokens)
    assert len(statuses) == 8
    assert all(is_reserved(_parse_rgb(colour)) for colour in statuses)


@pytest.mark.parametrize(
    ("colour", "reserved"),
    [
        ("#ff0000", True),
        ("#7a0019", True),
        ("#c00040", True),
        ("#d35400", True),
        ("#1d3c78", False),
        ("#00502f", False),
        ("#4b0082", False),
        ("#880e9f", False),
        ("#5f5f5f", False),
        ("#000000", False),
    ],
)
def test_red_and_amber_are_no_colours_of_a_conference(colour: str, reserved: bool) -> None:
    assert is_reserved(_parse_rgb(colour)) is reserved
