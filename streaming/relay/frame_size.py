"""Reads a picture's size from its keyframe: VP8 (RFC 6386, section 9.1) and H.264 (ITU-T H.264, 7.3.2.1.1)."""

from collections.abc import Iterator

from streaming.relay import h264, vp8

Size = tuple[int, int]
MACROBLOCK = 16
LONGEST = 64
"""The highest number of octets of a parameter set that are read, bit by bit. The size is within the first twenty."""
# Profiles whose parameter sets have chroma fields before the size.
WITH_COLOURS = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})


def picture_size(codec: str, payload: bytes) -> Size | None:
    """Width and height in pixels, from the first packet of a keyframe, or None for any other packet."""
    try:
        found = vp8.keyframe_size(payload) if codec == "VP8" else _h264_size(payload)
        return found if found and all(found) else None
    except (IndexError, ValueError):
        return None


def _h264_size(payload: bytes) -> Size | None:
    found = (unit for unit in h264.nal_units(payload) if unit and unit[0] & 0x1F == h264.SPS)
    unit = next(found, None)
    return (
        None
        if unit is None
        else _size_of_parameter_set(_BitReader(unit[1:LONGEST].replace(b"\0\0\3", b"\0\0")))
    )


def _size_of_parameter_set(bits: "_BitReader") -> Size | None:
    """The size in an H.264 sequence parameter set. `bits` begin with its profile."""
    profile = bits.read_bits(8)
    bits.read_bits(16)
    bits.read_golomb()
    chroma = 1
    if profile in WITH_COLOURS:
        chroma = bits.read_golomb()
        if chroma == 3:
            bits.read_bits(1)
        bits.read_golomb(), bits.read_golomb(), bits.read_bits(1)
        if bits.read_bits(1):
            return None  # scaling lists: no known sender has any
    _skip_picture_order(bits)
    bits.read_golomb(), bits.read_bits(1)
    columns, rows = bits.read_golomb() + 1, bits.read_golomb() + 1
    fields = 2 - bits.read_bits(1)
    if fields == 2:
        bits.read_bits(1)
    bits.read_bits(1)
    left, right, top, bottom = (bits.read_golomb() for _ in range(4)) if bits.read_bits(1) else (0, 0, 0, 0)
    across, down = (2 if chroma in (1, 2) else 1), (2 if chroma == 1 else 1) * fields
    return (
        columns * MACROBLOCK - across * (left + right),
        rows * MACROBLOCK * fields - down * (top + bottom),
    )


def _skip_picture_order(bits: "_BitReader") -> None:
    """Skip the frame numbers, the picture order, and the number of reference frames."""
    bits.read_golomb()
    order = bits.read_golomb()
    if order == 0:
        bits.read_golomb()
    elif order == 1:
        bits.read_bits(1), bits.read_golomb(), bits.read_golomb()
        for _ in range(bits.read_golomb()):
            bits.read_golomb()


class _BitReader:
    """Reads bits from the front. Raises `IndexError` at the end."""

    def __init__(self, data: bytes) -> None:
        self._bits: Iterator[int] = (byte >> at & 1 for byte in data for at in range(7, -1, -1))

    def read_bits(self, count: int) -> int:
        """Read the next bits as a number."""
        value = 0
        for _ in range(count):
            bit = next(self._bits, None)
            if bit is None:
                raise IndexError("The parameter set ends too early.")
            value = value << 1 | bit
        return value

    def read_golomb(self) -> int:
        """Read the next Exp-Golomb number (clause 9.1). Signed numbers are skipped by this too, but never used."""
        zeros = 0
        while not self.read_bits(1):
            zeros += 1
        return (1 << zeros) - 1 + self.read_bits(zeros)
