"""The floor of a session as a value: what the rules decide upon. Pure and immutable."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal, get_args

from sessions.floor.protocol import Kind, Limits, ListState, Mode, Motion, Policy, PresetName
from sessions.parties.protocol import Category, Place
from sessions.programme.protocol import SessionState

EntryState = Literal["waiting", "withdrawn", "called"]
ReachedBy = Literal["", "connection", "line"]
Subject = Literal["appeal", "motion"]
ORDER_SECONDS = 60
"""How long the raiser of a point of order, or of a motion, speaks (FL13)."""

INTERRUPTING: frozenset[Kind] = frozenset({"point_of_order", "motion"})
"""What stands in no list, and interrupts a turn once the chair recognises it (FL13)."""

PRECEDENCE: tuple[Motion, ...] = get_args(Motion)

REPLY_LIMITS = (180, 120)
"""The speaking time of a party's first right of reply, of its second, and so on; it has no more than these (FL14)."""

KEPT = 2
"""How many of those who wait a policy never moves (FL7)."""

UNRANKED = 1_000_000
"""The rank of whoever has none, where the list goes by precedence."""

CATEGORIES: tuple[Category, ...] = ("state", "group", "observer", "other")


@dataclass(frozen=True)
class Entry:
    """One inscription (FL1). `number` is its sequence in the session, `placement` where a moderator put it."""

    number: int
    party: str
    category: Category
    kind: Kind
    mode: Mode
    on_behalf_of: str
    speaker: str | None
    place: Place
    inscribed_at: datetime
    rank: int = 0
    placement: int | None = None
    moves: int = 0
    state: EntryState = "waiting"
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    late_reason: str = ""
    reply: int = 0
    """Which right of reply of its party it is, from 1 (FL14); 0 of all other kinds."""
    motion: Motion | None = None
    """What a motion is for (FL13)."""
    item: int = 1
    """At which item it came (FL14)."""

    @cached_property
    def order(self) -> tuple[int, int, int, int, int]:
        """FL6: the moderator's placement, category, rank, sequence. Those placed come first.

        Rights of reply stand in one category, as they were asked for (FL14); of what interrupts, points of order
        come before motions, and those by precedence (FL13).
        """
        if self.interrupts:
            return 0, 1 + PRECEDENCE.index(self.motion) if self.motion else 0, 0, 0, self.number
        placed = (0, self.placement) if self.placement is not None else (1, 0)
        return (*placed, self.category_place, self.rank, self.number)

    @property
    def category_place(self) -> int:
        """Where its category stands among them (FL6); rights of reply are all alike (FL14)."""
        return 0 if self.replies else CATEGORIES.index(self.category)

    @property
    def listed(self) -> bool:
        """Whether it stands on the list of speakers: rights of reply have their own, what interrupts has none."""
        return not self.replies and not self.interrupts

    @property
    def replies(self) -> bool:
        """Whether it stands in the list of rights of reply (FL14)."""
        return self.kind == "right_of_reply"

    @property
    def interrupts(self) -> bool:
        """Whether it stands in no list, and interrupts a turn once it is recognised (FL13)."""
        return self.kind in INTERRUPTING

    def limit(self, limits: Limits, reply_limits: Sequence[int] = REPLY_LIMITS) -> int:
        """Its speaking time, seconds (FL15): who speaks for a group has a group's, whatever its category.

        A right of reply has that of the party's first, or second (FL14).
        """
        if self.interrupts:
            return ORDER_SECONDS
        if self.replies:
            return reply_limits[min(max(self.reply, 1), len(reply_limits)) - 1]
        seconds: int = getattr(limits, "group" if self.on_behalf_of else self.category)
        return seconds

    @property
    def claim(self) -> tuple[str, Kind, bool]:
        """What a party may have waiting once (FL1): its kind, and whether for a group."""
        return self.party, self.kind, bool(self.on_behalf_of)


