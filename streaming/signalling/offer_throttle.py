"""How fast lines may be opened: an offer costs 4 to 18 ms of the loop that carries everybody's packets.

Whoever has a seat is a person, and guests' seats are free: so addresses have an allowance too. A hall is one address,
whose people all open their lines anew when a relay was started again. One relay answers about 40 in a second, and
carries a few hundred.
"""

import math
import time
from collections.abc import Callable

from foundation.refusals import Refusal
from foundation.wire.token_bucket import TokenBucket

AT_ONCE, A_SECOND = 20.0, 1.0
"""Of a person. A hall's screens and its desk share a seat, and open their lines together when the relay is back."""
ADDRESS_SECONDS = 60.0
"""In which an address may send as many again as at once."""
MOST_KNOWN = 10_000


class OfferThrottle:
    """Token buckets for persons and addresses. `now` is seconds of a clock that never runs back.

    An address may open `of_address` lines at once.
    """

    def __init__(self, of_address: int, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._persons = _Buckets(AT_ONCE, A_SECOND)
        self._addresses = _Buckets(of_address, of_address / ADDRESS_SECONDS)

    def check(self, person: str, address: str) -> None:
        """Let a person open one more line. Refuses `media.throttled`; that of a person costs its address nothing."""
        now = self._now()
        if not self._persons.take(person, now):
            raise Refusal(
                "media.throttled",
                "You open too many connections. Wait a moment, then try again.",
                retry_after=self._persons.seconds,
            )
        if not self._addresses.take(address, now):
            raise Refusal(
                "media.throttled",
                "Many connections are opened from your network. Wait a moment, then try again.",
                retry_after=self._addresses.seconds,
            )


class _Buckets:
    def __init__(self, size: float, rate: float) -> None:
        self._size, self._rate = size, rate
        self._known: dict[str, TokenBucket] = {}

    @property
    def seconds(self) -> int:
        """After how long there is another token at the latest."""
        return math.ceil(1 / self._rate)

    def take(self, of: str, now: float) -> bool:
        if of not in self._known and len(self._known) >= MOST_KNOWN:
            self._forget(now)
        return self._known.setdefault(of, TokenBucket(self._size, self._rate, now)).take(now)

    def _forget(self, now: float) -> None:
        """Those who have asked for nothing lately have full buckets, as strangers do."""
        self._known = {of: bucket for of, bucket in self._known.items() if not bucket.is_full(now)}
