"""Which address of this machine the room's phones can reach. Nothing is sent to find out."""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address

import ifaddr

SOMEWHERE = ("192.0.2.1", 9)
"""An address that exists nowhere (RFC 5737): the kernel is only asked which way it would go."""


class NoAddress(Exception):
    """There is no such address, or none that can be chosen; the text says what to do."""


def choose(wish: str) -> str:
    """The address to serve at: the one wished for by name, else the one that leads out, else the only one.

    Raises `NoAddress`.
    """
    if wish != "1":
        return _own(wish)
    found = outward()
    if found is not None:
        return found
    every = list(own_addresses())
    if len(every) == 1:
        return every[0]
    if not every:
        raise NoAddress("This machine is in no network. Connect it, or run without LAN.")
    raise NoAddress(f"This machine has several addresses. Name one, as LAN={every[0]}: {', '.join(every)}")


def outward() -> str | None:
    """The address from which this machine would call out; None where it knows no way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(SOMEWHERE)
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if IPv4Address(found).is_loopback else found


def of_media() -> list[str]:
    """Where the browsers of this machine find a demo's relay.

    Firefox pairs nothing with a loopback address, and until a camera is permitted it gathers the outward one alone.
    """
    found = outward()
    return ["127.0.0.1"] if found is None else ["127.0.0.1", found]


def own_addresses() -> Iterable[str]:
    """Every IPv4 address of this machine that another could reach."""
    for adapter in ifaddr.get_adapters():
        for found in adapter.ips:
            if isinstance(found.ip, str):
                address = IPv4Address(found.ip)
                if not address.is_loopback and not address.is_link_local:
                    yield str(address)


def _own(text: str) -> str:
    try:
        wanted = str(IPv4Address(text))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((wanted, 0))
    except (ValueError, OSError):
        every = ", ".join(own_addresses()) or "none"
        raise NoAddress(f"{text} is no address of this machine. It has: {every}") from None
    return wanted


def local_name() -> str:
    """The name by which this machine's neighbours may find it (RFC 6762)."""
    return f"{socket.gethostname().partition('.')[0].lower()}.local"
