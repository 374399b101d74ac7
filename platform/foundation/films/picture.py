"""The pictures of a simulated speaker: a drawn figure that speaks, its name, a caption and a running clock."""

import math
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from foundation.films.canvas import (
    COATS,
    FOOT,
    HAIRS,
    INK,
    LIPS,
    SHADE,
    SHIRT,
    SKIN,
    SOFT,
    WINDOW,
    Canvas,
    Colour,
    Pixels,
    foot,
)
from foundation.films.voice import loudness

PER_SECOND = 10

_WALLS = ((154, 165, 181), (160, 172, 160), (178, 168, 152), (158, 168, 172))
_SHELVES = (127, 139, 158)
_SHAPES = 4
"""How far the mouth opens: 0 is closed."""
_BLINKS_EVERY = 3.7
_SWAYS_FOR = 6


@dataclass(frozen=True)
class Pose:
    """What moves between two pictures: the mouth, the eyes, the head to the side (px), the light of the window."""

    mouth: int = 0
    blinks: bool = False
    sway: int = 0
    light: int = 0


def draw_speaker(
    draw: Callable[[str, Pose], Canvas], name: str, caption: str, seconds: int
) -> Iterator[Pixels]:
    """All pictures of a film of someone who speaks, in RGB, `PER_SECOND` per second. `draw` makes one of a pose."""
    moments = np.arange(seconds * PER_SECOND) / PER_SECOND
    loud = loudness(name, seconds, moments)
    length = f"{seconds // 60}:{seconds % 60:02}"
    times = [f"{second // 60}:{second % 60:02} / {length}" for second in range(seconds)]
    foots = [foot(name, caption, time) for time in times]
    drawn = dict[Pose, Pixels]()
    for number, moment in enumerate(moments.tolist()):
        pose = Pose(
            mouth=math.ceil(float(loud[number]) * (_SHAPES - 1)),
            blinks=blinks_at(moment),
            sway=round(2 * math.sin(2 * math.pi * moment / _SWAYS_FOR)),
            light=round(4 * math.sin(2 * math.pi * moment / seconds)),
        )
        if pose not in drawn:
            drawn[pose] = draw(name, pose).pixels()
        pixels = drawn[pose].copy()
        pixels[FOOT:] = foots[number // PER_SECOND]
        yield pixels


def draw_pictures(name: str, caption: str, seconds: int) -> Iterator[Pixels]:
    """All pictures of a film of a remote speaker."""
    return draw_speaker(_draw_in_a_room, name, caption, seconds)


def blinks_at(moment: float) -> bool:
    """Whether the eyes are closed at this moment, in seconds."""
    return (moment + 1) % _BLINKS_EVERY < 1.5 / PER_SECOND


def _draw_in_a_room(name: str, pose: Pose) -> Canvas:
    """A figure before a window whose light changes, and shelves; which stands where depends on the name."""
    seed = zlib.crc32(name.encode())
    wall = choice(name, _WALLS, 0)
    on = Canvas(wall)
    left, right = (54, 452) if seed // 64 % 2 else (436, 64)
    red, green, blue = (part + 3 * pose.light for part in WINDOW)
    on.rectangle((red, green, blue), left, 36, left + 150, 232)
    on.line(wall, 6, (left + 75, 36), (left + 75, 232))
    on.line(wall, 6, (left, 134), (left + 150, 134))
    on.rectangle(_SHELVES, right, 60, right + 124, 210)
    for board in (98, 136, 174):
        on.line((108, 120, 140), 4, (right, board), (right + 124, board))
    draw_figure(on, name, pose)
    return on


def choice(name: str, choices: tuple[Colour, ...], place: int) -> Colour:
    """The colour that a name chooses."""
    return choices[zlib.crc32(name.encode()) // 4**place % len(choices)]


def draw_figure(on: Canvas, name: str, pose: Pose) -> None:
    """A person from the chest up. The name chooses coat, hair and glasses."""
    seed = zlib.crc32(name.encode())
    hair = ("short", "long", "bun", "short")[seed // 128 % 4]
    if hair == "long":
        x = 320 + pose.sway
        on.rectangle(choice(name, HAIRS, 2), x - 56, 96, x + 56, 236, radius=44)
    _draw_body(on, choice(name, COATS, 1))
    _draw_face(on, choice(name, HAIRS, 2), pose, bun=hair == "bun", glasses=seed // 512 % 3 == 0)


def _draw_body(on: Canvas, coat: Colour) -> None:
    on.ellipse(coat, 160, 232, 480, 560)
    on.polygon(SHIRT, (298, 228), (342, 228), (320, 300))
    on.polygon(coat, (296, 226), (282, 240), (312, 330), (322, 330), (300, 262))
    on.polygon(coat, (344, 226), (358, 240), (328, 330), (318, 330), (340, 262))
    on.rectangle(SKIN, 299, 196, 341, 236)
    on.polygon(SKIN, (299, 234), (341, 234), (320, 258))
    on.ellipse(SHADE, 299, 190, 341, 226)


def _draw_face(on: Canvas, hair: Colour, pose: Pose, *, bun: bool, glasses: bool) -> None:
    x = 320 + pose.sway
    if bun:
        on.ellipse(hair, x - 20, 74, x + 20, 114)
    on.slice(hair, 170, 370, x - 50, 94, x + 50, 206)
    on.ellipse(SKIN, x - 44, 106, x + 44, 214)
    on.chord(hair, 196, 344, x - 46, 98, x + 46, 186)
    for side in (-1, 1):
        eye = x + side * 18
        if pose.blinks:
            on.line(INK, 2, (eye - 5, 160), (eye + 5, 160))
        else:
            on.ellipse(INK, eye - 4, 155, eye + 4, 165)
        on.line(hair, 3, (eye - 8, 146), (eye + 8, 146))
        if glasses:
            on.ring(SOFT, 1.5, eye - 14, 147, eye + 14, 173)
    if glasses:
        on.line(SOFT, 1.5, (x - 4, 158), (x + 4, 158))
    on.line(SHADE, 3, (x, 164), (x + 3, 176), (x - 3, 178))
    open_by = 5 * pose.mouth
    if open_by:
        on.ellipse(LIPS, x - 14, 191 - open_by / 2, x + 14, 191 + open_by / 2)
    else:
        on.line(LIPS, 2.5, (x - 13, 191), (x + 13, 191))