@dataclass(frozen=True)
class Turn:
    """An entry that holds the floor. `number` is the token of its grant."""

    number: int
    entry: int
    party: str
    kind: Kind
    mode: Mode
    on_behalf_of: str
    speaker: str | None
    place: Place
    started_at: datetime
    allotted: int
    extended: int = 0
    """How much of that the moderator gave beyond the limit (FL16)."""
    suspended_at: datetime | None = None
    suspended: timedelta = timedelta()
    running_since: datetime | None = None
    """When its clock last began to run again; None where it has run since it started."""
    paused: bool = False
    """The chair stopped its clock."""
    interrupted: bool = False
    """A point of order is heard meanwhile (FL13)."""
    dropped_at: datetime | None = None
    """Since when its holder's line is gone (FL20), and until when the floor is held."""
    held_until: datetime | None = None
    awaits_hall: bool = False
    """It is the hall's line that is gone, whoever speaks."""
    reached_by: ReachedBy = ""
    introducing: bool = False
    """Its statement is recorded and does not play yet: someone introduces it, live, or its file is not here (FL4)."""
    played_from: timedelta = timedelta()
    """Where its clock stood when its recording began: someone may have spoken before (FL20)."""
    motion: Motion | None = None

    @property
    def interrupts(self) -> bool:
        """Whether it is a point of order or a motion, which is ruled on or put to the vote (FL13)."""
        return self.kind in INTERRUPTING

    @property
    def stands(self) -> bool:
        """Whether its clock has to stand still: any one of three reasons is enough."""
        return self.paused or self.interrupted or self.dropped_at is not None

    def spoken(self, now: datetime) -> timedelta:
        """Speaking time so far (FL15): a suspended clock stands still, and none is ever less than nothing.

        The introduction of a recorded statement costs none: the clock follows the recording.
        """
        if self.introducing:
            return timedelta()
        return max((self.suspended_at or now) - self.started_at - self.suspended, timedelta())

    def overtime(self, now: datetime) -> float:
        """Seconds beyond the allotted time; 0 before."""
        return max(0.0, round(self.spoken(now).total_seconds() - self.allotted, 3))

    def overrun(self, now: datetime) -> float:
        """Seconds beyond the limit it was called with, what the moderator gave included (FL17)."""
        return max(0.0, round(self.spoken(now).total_seconds() - (self.allotted - self.extended), 3))

    def changed(self, at: datetime, **fields: Any) -> "Turn":
        """With these fields changed, and the clock stopped, or going on with what was left, as they want it."""
        after = replace(self, **fields)
        if after.stands and after.suspended_at is None:
            return replace(after, suspended_at=at)
        if not after.stands and after.suspended_at is not None:
            total = after.suspended + max(at - after.suspended_at, timedelta())
            return replace(after, suspended_at=None, suspended=total, running_since=at)
        return after

    def suspend(self, now: datetime) -> "Turn":
        """The chair stops the clock."""
        return self.changed(now, paused=True)

    def resume(self, now: datetime, **fields: Any) -> "Turn":
        """The chair lets it go on, whether its holder's line is there or not."""
        forgotten: dict[str, Any] = {"dropped_at": None, "held_until": None, "awaits_hall": False}
        if self.dropped_at is not None:
            forgotten["reached_by"] = ""  # a line that is gone already does not drop again
        return self.changed(now, paused=False, **forgotten, **fields)


@dataclass(frozen=True)
class Swap:
    """A proposal to change places (FL9), with how often each entry had been moved when it was made."""

    entry: int
    moves: int
    with_entry: int
    with_moves: int
    proposed_at: datetime

    @property
    def number(self) -> int:
        """That of the proposer's entry, which is in one proposal at a time."""
        return self.entry


@dataclass(frozen=True)
class Stood:
    """What an entry's place was made of."""

    number: int
    placement: int | None
    rank: int


@dataclass(frozen=True)
class Ordering:
    """How the list was put in order (FL7): what was drawn, and what takes it back."""

    number: int
    policy: Policy
    at: datetime
    language: str = ""
    letter: str = ""
    seed: str = ""
    drawn: tuple[tuple[str, ...], ...] = ()
    before: tuple[Stood, ...] = ()
    after: tuple[int, ...] = ()
    previous: int | None = None
    """The ordering that was in force before."""


@dataclass(frozen=True)
class Vote:
    """A vote on procedure (FL13), by the token of the moment at which it was put; with its result once it has one."""

    number: int
    subject: Subject
    party: str
    """Who appeals, or moved."""
    motion: Motion | None
    of: int
    """The turn of the ruling that is appealed against, or that of the motion."""
    put_at: datetime
    in_favour: int = 0
    against: int = 0
    abstentions: int = 0
    carried: bool | None = None
    """None while its result is not entered."""


