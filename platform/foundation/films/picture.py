"""The picture of a simulated speaker: a drawn figure that speaks, its name, a caption and a running clock.

All figures have the same colour of paper: it is nobody's face, and it says nothing of the people of a country.
"""

import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from foundation.films.voice import loudness

WIDTH, HEIGHT, PER_SECOND = 640, 360, 10
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
WALLS = ((154, 165, 181), (160, 172, 160), (178, 168, 152), (158, 168, 172))
SHELVES = (127, 139, 158)
COATS = ((31, 43, 66), (62, 58, 56), (36, 66, 74), (78, 52, 66))
HAIRS = ((52, 44, 40), (90, 74, 60), (38, 40, 48), (128, 128, 128))

_MARGIN = 32
_FINE = 2
"""A picture is drawn so many times larger, and made smaller: that smooths its edges."""
_SHAPES = 4
"""How far the mouth opens: 0 is closed."""
_BLINKS_EVERY = 3.7
_SWAYS_FOR = 6

Pixels = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Pose:
    """What moves between two pictures: the mouth, the eyes, the head to the side (px), the light of the window."""

    mouth: int
    blinks: bool
    sway: int
    light: int


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def draw_pictures(name: str, caption: str, seconds: int) -> Iterator[Pixels]:
    """All pictures of a film, in RGB, `PER_SECOND` per second."""
    moments = np.arange(seconds * PER_SECOND) / PER_SECOND
    loud = loudness(name, seconds, moments)
    foots = [np.asarray(_foot(name, caption, second, seconds)) for second in range(seconds)]
    drawn = dict[Pose, Pixels]()
    for number, moment in enumerate(moments.tolist()):
        pose = Pose(
            mouth=math.ceil(float(loud[number]) * (_SHAPES - 1)),
            blinks=(moment + 1) % _BLINKS_EVERY < 1.5 / PER_SECOND,
            sway=round(2 * math.sin(2 * math.pi * moment / _SWAYS_FOR)),
            light=round(4 * math.sin(2 * math.pi * moment / seconds)),
        )
        if pose not in drawn:
            drawn[pose] = np.asarray(_Figure(name, pose).image())
        pixels = drawn[pose].copy()
        pixels[FOOT:] = foots[number // PER_SECOND]
        yield pixels


def _foot(name: str, caption: str, second: int, seconds: int) -> Image.Image:
    """The strip below the figure."""
    height = HEIGHT - FOOT
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    time = f"{second // 60}:{second % 60:02} / {seconds // 60}:{seconds % 60:02}"
    small = _font(14)
    draw.text((WIDTH - _MARGIN, 13), caption, fill=SOFT, font=small, anchor="rm")
    draw.text((WIDTH - _MARGIN, 31), time, fill=INK, font=small, anchor="rm")
    room = WIDTH - 3 * _MARGIN - small.getlength(caption)
    size = next((size for size in (24, 20, 16) if _font(size).getlength(name) < room), 12)
    draw.text((_MARGIN, height // 2), name, fill=INK, font=_font(size), anchor="lm")
    return image


class _Figure:
    """A person at a desk, in a room. Measures are pixels of the film; the name chooses room, coat, hair and glasses."""

    def __init__(self, name: str, pose: Pose) -> None:
        self._seed, self._pose = zlib.crc32(name.encode()), pose
        self._image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), self._of(WALLS, 0))
        self._pen = ImageDraw.Draw(self._image)

    def image(self) -> Image.Image:
        """The figure without the strip below it."""
        self._room()
        self._head_behind()
        self._body()
        self._face()
        return self._image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)

    def _of(self, choices: tuple[Colour, ...], place: int) -> Colour:
        return choices[self._seed // 4**place % len(choices)]

    def _box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * _FINE, top * _FINE, right * _FINE, bottom * _FINE

    def _rectangle(self, colour: Colour, *box: float) -> None:
        self._pen.rectangle(self._box(*box), fill=colour)

    def _ellipse(self, colour: Colour, *box: float) -> None:
        self._pen.ellipse(self._box(*box), fill=colour)

    def _polygon(self, colour: Colour, *points: tuple[float, float]) -> None:
        self._pen.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=colour)

    def _line(self, colour: Colour, width: float, *points: tuple[float, float]) -> None:
        self._pen.line([(x * _FINE, y * _FINE) for x, y in points], fill=colour, width=round(width * _FINE))

    def _room(self) -> None:
        """A window whose light changes, and shelves; which stands where depends on the name."""
        wall = self._of(WALLS, 0)
        left, right = (54, 452) if self._seed // 64 % 2 else (436, 64)
        red, green, blue = (part + 3 * self._pose.light for part in WINDOW)
        light = red, green, blue
        self._rectangle(light, left, 36, left + 150, 232)
        self._line(wall, 6, (left + 75, 36), (left + 75, 232))
        self._line(wall, 6, (left, 134), (left + 150, 134))
        self._rectangle(SHELVES, right, 60, right + 124, 210)
        for board in (98, 136, 174):
            self._line((108, 120, 140), 4, (right, board), (right + 124, board))

    def _head_behind(self) -> None:
        """Long hair, which falls behind the neck."""
        if self._hair == "long":
            x = 320 + self._pose.sway
            self._pen.rounded_rectangle(
                self._box(x - 56, 96, x + 56, 236), radius=44 * _FINE, fill=self._of(HAIRS, 2)
            )

    def _body(self) -> None:
        coat = self._of(COATS, 1)
        self._ellipse(coat, 160, 232, 480, 560)
        self._polygon(SHIRT, (298, 228), (342, 228), (320, 300))
        self._polygon(coat, (296, 226), (282, 240), (312, 330), (322, 330), (300, 262))
        self._polygon(coat, (344, 226), (358, 240), (328, 330), (318, 330), (340, 262))
        self._rectangle(SKIN, 299, 196, 341, 236)
        self._polygon(SKIN, (299, 234), (341, 234), (320, 258))
        self._ellipse(SHADE, 299, 190, 341, 226)

    @property
    def _hair(self) -> str:
        return ("short", "long", "bun", "short")[self._seed // 128 % 4]

    def _face(self) -> None:
        x, hair = 320 + self._pose.sway, self._of(HAIRS, 2)
        if self._hair == "bun":
            self._ellipse(hair, x - 20, 74, x + 20, 114)
        self._pen.pieslice(self._box(x - 50, 94, x + 50, 206), 170, 370, fill=hair)
        self._ellipse(SKIN, x - 44, 106, x + 44, 214)
        self._pen.chord(self._box(x - 46, 98, x + 46, 186), 196, 344, fill=hair)
        for side in (-1, 1):
            eye = x + side * 18
            if self._pose.blinks:
                self._line(INK, 2, (eye - 5, 160), (eye + 5, 160))
            else:
                self._ellipse(INK, eye - 4, 155, eye + 4, 165)
            self._line(hair, 3, (eye - 8, 146), (eye + 8, 146))
            if self._seed // 512 % 3 == 0:
                self._pen.ellipse(
                    self._box(eye - 14, 147, eye + 14, 173), outline=SOFT, width=round(1.5 * _FINE)
                )
        if self._seed // 512 % 3 == 0:
            self._line(SOFT, 1.5, (x - 4, 158), (x + 4, 158))
        self._line(SHADE, 3, (x, 164), (x + 3, 176), (x - 3, 178))
        open_by = 5 * self._pose.mouth
        if open_by:
            self._ellipse(LIPS, x - 14, 191 - open_by / 2, x + 14, 191 + open_by / 2)
        else:
            self._line(LIPS, 2.5, (x - 13, 191), (x + 13, 191))
