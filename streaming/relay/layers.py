"""Divides a listener's bandwidth among the layers of its pictures. Pure: no I/O and no clock."""

from collections.abc import Sequence
from typing import NamedTuple

OFF = -1
STAYS, RISES = 0.95, 1.1
"""Factors of a layer's rate: the present layer may exceed the estimate a little, a larger one must stay below it."""
SHARP = 0.75
"""A layer looks sharp if its height is at least this factor of the height at which the picture is shown."""


class PictureLayers(NamedTuple):
    """One picture. `rates` are the bits a second of its layers, the smallest first.

    `now` is the present layer, or `OFF` if none is sent. `most` is the largest useful layer.
    """

    rates: tuple[float, ...]
    now: int
    most: int


def counted_bitrate(picture: PictureLayers, layer: int) -> float:
    """The bits a second at which a layer is counted: a little less than its rate up to the present layer, and more than
    its rate for a larger one (hysteresis). So layers do not change back and forth.
    """
    if layer == OFF:
        return 0.0
    return picture.rates[layer] * (STAYS if layer <= picture.now else RISES)


def choose_layers(pictures: Sequence[PictureLayers], bits: float) -> list[int]:
    """The layer of each picture, or `OFF`.

    Each picture in order gets its smallest layer, then larger ones step by step, while there is bandwidth left.
    """
    chosen = [OFF] * len(pictures)
    left, goes_on = bits, True
    while goes_on:
        goes_on = False
        for place, picture in enumerate(pictures):
            step = chosen[place] + 1
            if step > picture.most or step >= len(picture.rates):
                continue
            more = counted_bitrate(picture, step) - counted_bitrate(picture, chosen[place])
            if more <= left:
                chosen[place], left, goes_on = step, left - more, True
    return chosen


def largest_useful_layer(heights: Sequence[int], shown: int | None) -> int:
    """The smallest layer that is sharp at this height on the screen. None is unknown, 0 is hidden."""
    if shown is None:
        return len(heights) - 1
    sharp = (layer for layer, height in enumerate(heights) if height >= SHARP * shown)
    return next(sharp, len(heights) - 1)
