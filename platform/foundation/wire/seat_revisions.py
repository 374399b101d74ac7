"""The changes of seats that this process knows: changed roles and withdrawn access."""

from datetime import datetime, timedelta

from django.conf import settings

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import SeatRevision
from foundation.database import in_thread

MAX_COMMIT_DELAY = timedelta(minutes=1)
"""The longest time from the time stamp of a seat's change to its commit. The process may be suspended between them."""


class SeatRevisions:
    """The last revision of each seat that was changed at most the lifetime of a token ago."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], SeatRevision] = {}
        self._read_to: datetime = clock.now() - timedelta(seconds=settings.SEAT_MOST_SECONDS)

    def current(self, seat: seats.Seat) -> seats.Seat:
        """The seat after the last known revision, which overrules the token. Does not query the database."""
        return seats.overrule(seat, self._known.get((seat.person, seat.conference)))

    async def refresh(self) -> set[str]:
        """Read the changes since the last call. Returns the persons concerned."""
        since, changed = self._read_to - MAX_COMMIT_DELAY, set()
        for row in await in_thread(_revisions_since, since):
            self._read_to = max(self._read_to, row.at)
            known = self._known.get((str(row.person), row.conference))
            if known is None or known.number < row.number:
                self._known[str(row.person), row.conference] = row
                changed.add(str(row.person))
        return changed


def _revisions_since(moment: datetime) -> list[SeatRevision]:
    return list(SeatRevision.objects.filter(at__gte=moment))
