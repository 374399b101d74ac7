"""Finds the address of this machine that phones in the local network can reach. No packet is sent."""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address

import ifaddr

PROBE_ADDRESS = ("192.0.2.1", 9)
"""A documentation address (RFC 5737). The kernel is only asked for the route to it."""


class NoAddressError(Exception):
    """Raised if this machine has no address that phones can reach, or several and no clear choice. The message says
    what to do.
    """


def choose_address(wish: str) -> str:
    """Choose the address to serve at: the given one, else that of the default route, else the only one.

    `wish` is an address, or "1" to find one. Raises `NoAddressError`.
    """
    if wish != "1":
        return _check_own_address(wish)
    found = default_route_address()
    if found is not None:
        return found
    every = list(own_addresses())
    if len(every) == 1:
        return every[0]
    if not every:
        raise NoAddressError("This machine is in no network. Connect it, or run without LAN.")
    raise NoAddressError(
        f"This machine has several addresses. Name one, as LAN={every[0]}: {', '.join(every)}"
    )


def default_route_address() -> str | None:
    """This machine's address on the default route, or None if there is no such route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(PROBE_ADDRESS)
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if IPv4Address(found).is_loopback else found


def media_addresses() -> list[str]:
    """The addresses at which browsers of this machine reach a demo's relay.

    Firefox pairs no candidate with a loopback address. Until a camera is permitted, it gathers only the default route's
    address.
    """
    found = default_route_address()
    return ["127.0.0.1"] if found is None else ["127.0.0.1", found]


def own_addresses() -> Iterable[str]:
    """Every IPv4 address of this machine that another machine could reach."""
    for adapter in ifaddr.get_adapters():
        for found in adapter.ips:
            if isinstance(found.ip, str):
                address = IPv4Address(found.ip)
                if not address.is_loopback and not address.is_link_local:
                    yield str(address)


def _check_own_address(text: str) -> str:
    try:
        wanted = str(IPv4Address(text))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((wanted, 0))
    except (ValueError, OSError):
        every = ", ".join(own_addresses()) or "none"
        raise NoAddressError(f"{text} is no address of this machine. It has: {every}") from None
    return wanted


def local_name() -> str:
    """This machine's name in multicast DNS (RFC 6762)."""
    return f"{socket.gethostname().partition('.')[0].lower()}.local"
