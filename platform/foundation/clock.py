"""The server's clock, which never runs backwards, and how moments are written on the wire."""

import logging
import time
from datetime import UTC, datetime, timedelta

logger = logging.getLogger(__name__)

NOTABLE = timedelta(seconds=1)
"""How far behind the journal a machine's clock may be before the log says so."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """The machine's wall clock; where that is set back, time goes on from where it was, second by second.

    What is kept is how far the wall is ahead of the steady clock: it only rises, so no thread reads an earlier
    moment than was read before. The wall is read first: who is held up between the two is not put ahead.
    """

    def __init__(self) -> None:
        self._lead = float("-inf")

    def now(self) -> datetime:
        """The present moment, in UTC."""
        wall = time.time()
        steady = time.monotonic()
        self._lead = max(self._lead, wall - steady)
        return EPOCH + timedelta(seconds=steady + self._lead)

    def catch_up(self, moment: datetime) -> timedelta:
        """Go on from this moment where it has not come yet; returns by how much this clock was behind it."""
        behind = moment - self.now()
        if behind > timedelta():
            self._lead += behind.total_seconds()
        return max(behind, timedelta())


_clock = Clock()


def now() -> datetime:
    """The present moment, in UTC; never earlier than one that this process read before."""
    return _clock.now()


def catch_up(moment: datetime) -> None:
    """Time goes on from this moment, which the journal knows already: another machine, or this one before its clock
    was set back, wrote it."""
    behind = _clock.catch_up(moment)
    if behind > NOTABLE:
        logger.warning(
            "This machine's clock is %s behind the journal; time goes on from the journal's", behind
        )


def stamp(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds: `2021-11-16T05:20:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def stamp_or_none(moment: datetime | None) -> str | None:
    """As `stamp`, for a moment that may be missing."""
    return None if moment is None else stamp(moment)