@dataclass(frozen=True)
class Floor:
    """Everything that the rules of a session look at."""

    session: SessionState
    token: int
    next_number: int
    list_state: ListState
    limits: Limits
    briefing: bool = False
    """It is a press briefing, at which journalists ask for the floor (FL1)."""
    reason: str = ""
    closes_at: datetime | None = None
    ends_turns: bool = False
    reply_limits: tuple[int, ...] = REPLY_LIMITS
    preset: PresetName | None = "conference"
    """The preset that all its figures are those of, where there is one."""
    figures: int = 0
    """How many times its figures, or the budget, were set (FL15, FL17)."""
    takes_replies: bool = False
    """The moderator turned to the rights of reply before the list was done (FL14)."""
    item: int = 1
    """Which item of its agenda the session is at (FL14), and what it is called; the first has no name."""
    item_title: str = ""
    ends_by: datetime | None = None
    """The time budget that the moderator set; None where it is the session's own end (FL17)."""
    hall_at: datetime | None = None
    """When the hall's line last gave a sign (FL20); None where it was not up since the session opened or went on."""
    hall_until: datetime | None = None
    """Until when the hall is waited for, whose line is gone."""
    turn: Turn | None = None
    interrupted: Turn | None = None
    """The turn that waits while a point of order is heard, or a vote is under way (FL13)."""
    vote: Vote | None = None
    """The vote that is under way, or the last one until somebody is given the floor (FL13)."""
    ruled: int | None = None
    """The turn of the last ruling, as long as it can be appealed against (FL13)."""
    swaps: tuple[Swap, ...] = ()
    orderings: int = 0
    """How many times the list was put in order."""
    ordering: Ordering | None = None
    """The one in force; None where the list goes by who came first."""
    entries: tuple[Entry, ...] = ()
    """Those waiting, those withdrawn that can be taken back, those of the turns, and rights of reply that were
    called."""
    podium: dict[str, str] = field(default_factory=dict)
    """Participant by slot."""

    @cached_property
    def waiting(self) -> list[Entry]:
        """The list of speakers, in order (FL6). Points of order stand in none, rights of reply in their own."""
        listed = (e for e in self.asking if not e.interrupts and not e.replies)
        return sorted(listed, key=lambda entry: entry.order)

    @property
    def replies(self) -> list[Entry]:
        """The rights of reply that wait, in order (FL14)."""
        return sorted((e for e in self.asking if e.replies), key=lambda entry: entry.order)

    def beside(self, entry: Entry) -> list[Entry]:
        """The list in which an entry of its kind stands."""
        return self.replies if entry.replies else self.waiting

    def limit(self, entry: Entry) -> int:
        """An entry's speaking time, seconds (FL14, FL15)."""
        return entry.limit(self.limits, self.reply_limits)

    def replied(self, party: str, item: int) -> int:
        """How many rights of reply on an item a party has used or waits with (FL14)."""
        own = [e for e in self.entries if e.replies and (e.party, e.item) == (party, item)]
        return sum(e.state in ("waiting", "called") for e in own)

    @property
    def hears_replies(self) -> bool:
        """Whether a right of reply may be called: the list is done, or the moderator turned to them (FL14)."""
        return self.takes_replies or not self.waiting

    @cached_property
    def asking(self) -> list[Entry]:
        """All who ask for the floor: the list of speakers, rights of reply, points of order and motions."""
        return [entry for entry in self.entries if entry.state == "waiting"]

    @property
    def voting(self) -> Vote | None:
        """The vote that is under way (FL13)."""
        return self.vote if self.vote is not None and self.vote.carried is None else None

    def turn_of(self, entry: str) -> Turn | None:
        """The turn of an entry that has the floor, or had it when it was interrupted."""
        return next((t for t in (self.turn, self.interrupted) if t and str(t.entry) == entry), None)

    def resumed(self, turn: Turn, now: datetime, **fields: Any) -> "Floor":
        """With its turn going on by the chair's will, under a new token; without a hall that it was waiting for."""
        after = replace(self, turn=turn.resume(now, **fields), token=self.token + 1)
        return replace(after, hall_at=None, hall_until=None) if turn.awaits_hall else after

    def rank(self, of_party: int | None) -> int:
        """The rank of an entry that comes now: that of its party where the list goes by precedence (FL7)."""
        if self.ordering is None or self.ordering.policy != "precedence":
            return 0
        return UNRANKED if of_party is None else of_party

    def settled(self) -> "Floor":
        """Without the proposals whose entries no longer wait, or were moved (FL9); rights of reply counted anew, and
        back to the list where none of them waits (FL14)."""
        takes = self.takes_replies and self.replies != [] and self.session != "closed"
        counted = replace(self, entries=self._counted(), takes_replies=takes)
        return replace(counted, swaps=counted._alive())

    def _counted(self) -> tuple[Entry, ...]:
        """Entries with the number of their right of reply: those that were called count, those withdrawn do not."""
        used = Counter((e.party, e.item) for e in self.entries if e.replies and e.state == "called")
        numbers: dict[int, int] = {}
        for entry in sorted((e for e in self.asking if e.replies), key=lambda e: e.number):
            used[entry.party, entry.item] += 1
            numbers[entry.number] = used[entry.party, entry.item]
        anew = {e.number: replace(e, reply=numbers[e.number]) for e in self.entries if e.number in numbers}
        return tuple(anew.get(e.number, e) for e in self.entries)

    def _alive(self) -> tuple[Swap, ...]:
        listed = [] if self.session == "closed" else [*self.waiting, *self.replies]
        moves = {entry.number: entry.moves for entry in listed}
        return tuple(
            swap
            for swap in self.swaps
            if (moves.get(swap.entry), moves.get(swap.with_entry)) == (swap.moves, swap.with_moves)
        )

    def entry(self, number: int) -> Entry | None:
        """The entry of a number, waiting or withdrawn."""
        return next((entry for entry in self.entries if entry.number == number), None)

    def with_entries(self, *changed: Entry) -> "Floor":
        """The floor with these entries put in or replaced."""
        rows = {entry.number: entry for entry in (*self.entries, *changed)}
        return replace(self, entries=tuple(rows.values()))
