"""Who calls, and how many wrong codes one address may try."""

import ipaddress
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from foundation.rate_limit import RateLimiter
from foundation.refusals import Refusal

T = TypeVar("T")

NETWORK_BITS = 64
"""Of an IPv6 address: what comes after it, its holder may choose freely."""


def address(request: HttpRequest) -> str:
    """The address of a request's caller."""
    return caller(request.headers.get("X-Forwarded-For", ""), str(request.META["REMOTE_ADDR"]))


def caller(forwarded: str, peer: str) -> str:
    """The address of who calls, by a connection from `peer`.

    What X-Forwarded-For says is believed as far as `TRUSTED_PROXIES` wrote it: the last entry that is none of them.
    """
    hops = [hop.strip() for hop in [*forwarded.split(","), peer]]
    while len(hops) > 1 and hops[-1] in settings.TRUSTED_PROXIES and hops[-2]:
        hops.pop()
    return _holder(hops[-1])


def _holder(text: str) -> str:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return text[:64]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.IPv6Network((found, NETWORK_BITS), strict=False))


def network(request: HttpRequest) -> str:
    """A digest of a request's address, to tell what comes from one network: it can be stored, and read by nobody."""
    return salted_hmac("balai.network", address(request), algorithm="sha256").hexdigest()[:16]


def by_code(find: Callable[[], T], wrong: RateLimiter, request: HttpRequest, too_many: Refusal) -> T:
    """What `find` gives for the code that a request brought. Each wrong one counts against the address.

    A right one is never refused for the wrong ones of others: whole halls share an address. Refuses what `find` does;
    `too_many` once the address has no more wrong ones left.
    """
    try:
        return find()
    except Refusal:
        if wrong.take(address(request)):
            raise
        raise too_many from None
