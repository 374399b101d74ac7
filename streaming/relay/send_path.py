"""The socket and the address to which packets of a peer are sent."""

import socket
from typing import Any


class SendPath:
    """The path to a peer: its SRTP session, our socket, its address, and whether UDP segmentation (GSO) works on it."""

    __slots__ = ("_keep", "address", "gso", "session", "sock")

    def __init__(self, session: Any, sock: socket.socket, address: tuple[str, int]) -> None:
        self._keep = session
        self.session = session._srtp[0]
        self.change_address(sock, address)

    def change_address(self, sock: socket.socket, address: tuple[str, int]) -> None:
        """Send to another address from now on. Segmentation (GSO) is tried again for that address."""
        self.sock = sock
        self.address = address
        self.gso = True
