"""What of all that comes is looked into: cheap questions, asked before anything is parsed or decrypted."""

MOST_STREAMS = 32
"""Of a peer: one sound, one picture, what is sent again, and reports, which may have one for each medium."""
_COOKIE = bytes.fromhex("2112a442")
_STUN_HEADER = 20


def is_stun(data: bytes) -> bool:
    """Whether a datagram has the shape of a STUN message (RFC 8489, section 5)."""
    return (
        len(data) >= _STUN_HEADER
        and data[0] < 4
        and data[4:8] == _COOKIE
        and len(data) == _STUN_HEADER + int.from_bytes(data[2:4], "big")
    )


class Streams:
    """The SSRCs that a peer sent under. libsrtp keeps each for as long as the peer is there, in one list."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: set[bytes] = set()

    def may_come(self, ssrc: bytes) -> bool:
        """Whether a packet of this stream is looked into: of a new one, where there are not too many."""
        return ssrc in self._known or len(self._known) < MOST_STREAMS

    def came(self, ssrc: bytes) -> None:
        """An authentic packet of this stream came."""
        self._known.add(ssrc)
