"""Contrast of a conference's colour (WCAG 2.2, success criterion 1.4.3), and the hues that it may not have. Pure."""

from colorsys import rgb_to_hsv

from foundation.refusals import Refusal

LEAST_CONTRAST = 4.5
Rgb = tuple[int, int, int]
GROUNDS: tuple[Rgb, ...] = ((0xFB, 0xFA, 0xF7), (0xF1, 0xEF, 0xE8), (0xFB, 0xEE, 0xCB), (0xFB, 0xE9, 0xE6))
"""The light backgrounds against which the colour is shown (`frontend/src/design/tokens.css`). The first one is also the
colour of text on the colour.
"""


RESERVED_HUES = (335, 55)
"""The hues of red and amber, in degrees, from the first through 0 to the second."""
LEAST_SATURATION = 0.4
"""A colour that is less saturated than this is seen as grey or brown."""


def check_accent(accent: str) -> None:
    """Refuse `programme.status_colour` for a colour like those of what is live and of what needs attention, and
    `programme.weak_colour` for one that is too light for text. That refusal names the nearest darker one.
    """
    if accent and is_reserved(_parse_rgb(accent)):
        raise Refusal(
            "programme.status_colour",
            "Red means live and amber means attention. Choose another hue, such as blue, green or violet.",
        )
    if accent and not can_be_read(_parse_rgb(accent)):
        nearest = nearest_readable(accent)
        raise Refusal(
            "programme.weak_colour",
            f"Not everyone can read text in {accent}. The nearest colour that can is {nearest}.",
            values={"colour": nearest},
        )


def can_be_read(colour: Rgb) -> bool:
    """Whether text in this colour has enough contrast with every background."""
    return all(contrast(colour, ground) >= LEAST_CONTRAST for ground in GROUNDS)


def is_reserved(colour: Rgb) -> bool:
    """Whether people may take this colour for that of what is live, or of what needs attention."""
    hue, saturation, _ = rgb_to_hsv(*(part / 255 for part in colour))
    first, last = (degrees / 360 for degrees in RESERVED_HUES)
    return saturation >= LEAST_SATURATION and (hue >= first or hue <= last)


def nearest_readable(accent: str) -> str:
    """The lightest colour of the same hue that has enough contrast."""
    colour = _parse_rgb(accent)
    for step in range(256):
        darker: Rgb = tuple(round(part * (255 - step) / 255) for part in colour)  # type: ignore[assignment]
        if can_be_read(darker):
            return "#" + "".join(f"{part:02x}" for part in darker)
    return "#000000"


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear_channel(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear_channel(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _parse_rgb(accent: str) -> Rgb:
    return int(accent[1:3], 16), int(accent[3:5], 16), int(accent[5:7], 16)
