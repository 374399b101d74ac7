"""Rules of read-outs (FL4). Pure."""

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import waiting_entry
from sessions.floor.core.state import Floor
from sessions.floor.read_out.protocol import ReaderNamed
from sessions.programme.rules import check_not_closed


def name_reader(floor: Floor, number: str, reader: str, of: str | None, moderates: bool) -> ReaderNamed:
    """Name the reader (FL4). `of` is the reader's party. `moderates` says whether the reader is a moderator.

    Refuses `session.closed`, `floor.entry_gone`, `floor.not_read_out`, `floor.not_a_reader`.
    """
    check_not_closed(floor.session)
    entry = floor.turn_of(number) or waiting_entry(floor, number)
    if entry.mode != "read_out":
        raise Refusal(
            "floor.not_read_out",
            "This statement is not read out: its party speaks itself. Name its speaker instead.",
        )
    if of != entry.party and not moderates:
        raise Refusal(
            "floor.not_a_reader",
            "The chair, the secretary or a member of the party reads a statement out. Choose one of them.",
        )
    return ReaderNamed(entry=number, party=entry.party, reader=reader)


def initial_reader(named: int | None, speaker: int | None, chair: int | None) -> int | None:
    """The reader when the turn begins: the named one, else the party's speaker, else the chair."""
    return named or speaker or chair
