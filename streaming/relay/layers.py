"""Divides a listener's bandwidth among the layers of its pictures. Pure: no I/O and no clock."""

from collections.abc import Sequence
from typing import NamedTuple

OFF = -1
STAYS, RISES = 0.95, 1.1
"""What goes out may take a little more than the line is said to carry, and what is larger needs a little more room."""
SHARP = 0.75
"""Of the height at which a picture is shown, what a layer needs to be sharp enough."""


class Picture(NamedTuple):
    """One of a listener's pictures: the bits a second of its layers, the smallest first, what goes out, and what may.

    `now` is the layer that goes out, `OFF` where none does; `most` the largest that is of any use.
    """

    rates: tuple[float, ...]
    now: int
    most: int


def cost(picture: Picture, layer: int) -> float:
    """The bits a second that a layer is held to take, with what keeps one from going up and down."""
    if layer == OFF:
        return 0.0
    return picture.rates[layer] * (STAYS if layer <= picture.now else RISES)


def allot(pictures: Sequence[Picture], bits: float) -> list[int]:
    """The layer of each picture, `OFF` for none: first the smallest of all, in order, then step by step the larger."""
    chosen = [OFF] * len(pictures)
    left, goes_on = bits, True
    while goes_on:
        goes_on = False
        for place, picture in enumerate(pictures):
            step = chosen[place] + 1
            if step > picture.most or step >= len(picture.rates):
                continue
            more = cost(picture, step) - cost(picture, chosen[place])
            if more <= left:
                chosen[place], left, goes_on = step, left - more, True
    return chosen


def useful(heights: Sequence[int], shown: int | None) -> int:
    """The smallest layer that is sharp at this height on the screen; None is any, and 0 is a picture nobody sees."""
    if shown is None:
        return len(heights) - 1
    sharp = (layer for layer, height in enumerate(heights) if height >= SHARP * shown)
    return next(sharp, len(heights) - 1)
