from hypothesis import given
from hypothesis import strategies as st

from sessions.planning.programme.colour import LEAST_CONTRAST, PAPER, _rgb, contrast, nearest


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast((0, 0, 0), PAPER), 2) == 21.0
    assert round(contrast((0x76, 0x76, 0x76), PAPER), 2) == 4.54


@given(st.integers(0, 0xFFFFFF))
def test_the_nearest_colour_can_be_read(value: int) -> None:
    assert contrast(_rgb(nearest(f"#{value:06x}")), PAPER) >= LEAST_CONTRAST
