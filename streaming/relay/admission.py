"""Cheap checks of incoming datagrams, before anything is parsed or decrypted."""

import hmac
from struct import Struct

MAX_STREAMS = 32
"""The highest number of SSRCs of one peer.

It may use one each for sound, picture and retransmissions, and one for the reports about each medium.
"""
MAX_ADDRESSES = 64
"""The highest number of addresses from which one peer may send: a device sometimes moves to another network."""
CHECKS, PACKETS = 100.0, 4000.0
"""Limits per peer and second: of ICE checks, and of RTP and RTCP packets. A browser sends a twentieth of these."""
REPORTS, REPORT_OCTETS = 400.0, 16_000.0
"""Limits per peer and second: of RTCP packets, and of their octets.

A packet can hold a hundred messages, which take a millisecond to read.

A browser that asks for many lost packets sends many small RTCP packets.
"""
MAX_WAITING = 64
"""The highest number of DTLS datagrams that are kept for aiortc, which reads none until ICE is done."""

_COOKIE = bytes.fromhex("2112a442")
_STUN_HEADER = 20
_ATTRIBUTE = Struct("!HH")
_MESSAGE_INTEGRITY, _DIGEST = 0x0008, 20


def is_media(data: bytes) -> bool:
    """Whether a datagram is RTP or RTCP, by its first octet (RFC 7983)."""
    return bool(data) and 127 < data[0] < 192


def is_dtls(data: bytes) -> bool:
    """Whether a datagram is DTLS, by its first octet (RFC 7983)."""
    return bool(data) and 19 < data[0] < 64


def is_stun(data: bytes) -> bool:
    """Whether a datagram has the shape of a STUN message (RFC 8489, section 5)."""
    return (
        len(data) >= _STUN_HEADER
        and data[0] < 4
        and data[4:8] == _COOKIE
        and len(data) == _STUN_HEADER + int.from_bytes(data[2:4], "big")
    )


def is_request(data: bytes) -> bool:
    """Whether a STUN message is a request. It may also be a response or an indication."""
    return not data[0] & 0x01 and not data[1] & 0x10


def transaction(data: bytes) -> bytes:
    """The id of a STUN message's transaction."""
    return data[8:_STUN_HEADER]


def is_signed(data: bytes, user: bytes, key: bytes) -> bool:
    """Whether a STUN message names `user` (a name and its colon) and its integrity was made with `key`.

    RFC 8489, section 14.5. This check takes a few microseconds. aioice's own takes ten times as long, and answers a
    message that fails it.
    """
    if user not in data:
        return False
    at = _STUN_HEADER
    while at + 4 <= len(data):
        kind, size = _ATTRIBUTE.unpack_from(data, at)
        if kind == _MESSAGE_INTEGRITY:
            end = at + 4 + _DIGEST
            signed = data[:2] + (end - _STUN_HEADER).to_bytes(2, "big") + data[4:at]
            return size == _DIGEST and hmac.compare_digest(
                hmac.digest(key, signed, "sha1"), data[at + 4 : end]
            )
        at += 4 + (size + 3 & ~3)
    return False


class AdmittedStreams:
    """The SSRCs of a peer whose packets are admitted.

    Their number is limited, because libsrtp keeps each one until the peer leaves.
    """

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: set[bytes] = set()

    def is_admitted(self, ssrc: bytes) -> bool:
        """Whether a packet of this stream is admitted. A new stream is refused if there are too many."""
        return ssrc in self._known or len(self._known) < MAX_STREAMS

    def note(self, ssrc: bytes) -> None:
        """Note an authentic packet of this stream."""
        self._known.add(ssrc)


class TokenBucket:
    """Gains `rate` tokens per second, and holds at most the tokens of one second. Times are the loop's.

    The relay may not import `foundation.limits`, whose bucket has no `cost`.
    """

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: float) -> None:
        self._rate = self._left = rate
        self._at = 0.0

    def take(self, now: float, cost: float = 1) -> bool:
        """Take `cost` tokens. Returns False if fewer are left."""
        self._left = min(self._rate, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < cost:
            return False
        self._left -= cost
        return True
