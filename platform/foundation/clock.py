"""The server's clock, which never runs backwards, and the format of moments in messages."""

import logging
import time
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta

logger = logging.getLogger(__name__)

WARNING_LAG = timedelta(seconds=1)
"""If the clock is behind the journal by this much or more, a warning is logged."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """The machine's wall clock, made monotonic: if it is set back, time continues from the last moment.

    It stores the largest lead of the wall clock over the monotonic clock. The lead only rises, so no thread reads an
    earlier moment than another one did before. The wall clock is read first, so that a delay between the two reads does
    not raise the lead.
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
        """Continue from this moment if it is in the future. Returns by how much this clock was behind it."""
        behind = moment - self.now()
        if behind > timedelta():
            self._lead += behind.total_seconds()
        return max(behind, timedelta())


_clock = Clock()


def now() -> datetime:
    """The present moment, in UTC. Never earlier than a moment that this process read before."""
    return _clock.now()


def catch_up(moment: datetime) -> None:
    """Continue from this moment if it is in the future.

    The journal's last entry may be later than this clock: another machine wrote it, or this one before its clock was
    set back.
    """
    behind = _clock.catch_up(moment)
    if behind > WARNING_LAG:
        logger.warning(
            "This machine's clock is %s behind the journal; time goes on from the journal's", behind
        )


def timestamp_text(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds: `2021-11-16T05:20:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_timestamp(text: str) -> datetime:
    """A moment in RFC 3339, in UTC. One without an offset is in UTC.

    Raises `ValueError`, also in the years 1 and 9999, in which some time zones cannot show each moment.
    """
    found = datetime.fromisoformat(text)
    if found.year in (MINYEAR, MAXYEAR):
        raise ValueError(f"{found} is not a moment in all time zones")
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def timestamp_text_or_none(moment: datetime | None) -> str | None:
    """The moment as `timestamp_text` writes it, or None if there is no moment."""
    return None if moment is None else timestamp_text(moment)
