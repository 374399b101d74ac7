"""The pictures of a simulated hall: all of it from behind, its podium, and a delegation that speaks at its seat."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foundation.films.canvas import (
    COATS,
    FOOT,
    HAIRS,
    INK,
    NAVY,
    PAPER,
    SHADE,
    WIDTH,
    Canvas,
    Colour,
    Pixels,
    foot,
)
from foundation.films.picture import Pose, blinks_at, choice, draw_figure, draw_speaker

STILL_PER_SECOND = 5
"""Pictures per second where nobody speaks: little moves there."""

_WALL, _CEILING, _FLOOR, _LIGHT = (186, 177, 162), (205, 199, 188), (112, 104, 98), (236, 232, 218)
_FAR_SKIN = (207, 197, 180)
_WOOD, _DARK_WOOD, _PANEL = (150, 122, 94), (122, 98, 76), (164, 146, 124)
_PLATE_LARGEST = 15


@dataclass(frozen=True)
class _Row:
    """A row of seats, as it is seen from behind: where its desk is, its seats, and how wide a head is."""

    desk: int
    seats: int
    head: int
    plated: bool = False

    def places(self) -> Iterator[float]:
        """The middle of each seat. An aisle parts the row."""
        room = WIDTH / (self.seats + 1)
        for seat in range(self.seats):
            yield room * (seat + (0.5 if seat < self.seats / 2 else 1.5))

    def plate(self, x: float) -> tuple[float, float, float, float]:
        """The box of a seat's plate, beside the head and toward the aisle. No two plates of a row overlap."""
        near, far = self.head * 0.75, self.head * 3.5
        left, right = (x + near, x + far) if x < WIDTH / 2 else (x - far, x - near)
        return left, self.desk - self.head * 0.2, right, self.desk + self.head * 0.5


ROWS = (_Row(176, 10, 13), _Row(198, 8, 17), _Row(226, 6, 22, plated=True), _Row(266, 4, 30, plated=True))
_NAMED = sum(row.seats for row in ROWS if row.plated)


def draw_seat(name: str, caption: str, seconds: int) -> Iterator[Pixels]:
    """All pictures of a delegation that speaks at its seat in the hall, `picture.PER_SECOND` per second."""
    return draw_speaker(_draw_at_a_seat, name, caption, seconds)


def draw_podium(name: str, caption: str, seconds: int) -> Iterator[Pixels]:
    """All pictures of the podium, whose chair listens, `STILL_PER_SECOND` per second."""
    strip, drawn = foot(name, caption), dict[Pose, Pixels]()
    for number in range(seconds * STILL_PER_SECOND):
        moment = number / STILL_PER_SECOND
        pose = Pose(blinks=blinks_at(moment), sway=round(2 * math.sin(2 * math.pi * moment / seconds * 3)))
        if pose not in drawn:
            drawn[pose] = _with_foot(_draw_at_the_podium(pose), strip)
        yield drawn[pose]


def draw_hall(name: str, plates: Sequence[str], caption: str, seconds: int) -> Iterator[Pixels]:
    """All pictures of the whole hall from behind, `STILL_PER_SECOND` per second. `plates` are the delegations there."""
    strip, empty, drawn = foot(name, caption), _draw_empty_hall(), dict[tuple[int, ...], Pixels]()
    heads = sum(row.seats for row in ROWS)
    for number in range(seconds * STILL_PER_SECOND):
        moment = number // STILL_PER_SECOND / seconds
        # Heads move once a second, each at a time of its own, and all are back at the end of the film.
        sways = tuple(
            round(1.4 * math.sin(2 * math.pi * (moment * (1 + head % 3) + head / 7))) for head in range(heads)
        )
        if sways not in drawn:
            hall = empty.copy()
            _draw_rows(hall, plates, sways)
            drawn[sways] = _with_foot(hall, strip)
        yield drawn[sways]


