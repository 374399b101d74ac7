"""Protocol of the events in which a journal tells of itself. They may occur in every stream."""

from typing import Literal

from foundation.messages.protocol import Event


class HeadRecorded(Event):
    """The head of another stream: in a conference's stream, of a session that was just closed."""

    type: Literal["journal.head_recorded"] = "journal.head_recorded"
    stream: str
    seq: int
    """The number of that stream's last entry."""
    head: str
    """The hash of that entry, in hexadecimal. It covers all entries before it."""


class JournalRestored(Event):
    """The database was restored from a backup. What was written after `seq` and before this entry is lost."""

    type: Literal["journal.restored"] = "journal.restored"
    seq: int
    """The number of the stream's last entry in the backup."""


class EntriesErased(Event):
    """Personal data were erased from these entries. Their hashes stay, and their salts are deleted."""

    type: Literal["journal.erased"] = "journal.erased"
    entries: list[int]
