"""VP8's payload descriptor (RFC 7741, section 4.2): keyframes, and picture ids of one width.

Senders write picture ids of 7 or of 15 bits. Listeners see several senders as one stream, so every id is rewritten to
15 bits. Packets without an id stay as they are.
"""

from dataclasses import dataclass
from typing import NamedTuple

EXTENDED, START = 0x80, 0x10
HAS_PICTURE, HAS_LAYER, HAS_TEMPORAL = 0x80, 0x40, 0x30
LONG = 0x80


class DescribedPayload(NamedTuple):
    """A payload whose descriptor has a 15-bit picture id. Positions are within `payload`, or 0 if a field is absent."""

    payload: bytes
    picture_at: int
    picture: int
    layer_at: int
    layer: int
    keyframe: bool


@dataclass(frozen=True, slots=True)
class _DescriptorFields:
    picture_at: int
    picture: int
    long: bool
    layer_at: int
    end: int


class DescriptorReader:
    """Reads the descriptors of one sender's payloads. It remembers the last picture id, to widen short ones."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: int | None = None

    def read(self, payload: bytes) -> DescribedPayload:
        """Read one payload and widen its picture id. `ValueError` if the descriptor is cut short."""
        try:
            fields = _descriptor_fields(payload)
            keyframe = _starts_keyframe(payload, fields.end)
            layer = payload[fields.layer_at] if fields.layer_at else 0
        except IndexError:
            raise ValueError("The VP8 payload ends inside its descriptor.") from None
        if not fields.picture_at or fields.long:
            return DescribedPayload(
                payload, fields.picture_at, fields.picture, fields.layer_at, layer, keyframe
            )
        return self._with_long_picture_id(payload, fields, layer, keyframe)

    def _with_long_picture_id(
        self, payload: bytes, fields: _DescriptorFields, layer: int, keyframe: bool
    ) -> DescribedPayload:
        picture = self._extend(fields.picture)
        at = fields.picture_at
        wide = payload[:at] + (0x8000 | picture).to_bytes(2, "big") + payload[at + 1 :]
        layer_at = fields.layer_at + 1 if fields.layer_at else 0
        return DescribedPayload(wide, at, picture, layer_at, layer, keyframe)

    def _extend(self, short: int) -> int:
        """The 15-bit id for a 7-bit one: the nearest to the last one seen."""
        if self._last is None:
            self._last = short
        distance = (short - self._last) & 0x7F
        picture = (self._last + distance - (0x80 if distance >= 0x40 else 0)) & 0x7FFF
        self._last = picture
        return picture


def _descriptor_fields(payload: bytes) -> _DescriptorFields:
    if not payload[0] & EXTENDED:
        return _DescriptorFields(0, 0, False, 0, 1)
    flags, at = payload[1], 2
    picture_at, picture, long = 0, 0, False
    if flags & HAS_PICTURE:
        picture_at, picture, long = at, payload[at] & 0x7F, bool(payload[at] & LONG)
        if long:
            picture = picture << 8 | payload[at + 1]
        at += 2 if long else 1
    layer_at = at if flags & HAS_LAYER else 0
    at += bool(flags & HAS_LAYER) + bool(flags & HAS_TEMPORAL)
    return _DescriptorFields(picture_at, picture, long, layer_at, at)


def _starts_keyframe(payload: bytes, at: int) -> bool:
    """Whether this is the first packet of a keyframe (RFC 6386, section 9.1)."""
    first_of_frame = bool(payload[0] & START) and not payload[0] & 0x07
    return first_of_frame and len(payload) > at and not payload[at] & 0x01


def descriptor(picture: int, *, first: bool) -> bytes:
    """The descriptor of a packet of ours: a 15-bit picture id. `first` marks the start of a frame."""
    return bytes((EXTENDED | (START if first else 0), HAS_PICTURE)) + (0x8000 | picture & 0x7FFF).to_bytes(
        2, "big"
    )


def frame_data(payload: bytes) -> bytes:
    """The frame data of a payload, without its descriptor."""
    return payload[_descriptor_fields(payload).end :]


def is_key(frame: bytes) -> bool:
    """Whether a whole frame is a keyframe (RFC 6386, section 9.1)."""
    return bool(frame) and not frame[0] & 0x01


def size_of_keyframe(frame: bytes) -> tuple[int, int]:
    """Width and height in a keyframe, in pixels (RFC 6386, section 9.1). Zeros if it is cut short."""
    if len(frame) < 10:
        return 0, 0
    return int.from_bytes(frame[6:8], "little") & 0x3FFF, int.from_bytes(frame[8:10], "little") & 0x3FFF


def keyframe_size(payload: bytes) -> tuple[int, int]:
    """The size in a payload that begins with a keyframe. Zeros for any other payload."""
    at = _descriptor_fields(payload).end
    return size_of_keyframe(payload[at:]) if _starts_keyframe(payload, at) else (0, 0)
