"""The client's address, and a limit on wrong codes per address."""

import ipaddress
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from foundation import limits
from foundation.refusals import Refusal

T = TypeVar("T")

NETWORK_BITS = 64
"""The length in bits of the prefix that identifies an IPv6 network. Its holder chooses the rest of an address
freely.
"""


def address(request: HttpRequest) -> str:
    """The address of a request's client."""
    return client_address(request.headers.get("X-Forwarded-For", ""), str(request.META["REMOTE_ADDR"]))


def client_address(forwarded: str, peer: str) -> str:
    """The address of a client that is connected through `peer`, which may be a proxy. `forwarded` is its
    X-Forwarded-For.

    X-Forwarded-For is trusted only where `TRUSTED_PROXIES` wrote it: the result is its last entry that is none of them.
    """
    hops = [hop.strip() for hop in [*forwarded.split(","), peer]]
    while len(hops) > 1 and hops[-1] in settings.TRUSTED_PROXIES and hops[-2]:
        hops.pop()
    return _counted_address(hops[-1])


def _counted_address(text: str) -> str:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return text[:64]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.IPv6Network((found, NETWORK_BITS), strict=False))


def network_digest(request: HttpRequest) -> str:
    """A digest of a request's network. It can be stored: it distinguishes networks, but does not reveal an address."""
    return salted_hmac("balai.network", address(request), algorithm="sha256").hexdigest()[:16]


def look_up_code(limit: str, request: HttpRequest, find: Callable[[], T]) -> T:
    """Return the result of `find`, which looks up the code of a request. Limits the wrong codes of each address.

    A right code is never refused because of wrong codes, because a whole hall may share an address. Refuses what `find`
    refuses, and what `limits.LIMITS` says if the address has sent too many wrong codes.
    """
    try:
        return find()
    except Refusal:
        limits.check(limit, address=address(request))
        raise
