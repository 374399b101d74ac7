"""Records that the database was restored from a backup."""

from datetime import datetime

from foundation.database import write_transaction
from foundation.journal.models import Stream
from foundation.journal.protocol import JournalRestored
from foundation.journal.services import append, lock


def record_restored(at: datetime) -> int:
    """Append to each stream an entry that says that a backup was restored. Each is one transaction. Returns the number
    of streams.

    The new entry has a new nonce. A browser may have read a lost entry with the same number; it then gets a snapshot.
    """
    names = list(Stream.objects.filter(seq__gt=0).order_by("name").values_list("name", flat=True))
    for name in names:
        with write_transaction():
            append(name, JournalRestored(seq=lock(name).seq), at=at)
    return len(names)
