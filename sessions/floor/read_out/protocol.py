"""Protocol of read-outs: somebody reads a statement out for its party (FL4). Stream `session/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Event


class NameReader(Command):
    """Name the reader of a statement: a moderator, or a member of its party (FL4).

    Possible until the turn ends.
    """

    type: Literal["floor.name_reader"] = "floor.name_reader"
    entry: str
    reader: str


class ReaderNamed(Event):
    """The reader of a statement was named (FL4)."""

    type: Literal["floor.reader_named"] = "floor.reader_named"
    entry: str
    party: str
    reader: str
