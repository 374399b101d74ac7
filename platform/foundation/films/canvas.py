"""Shapes of a film's pictures, and the colours of all films.

Everyone in a film has the same colour of paper: it is nobody's face, and it says nothing of the people of a country.
"""

from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 640, 360
FOOT = 316
"""Where the strip with name, caption and clock begins."""

PAPER, INK, SOFT, NAVY = (251, 250, 247), (20, 33, 61), (74, 84, 104), (29, 60, 120)
"""The colours of the light theme (`frontend/src/design/tokens.css`)."""
SKIN, SHADE, SHIRT, WINDOW, LIPS = (
    (216, 206, 190),
    (190, 179, 162),
    (241, 238, 230),
    (195, 203, 214),
    (112, 62, 66),
)
COATS = ((31, 43, 66), (62, 58, 56), (36, 66, 74), (78, 52, 66))
HAIRS = ((52, 44, 40), (90, 74, 60), (38, 40, 48), (128, 128, 128))

_MARGIN = 32
_FINE = 2
"""A picture is drawn so many times larger, and made smaller: that smooths its edges."""

Pixels = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]
Point = tuple[float, float]


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font of all films."""
    return ImageFont.load_default(size)


class Canvas:
    """A picture to draw on. Measures are pixels of the film; `shrunk` and `at` apply to what is drawn next: a figure
    is drawn in its own measures, around (320, 160).
    """

    def __init__(self, ground: Colour) -> None:
        self._image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), ground)
        self._pen = ImageDraw.Draw(self._image)
        self.shrunk, self.at = 1.0, (320.0, 160.0)

    def copy(self) -> "Canvas":
        """Another canvas with the same picture."""
        other = Canvas.__new__(Canvas)
        other._image = self._image.copy()
        other._pen = ImageDraw.Draw(other._image)
        other.shrunk, other.at = self.shrunk, self.at
        return other

    def pixels(self) -> Pixels:
        """The picture in the size of the film, in RGB."""
        return np.asarray(self._image.resize((WIDTH, HEIGHT), Image.Resampling.BOX))

    def _point(self, x: float, y: float) -> Point:
        return (
            (self.at[0] + (x - 320) * self.shrunk) * _FINE,
            (self.at[1] + (y - 160) * self.shrunk) * _FINE,
        )

    def _box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return (*self._point(left, top), *self._point(right, bottom))

    def _size(self, length: float) -> float:
        return length * self.shrunk * _FINE

    def rectangle(self, colour: Colour, *box: float, radius: float = 0) -> None:
        """A rectangle, with round corners if it has a `radius`."""
        self._pen.rounded_rectangle(self._box(*box), radius=self._size(radius), fill=colour)

    def ellipse(self, colour: Colour, *box: float) -> None:
        """A filled ellipse within a box."""
        self._pen.ellipse(self._box(*box), fill=colour)

    def ring(self, colour: Colour, width: float, *box: float) -> None:
        """The outline of an ellipse within a box."""
        self._pen.ellipse(self._box(*box), outline=colour, width=round(self._size(width)))

    def slice(self, colour: Colour, begin: int, end: int, *box: float) -> None:
        """A slice of an ellipse, between two angles."""
        self._pen.pieslice(self._box(*box), begin, end, fill=colour)

    def chord(self, colour: Colour, begin: int, end: int, *box: float) -> None:
        """A part of an ellipse, cut off between two angles."""
        self._pen.chord(self._box(*box), begin, end, fill=colour)

    def polygon(self, colour: Colour, *points: Point) -> None:
        """A filled polygon."""
        self._pen.polygon([self._point(*point) for point in points], fill=colour)

    def line(self, colour: Colour, width: float, *points: Point) -> None:
        """A line through points."""
        self._pen.line(
            [self._point(*point) for point in points], fill=colour, width=max(1, round(self._size(width)))
        )

    def plate(self, words: str, *box: float, largest: int) -> None:
        """A nameplate, with words as large as fit."""
        left, top, right, bottom = box
        self.rectangle(PAPER, *box, radius=1)
        sizes = range(largest * _FINE, 4, -1)
        room = self._size(right - left) * 0.92
        size = next((size for size in sizes if font(size).getlength(words) <= room), 5)
        middle = self._point((left + right) / 2, (top + bottom) / 2)
        self._pen.text(middle, words, fill=INK, font=font(size), anchor="mm")


def foot(name: str, caption: str, time: str = "") -> Pixels:
    """The strip below a picture: a name, and at the end a caption and a time."""
    height = HEIGHT - FOOT
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    small = font(14)
    draw.text((WIDTH - _MARGIN, 13 if time else height // 2), caption, fill=SOFT, font=small, anchor="rm")
    if time:
        draw.text((WIDTH - _MARGIN, 31), time, fill=INK, font=small, anchor="rm")
    room = WIDTH - 3 * _MARGIN - small.getlength(caption)
    size = next((size for size in (24, 20, 16) if font(size).getlength(name) < room), 12)
    draw.text((_MARGIN, height // 2), name, fill=INK, font=font(size), anchor="lm")
    return np.asarray(image)