def _with_foot(canvas: Canvas, strip: Pixels) -> Pixels:
    pixels = canvas.pixels().copy()
    pixels[FOOT:] = strip
    return pixels


def _draw_window(on: Canvas, left: float, top: float, right: float, bottom: float, light: int = 0) -> None:
    red, green, blue = (part + light for part in (214, 220, 226))
    on.rectangle((red, green, blue), left, top, right, bottom)
    on.line(_WALL, 3, ((left + right) / 2, top), ((left + right) / 2, bottom))
    on.line(_WALL, 3, (left, (top + bottom) / 2), (right, (top + bottom) / 2))


def _draw_emblem(on: Canvas, x: float, y: float, size: float) -> None:
    """A ring, which is no one's."""
    on.ring(NAVY, size / 7, x - size, y - size, x + size, y + size)
    on.ring(NAVY, size / 10, x - size / 2, y - size / 2, x + size / 2, y + size / 2)


def _draw_microphone(on: Canvas, x: float, desk: float, height: float) -> None:
    on.line(INK, 2, (x, desk), (x - height / 8, desk - height * 0.7), (x - height / 3, desk - height))
    on.ellipse(INK, x - height / 3 - 6, desk - height - 5, x - height / 3 + 6, desk - height + 5)
    on.rectangle(INK, x - 12, desk - 3, x + 12, desk + 3, radius=2)


def _draw_at_a_seat(name: str, pose: Pose) -> Canvas:
    """A delegation at its desk: its nameplate, its microphone, and others behind it."""
    on = Canvas(_WALL)
    for left in (30, 150, 430, 550):
        _draw_window(on, left, 0, left + 62, 120, 2 * pose.light)
    for x, coat in ((96, COATS[1]), (214, COATS[0]), (440, COATS[2]), (562, COATS[3])):
        on.ellipse(coat, x - 46, 176, x + 46, 320)
        on.ellipse(_FAR_SKIN, x - 18, 130, x + 18, 182)
        on.chord(HAIRS[x % 4], 190, 350, x - 20, 126, x + 20, 176)
    on.rectangle(_DARK_WOOD, 0, 214, WIDTH, 262)
    on.shrunk, on.at = 0.86, (320, 142)
    draw_figure(on, name, pose)
    on.shrunk, on.at = 1.0, (320, 160)
    on.rectangle(_WOOD, 0, 262, WIDTH, 320)
    on.rectangle(_PANEL, 0, 262, WIDTH, 268)
    on.plate(name, 40, 268, 236, 304, largest=20)
    _draw_microphone(on, 404, 268, 66)
    return on


def _draw_at_the_podium(pose: Pose) -> Canvas:
    on = Canvas(_WALL)
    on.rectangle(_PANEL, 150, 0, 490, 220)
    on.rectangle(NAVY, 0, 0, 46, 220)
    on.rectangle(NAVY, 594, 0, 640, 220)
    for x in (90, 550):
        on.ellipse(_LIGHT, x - 26, 26, x + 26, 64)
        on.polygon((214, 207, 192), (x - 26, 52), (x + 26, 52), (x + 40, 220), (x - 40, 220))
    _draw_emblem(on, 320, 54, 30)
    for x, name, moves in ((320, "Chair", pose), (500, "Secretary", Pose()), (140, "Clerk", Pose())):
        on.shrunk, on.at = (0.62, (x, 152)) if name == "Chair" else (0.5, (x, 172))
        draw_figure(on, name, moves)
    on.shrunk, on.at = 1.0, (320, 160)
    on.rectangle(_WOOD, 0, 226, WIDTH, 320)
    on.rectangle(_PANEL, 0, 226, WIDTH, 233)
    on.rectangle(_DARK_WOOD, 170, 256, 470, 320)
    on.plate("CHAIR", 268, 240, 372, 268, largest=18)
    for x in (392, 572, 212):
        _draw_microphone(on, x, 232, 34)
    return on


