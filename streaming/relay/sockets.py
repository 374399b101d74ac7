"""The UDP sockets of peers: their local addresses and ports, and those announced to others.

By itself, aioice binds to any port and leaves out loopback, and neither can be changed.
"""

import asyncio
import errno
import itertools
import socket
from collections.abc import Callable, Sequence
from struct import Struct
from typing import Any

from aioice.candidate import Candidate, candidate_foundation, candidate_priority
from aioice.ice import StunProtocol

from streaming.relay.errors import MediaRefusal

RECEIVE_BUFFER = 256 * 1024
DATAGRAM = 2048
SO_TIMESTAMPNS = 35
"""From Linux's asm-generic/socket.h. Python has no name for it."""
TIMESPEC = Struct("@ll")
ROOM_FOR_TIME = socket.CMSG_SPACE(TIMESPEC.size)
LONGEST_WAIT = 0.5
"""The longest time in seconds, between the kernel's receipt of a datagram and its reading, that is believed.

If somebody sets the system's clock, a datagram can seem to have waited for hours. It is 0.5 s, because a lost packet is
requested for one second only (`history.Gaps`).
"""
ANY_PORT = range(1)
"""Port 0: the kernel chooses."""

SocketTap = Callable[[Any, "TimedSocket"], None]


class TimedSocket(socket.socket):
    """A UDP socket that knows when the kernel received the datagram that was read last.

    A busy loop reads late, and then many datagrams at once. If the feedback used the times of reading, a browser
    would estimate its bandwidth wrongly.
    """

    _ancillary: list[tuple[int, int, bytes]] | None = None

    def recvfrom(self, bufsize: int, flags: int = 0, /) -> tuple[bytes, Any]:
        """The next datagram and its address. It reads up to 2048 octets, whatever `bufsize` is."""
        data, self._ancillary, _, address = self.recvmsg(DATAGRAM, ROOM_FOR_TIME, flags)
        return data, address

    @property
    def received_at(self) -> float | None:
        """The Unix time at which the kernel received the datagram read last. None if the kernel does not say."""
        if not self._ancillary or len(self._ancillary[0][2]) != TIMESPEC.size:
            return None
        seconds, nanoseconds = TIMESPEC.unpack(self._ancillary[0][2])
        return float(seconds + nanoseconds / 1e9)

    def seconds_waited(self, now: float) -> float:
        """For how many seconds the datagram read last had waited at Unix time `now`. Negative if it was received after
        `now`.
        """
        waited = 0.0 if self.received_at is None else now - self.received_at
        return min(waited, LONGEST_WAIT) if waited > -LONGEST_WAIT else 0.0


class SocketFactory:
    """Makes the sockets of peers.

    `addresses` are local ones. If there are none, those that aioice finds are used. "203.0.113.7/10.0.0.4" binds to
    the second and announces the first. `ports` are used in turn, so that a freed port is not soon given to another
    peer.
    """

    def __init__(self, addresses: Sequence[str] = (), ports: Sequence[int] = ANY_PORT) -> None:
        self._addresses = [address.rpartition("/")[2] for address in addresses]
        self._announced = [address.split("/") for address in addresses if "/" in address]
        self._first, self._number = ports[0], len(ports)
        self._turn = itertools.cycle(ports)

    def check(self) -> None:
        """Raise `OSError` if an address is not of this machine, or if this user may not use the ports."""
        for address in self._addresses:
            try:
                with socket.socket(_family(address), socket.SOCK_DGRAM) as probe:
                    probe.bind((address, self._first))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise OSError(error.errno, error.strerror, address) from None

    def with_announced_addresses(self, answer: str) -> str:
        """The answer with announced addresses in place of local ones, for a server behind NAT."""
        for outside, inside in self._announced:
            answer = answer.replace(f" {inside} ", f" {outside} ")
        return answer

    async def gather_candidates(
        self, connection: Any, component: int, found: Sequence[str], tap: SocketTap
    ) -> list[Candidate]:
        """Make a socket and a candidate on each address, in place of aioice, which found the addresses `found`.

        `tap` gets each protocol and its socket before the first datagram is read. Refuses `media.no_port`. Raises
        `OSError` if no address is of this machine.
        """
        candidates = []
        for address in self._addresses or found:
            sock = self._bind_socket(address)
            if sock is not None:
                candidates.append(await _candidate(connection, component, sock, tap))
        if not candidates:
            raise OSError(f"None of the media addresses {self._addresses or found} is one of this machine's.")
        return candidates

    def _bind_socket(self, address: str) -> TimedSocket | None:
        """A socket on this address, or None if it is not of this machine."""
        sock = TimedSocket(_family(address), socket.SOCK_DGRAM)
        try:
            if self._bind_free_port(sock, address):
                return sock
        except BaseException:
            sock.close()
            raise
        sock.close()
        return None

    def _bind_free_port(self, sock: socket.socket, address: str) -> bool:
        for port in itertools.islice(self._turn, self._number):
            try:
                sock.bind((address, port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    continue
                return False
            sock.setblocking(False)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
            sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
            return True
        raise MediaRefusal(
            "media.no_port",
            "All ports of this server for sound and picture are in use. Try again in a minute; "
            "the technician can widen their range.",
        )


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


async def _candidate(connection: Any, component: int, sock: TimedSocket, tap: SocketTap) -> Candidate:
    """The host candidate of a socket, which the connection owns from now on."""
    _, protocol = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: StunProtocol(connection), sock=sock
    )
    connection._protocols.append(protocol)
    tap(protocol, sock)
    host, port = sock.getsockname()[:2]
    protocol.local_candidate = Candidate(
        foundation=candidate_foundation("host", "udp", host),
        component=component,
        transport="udp",
        priority=candidate_priority(component, "host"),
        host=host,
        port=port,
        type="host",
    )
    return protocol.local_candidate
