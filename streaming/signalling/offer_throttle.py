"""Limits how fast connections are opened: an offer costs 4 to 18 ms of the loop that carries everybody's packets.

A seat counts as one person, but guests' seats are free, so addresses are limited too. A hall is one address, whose
people all connect again after a restart of the relay. One relay answers about 40 offers a second, and carries a few
hundred connections.
"""

import time
from collections.abc import Callable

from foundation.rate_limit import RateLimiter
from foundation.refusals import Refusal

AT_ONCE, A_SECOND = 20.0, 1.0
"""Burst and rate of a person. The screens and the desk of a hall share a seat, and connect again together."""
ADDRESS_SECONDS = 60.0
"""Seconds in which the burst of an address is refilled."""


class OfferThrottle:
    """Rate limiters for persons and addresses. `now` is seconds of a clock that never runs back.

    `of_address` is the burst of an address.
    """

    def __init__(self, of_address: int, now: Callable[[], float] = time.monotonic) -> None:
        self._persons = RateLimiter(AT_ONCE, A_SECOND, now)
        self._addresses = RateLimiter(of_address, of_address / ADDRESS_SECONDS, now)

    def check(self, person: str, address: str) -> None:
        """Count one more connection. Refuses `media.throttled`.

        An offer refused to the person is not counted for the address.
        """
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
