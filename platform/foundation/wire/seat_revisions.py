"""What this process knows of changed roles and withdrawn access."""

from datetime import datetime, timedelta

from django.conf import settings

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import SeatRevision
from foundation.database import in_thread

LATEST = timedelta(minutes=1)
"""How long after its moment a change of a seat may be committed, by a process that stood still meanwhile."""


class SeatRevisions:
    """The last revision of each seat that was changed while a token signed before may be in use."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], SeatRevision] = {}
        self._read_to: datetime = clock.now() - timedelta(seconds=settings.SEAT_MOST_SECONDS)

    def current(self, seat: seats.Seat) -> seats.Seat:
        """A seat as this process knows it: a later revision overrules the token. Asks no database."""
        return seats.overrule(seat, self._known.get((seat.person, seat.conference)))

    async def refresh(self) -> set[str]:
        """Read what changed since the last time; the persons concerned."""
        since, changed = self._read_to - LATEST, set()
        for row in await in_thread(_since, since):
            self._read_to = max(self._read_to, row.at)
            known = self._known.get((str(row.person), row.conference))
            if known is None or known.number < row.number:
                self._known[str(row.person), row.conference] = row
                changed.add(str(row.person))
        return changed


def _since(moment: datetime) -> list[SeatRevision]:
    return list(SeatRevision.objects.filter(at__gte=moment))