def _draw_empty_hall() -> Canvas:
    """Ceiling with lamps, walls with windows, and the podium with the chair at the far end."""
    on = Canvas(_FLOOR)
    on.polygon(_CEILING, (0, 0), (640, 0), (486, 52), (154, 52))
    on.polygon(_WALL, (0, 0), (154, 52), (154, 156), (0, 268))
    on.polygon(_WALL, (640, 0), (486, 52), (486, 156), (640, 268))
    for far, near in ((138, 112), (98, 64), (46, 4)):
        for side in (1, -1):
            xs = [320 + side * (edge - 320) for edge in (far, near)]
            rise = [edge * 52 / 154 for edge in (far, near)]
            fall = [268 - edge * 112 / 154 for edge in (far, near)]
            high = [top + (low - top) * 0.12 for top, low in zip(rise, fall, strict=True)]
            sill = [top + (low - top) * 0.7 for top, low in zip(rise, fall, strict=True)]
            on.polygon((222, 227, 231), *zip(xs, high, strict=True), *zip(xs[::-1], sill[::-1], strict=True))
    for depth, size in ((10, 30), (27, 20), (42, 12)):
        for side in (-1, 0, 1):
            x = 320 + side * size * 7
            on.ellipse(_LIGHT, x - size, depth - size / 5, x + size, depth + size / 5)
    on.rectangle((196, 188, 174), 154, 52, 486, 156)
    on.rectangle(_PANEL, 252, 56, 388, 156)
    _draw_emblem(on, 320, 78, 14)
    for left in (172, 400):
        on.rectangle(NAVY, left, 66, left + 68, 104)
        on.line(PAPER, 2, (left + 10, 80), (left + 58, 80))
        on.line(PAPER, 2, (left + 10, 90), (left + 42, 90))
    for x, name in ((320, "Chair"), (352, "Secretary"), (288, "Clerk")):
        on.shrunk, on.at = 0.13, (x, 122)
        draw_figure(on, name, Pose())
    on.shrunk, on.at = 1.0, (320, 160)
    on.rectangle(_WOOD, 256, 136, 384, 176)
    on.rectangle(_DARK_WOOD, 256, 136, 384, 139)
    on.plate("CHAIR", 306, 142, 334, 151, largest=7)
    return on


def _draw_rows(on: Canvas, plates: Sequence[str], sways: Sequence[int]) -> None:
    """Everyone in the hall, from behind. The nearest seats have the first plates."""
    names = [*plates[:_NAMED], *[""] * (_NAMED - len(plates))]
    near = ROWS[-1].seats
    named = iter([*names[near:], *names[:near]])
    moves = iter(sways)
    for row in ROWS:
        for begin, end in ((0, 300), (340, WIDTH)):
            on.rectangle(_WOOD, begin, row.desk, end, row.desk + row.head * 0.5)
            on.rectangle(_DARK_WOOD, begin, row.desk + row.head * 0.5, end, row.desk + row.head)
        for number, x in enumerate(row.places()):
            name = next(named) if row.plated else ""
            _draw_from_behind(on, row, x, next(moves), f"{row.desk}/{number}")
            if name:
                on.plate(name, *row.plate(x), largest=_PLATE_LARGEST)


def _draw_from_behind(on: Canvas, row: _Row, x: float, sway: int, who: str) -> None:
    head, top = row.head, row.desk - row.head * 0.85
    coat: Colour = choice(who, COATS, 1)
    hair: Colour = choice(who, HAIRS, 2)
    on.ellipse(coat, x - head * 1.15, top + head * 1.15, x + head * 1.15, top + head * 4)
    on.rectangle(SHADE, x - head * 0.22, top + head * 0.9, x + head * 0.22, top + head * 1.3)
    x += sway
    on.ellipse(SHADE, x - head * 0.56, top + head * 0.4, x + head * 0.56, top + head * 0.8)
    on.ellipse(hair, x - head * 0.5, top, x + head * 0.5, top + head * 1.15)
