"""The picture of a simulated speaker: name and caption, a moving waveform and a running clock."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from foundation.films.voice import loudness

WIDTH, HEIGHT, PER_SECOND = 640, 360, 10

PAPER, INK, SOFT, HAIRLINE, NAVY = (
    (251, 250, 247),
    (20, 33, 61),
    (74, 84, 104),
    (213, 210, 200),
    (29, 60, 120),
)
"""The colours of the light theme (`frontend/src/design/tokens.css`)."""

_MARGIN = 32
_WAVE_TOP, _WAVE_HEIGHT, _PAST = 137, 96, 4.0
_FOOT = 266
_BAR, _STEP = 3, 8

Pixels = npt.NDArray[np.uint8]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def draw_pictures(name: str, caption: str, seconds: int) -> Iterator[Pixels]:
    """All pictures of a film, in RGB, `PER_SECOND` per second."""
    sheet = _still_parts(name, caption)
    for number in range(seconds * PER_SECOND):
        second, rest = divmod(number, PER_SECOND)
        if rest == 0:
            page = np.asarray(_with_clock(sheet, second, seconds))
        pixels = page.copy()
        _draw_wave(pixels, name, seconds, number / PER_SECOND)
        yield pixels


def _still_parts(name: str, caption: str) -> Image.Image:
    """The parts of the picture that do not move: name, caption and lines. Waveform and clock are drawn later."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    room = WIDTH - 2 * _MARGIN
    size = next((size for size in (40, 32, 24) if _font(size).getlength(name) < room), 16)
    draw.text((_MARGIN, 94), name, fill=INK, font=_font(size), anchor="lm")
    draw.line((_MARGIN, 126, WIDTH - _MARGIN, 126), fill=HAIRLINE)
    draw.line((_MARGIN, 244, WIDTH - _MARGIN, 244), fill=NAVY, width=2)
    draw.text((_MARGIN, _FOOT), caption, fill=SOFT, font=_font(20), anchor="lm")
    return image


def _with_clock(sheet: Image.Image, second: int, seconds: int) -> Image.Image:
    image = sheet.copy()
    said = f"{second // 60}:{second % 60:02} / {seconds // 60}:{seconds % 60:02}"
    ImageDraw.Draw(image).text((WIDTH - _MARGIN, _FOOT), said, fill=INK, font=_font(20), anchor="rm")
    return image


def _draw_wave(pixels: Pixels, name: str, seconds: int, at: float) -> None:
    """Draw the waveform of the last seconds, with the present on the right."""
    columns = np.arange(_MARGIN, WIDTH - _MARGIN - _BAR, _STEP)
    moments = at - _PAST * (columns[-1] - columns) / (columns[-1] - columns[0])
    heights = 2 + (_WAVE_HEIGHT / 2 - 2) * np.where(moments > 0, loudness(name, seconds, moments), 0.0)
    middle = _WAVE_TOP + _WAVE_HEIGHT // 2
    for column, height in zip(columns, heights.astype(int), strict=True):
        pixels[middle - height : middle + height, column : column + _BAR] = NAVY
