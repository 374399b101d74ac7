"""Who reads out a statement whose party does not speak itself (FL4). All belong to the stream `session/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Event


class NameReader(Command):
    """Say who reads a statement out: a moderator, or a member of its party (FL4).

    Until the turn ends, also in the middle of it.
    """

    type: Literal["floor.name_reader"] = "floor.name_reader"
    entry: str
    reader: str


class ReaderNamed(Event):
    """Who reads a statement out was named (FL4)."""

    type: Literal["floor.reader_named"] = "floor.reader_named"
    entry: str
    party: str
    reader: str
