"""Queues offers, because an answer takes 4 to 18 ms of the loop that carries everybody's packets and commands."""

from foundation.http.fair_queue import FairQueue
from foundation.refusals import Refusal

MAX_WAITING = 256
"""The highest number of waiting offers, which take about five seconds to answer. Further clients are refused and have
to try again.
"""
AGAIN_SECONDS = 5


class Negotiations(FairQueue):
    """Negotiates one offer at a time, in turns by address.

    If too many offers wait, the last offer of the address with the most waiting offers is refused with `media.busy`.
    """

    async def _wait(self, caller: str) -> None:
        self._drop_of_largest_crowd(caller)
        await super()._wait(caller)

    def _drop_of_largest_crowd(self, caller: str) -> None:
        if sum(map(len, self._waiting.values())) < MAX_WAITING:
            return
        crowd = max(self._waiting, key=lambda each: len(self._waiting[each]), default=caller)
        if crowd == caller or len(self._waiting[crowd]) <= len(self._waiting.get(caller, ())) + 1:
            raise _busy_refusal()
        last = self._waiting[crowd][-1]
        self._remove(crowd, last)
        if not last.done():
            last.set_exception(_busy_refusal())


def _busy_refusal() -> Refusal:
    return Refusal(
        "media.busy",
        "Many people are connecting just now. Your page tries again by itself in a moment.",
        retry_after=AGAIN_SECONDS,
    )
