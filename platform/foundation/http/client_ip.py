"""Who calls, and how often one address may do what is not to be tried out without end."""

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from foundation.refusals import Refusal
from foundation.wire.token_bucket import TokenBucket

T = TypeVar("T")

MOST_KNOWN = 10_000
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


class AddressAllowance:
    """A token bucket for each caller, an address or a person, in this process.

    Whoever did nothing for longest is forgotten first.
    """

    def __init__(self, size: float, rate: float) -> None:
        self._size, self._rate = size, rate
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, caller: str) -> bool:
        """Count it; False where the caller has done it too often."""
        now = time.monotonic()
        with self._lock:
            bucket = self._buckets.setdefault(caller, TokenBucket(self._size, self._rate, now))
            self._buckets.move_to_end(caller)
            if len(self._buckets) > MOST_KNOWN:
                self._buckets.popitem(last=False)
            return bucket.take(now)

    def forget(self) -> None:
        """Everyone begins anew."""
        with self._lock:
            self._buckets.clear()


def by_code(find: Callable[[], T], wrong: AddressAllowance, request: HttpRequest, too_many: Refusal) -> T:
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
