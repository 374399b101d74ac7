"""SRTP in place, in buffers that are used again: libsrtp through pylibsrtp's own binding.

pylibsrtp's `Session` copies each packet twice and takes 1,352 bytes at most. The relay encrypts packets back to back in
one buffer. One thread owns a buffer and the sessions used with it.
"""

from typing import Any

from pylibsrtp._binding import ffi, lib

TRAILER = 160


class Buffer:
    """Bytes that libsrtp and the socket share, to be written, encrypted and sent in place."""

    __slots__ = ("_base", "_length", "view")

    def __init__(self, size: int) -> None:
        self._base = ffi.new("char[]", size)
        self._length = ffi.new("int *")
        self.view = memoryview(ffi.buffer(self._base)).cast("B")

    def protect(self, session: Any, at: int, size: int) -> int:
        """Encrypt the packet of `size` bytes at `at`. Returns its new size, or 0 if it must not be sent."""
        self._length[0] = size
        failed = lib.srtp_protect(session, self._base + at, self._length)
        return 0 if failed else int(self._length[0])

    def unprotect(self, session: Any, data: bytes, *, rtcp: bool) -> bytes | None:
        """The decrypted bytes of a packet, or None if it is not authentic, is a replay, or is too long."""
        size = len(data)
        if size > len(self.view):
            return None
        self.view[:size] = data
        self._length[0] = size
        undo = lib.srtp_unprotect_rtcp if rtcp else lib.srtp_unprotect
        if undo(session, self._base, self._length):
            return None
        return bytes(self.view[: self._length[0]])
