"""What an SDP answer agreed on for one medium."""

from collections.abc import Mapping
from typing import NamedTuple


class Codec(NamedTuple):
    """A negotiated codec: `name` is "opus", "VP8", or "H264/" and four digits of the profile."""

    name: str
    payload_type: int
    rtx_payload_type: int | None


class NegotiatedMedia(NamedTuple):
    """One medium of an answer: its codecs in order of preference, and our SSRCs.

    `extensions` are the negotiated ids of header extensions, by URI.
    """

    kind: str
    codecs: tuple[Codec, ...]
    ssrc: int
    rtx_ssrc: int
    mid: str
    extensions: Mapping[str, int]
