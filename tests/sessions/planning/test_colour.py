import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sessions.planning.programme.colour import GROUNDS, _parse_rgb, can_be_read, contrast, nearest_readable


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
