"""Reads the picture that an organiser hands in as a logo, and encodes it anew. Nothing else of the file is kept."""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from foundation.refusals import Refusal

MAX_BYTES = 2 * 1024 * 1024
MAX_SIDE = 4000
"""The highest width and height of the uploaded picture, in pixels."""
SHOWN = (640, 240)
"""The highest width and height of the stored picture, in pixels. Screens show it at a third of that or less."""
FORMATS = ("PNG", "JPEG", "WEBP")


def png_of(data: bytes) -> bytes:
    """The picture as a PNG. Refuses `branding.too_large`, `branding.not_a_picture`."""
    if len(data) > MAX_BYTES:
        raise _too_large_refusal()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                if max(picture.size) > MAX_SIDE:
                    raise _too_large_refusal()
                shown = picture.convert("RGBA")
    except Refusal:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large_refusal() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise Refusal(
            "branding.not_a_picture", "This is no picture that can be read. Choose a PNG, JPEG or WebP file."
        ) from None
    shown.thumbnail(SHOWN)
    out = io.BytesIO()
    shown.save(out, "PNG", optimize=True)
    return out.getvalue()


def _too_large_refusal() -> Refusal:
    return Refusal(
        "branding.too_large",
        f"The picture is too large. Choose one of at most 2 MB, and {MAX_SIDE} pixels a side.",
    )
