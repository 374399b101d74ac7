"""Limits how fast connections are opened: an offer costs 4 to 18 ms of the loop that carries everybody's packets.

Whoever has a seat is a person, and guests' seats are free: so addresses have an allowance too. A hall is one address,
whose people all open their lines anew when a relay was started again. One relay answers about 40 in a second, and
carries a few hundred.
"""

import time
from collections.abc import Callable

from foundation.rate_limit import RateLimiter
from foundation.refusals import Refusal

AT_ONCE, A_SECOND = 20.0, 1.0
"""Of a person. A hall's screens and its desk share a seat, and open their lines together when the relay is back."""
ADDRESS_SECONDS = 60.0
"""In which an address may send as many again as at once."""


class OfferThrottle:
    """Rate limiters for persons and addresses. `now` is seconds of a clock that never runs back.

    An address may open `of_address` lines at once.
    """

    def __init__(self, of_address: int, now: Callable[[], float] = time.monotonic) -> None:
        self._persons = RateLimiter(AT_ONCE, A_SECOND, now)
        self._addresses = RateLimiter(of_address, of_address / ADDRESS_SECONDS, now)

    def check(self, person: str, address: str) -> None:
        """Let a person open one more line. Refuses `media.throttled`; that of a person costs its address nothing."""
        if not self._persons.take(person):
            raise Refusal(
                "media.throttled",
                "You open too many connections. Wait a moment, then try again.",
                retry_after=self._persons.seconds,
            )
        if not self._addresses.take(address):
            raise Refusal(
                "media.throttled",
                "Many connections are opened from your network. Wait a moment, then try again.",
                retry_after=self._addresses.seconds,
            )
