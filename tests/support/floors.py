"""Floors as values, for tests of rules; nothing here uses a database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Actor, Candidate
from sessions.floor.core.state import Entry, Floor, Turn
from sessions.floor.protocol import Inscribe, Limits

NOW = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)
LIMITS = Limits(state=180, group=240, observer=120, other=60)
MODERATOR = Actor(party=None, participant="900", for_others=True, moderates=True)
OPERATOR = Actor(party=None, participant="901", for_others=True)


def after(**time: float) -> datetime:
    """A moment after NOW, by the arguments of `timedelta`."""
    return NOW + timedelta(**time)


def floor(*entries: Entry, **changes: Any) -> Floor:
    """An open session with an open list of these entries."""
    numbers = [entry.number for entry in entries]
    empty = Floor(
        session="open", token=0, next_number=max(numbers, default=0) + 1, list_state="open", limits=LIMITS
    )
    return replace(empty, entries=entries, **changes)


def entry(number: int, party: str = "", **changes: Any) -> Entry:
    """A waiting statement; without a party, of a party of its own."""
    plain = Entry(
        number=number,
        party=party or f"p{number}",
        category="state",
        kind="statement",
        mode="live",
        on_behalf_of="",
        speaker=None,
        place="remote",
        inscribed_at=NOW,
    )
    return replace(plain, **changes)


def turn(of: Entry, number: int = 1, **changes: Any) -> Turn:
    """A turn of three minutes that began at NOW."""
    plain = Turn(
        number=number,
        entry=of.number,
        party=of.party,
        kind=of.kind,
        mode=of.mode,
        on_behalf_of=of.on_behalf_of,
        speaker=of.speaker,
        place=of.place,
        started_at=NOW,
        allotted=180,
    )
    return replace(plain, **changes)


def speaking(entry_number: int = 1, party: str = "", **changes: Any) -> Floor:
    """A floor that an entry holds; `changes` are the turn's. A called entry is no longer among the entries."""
    holder = turn(entry(entry_number, party), **changes)
    return floor(next_number=entry_number + 1, token=holder.number, turn=holder)


def member(party: str, participant: str = "1") -> Actor:
    """A member of a party."""
    return Actor(party=party, participant=participant)


def candidate(party: str = "fj", **changes: Any) -> Candidate:
    """A party with two members and no video statement."""
    plain = Candidate(
        party=party, category="state", members=frozenset({"1", "2"}), groups=(), place="remote",
        has_video_statement=False,
    )  # fmt: skip
    return replace(plain, **changes)


def wish(**fields: Any) -> Inscribe:
    """A command to inscribe; a motion gets a subject."""
    if fields.get("kind") == "motion":
        fields = {"motion": "other", "text": "That the room be aired."} | fields
    return Inscribe(**fields)


def order(of: Floor) -> list[int]:
    """The numbers of the list of speakers, in order."""
    return [waiting.number for waiting in of.waiting]


@contextmanager
def refused(code: str, says: str = "") -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """`with refused("floor.list_closed"):` expects exactly that refusal, whose sentence `says` this."""
    with pytest.raises(Refusal) as caught:
        yield caught
    assert caught.value.code == code
    assert says in str(caught.value)
