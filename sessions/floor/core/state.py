"""The state of a session's floor as immutable values. The rules read these values and return new ones. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal, get_args

from sessions.floor.protocol import (
    DebateState,
    Kind,
    Limits,
    ListState,
    Mode,
    MotionSpeakers,
    PresetName,
    Side,
    Sides,
)
from sessions.parties.protocol import Category, Place
from sessions.programme.protocol import Policy, SessionState
from sessions.votes.protocol import Motion, RulingFacts
from sessions.votes.rules import Vote

EntryState = Literal["waiting", "withdrawn", "called", "not_heard", "unheard", "carried"]
"""`not_heard`: it was to speak on a motion that was put to the vote or ended (FL27). `unheard`: it waited when the
session was closed (FL26). `carried`: it was `unheard`, and was put on the list of another session (FL14).
"""
ReachedBy = Literal["", "connection", "line"]
LISTED: frozenset[Kind] = frozenset({"statement", "intervention"})
"""The kinds that stand on the list of speakers."""
INTERRUPTING: frozenset[Kind] = frozenset({"point_of_order", "motion"})
"""The kinds that stand on no list, and interrupt a turn once the chair recognises them (FL13)."""

PROCEDURAL: frozenset[Kind] = INTERRUPTING | {"on_motion"}
"""The kinds on procedure: points of order, motions, and those who speak for or against a motion (FL13, FL27)."""

PRECEDENCE: tuple[Motion, ...] = get_args(Motion)

SIDES: tuple[Side, ...] = ("for", "against")

MOTION_SPEAKERS = MotionSpeakers(
    suspension=Sides(in_favour=0, against=0),
    adjournment=Sides(in_favour=0, against=0),
    adjournment_of_debate=Sides(in_favour=2, against=2),
    closure_of_debate=Sides(in_favour=0, against=2),
    closure_of_list=Sides(in_favour=1, against=1),
    other=Sides(in_favour=2, against=2),
)
"""How many may speak on each kind of motion (FL27): General Assembly, rules 74 to 76. The last two are Balai's own."""

REPLY_LIMITS = (180, 120)
"""Speaking times of a party's first and second right of reply on an agenda item, in seconds (FL14). A party has as many
rights of reply as there are times here.
"""

KEPT = 2
"""How many of the next entries on the list a policy never moves (FL7)."""

UNRANKED = 1_000_000
"""The rank of an entry whose party has no rank of precedence, while the list is in order of precedence."""

CATEGORIES: tuple[Category, ...] = ("state", "group", "observer", "other")


@dataclass(frozen=True)
class Entry:
    """A request for the floor (FL1). `number` counts within the session. `placement` is set only if a moderator placed
    the entry.
    """

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
    struck: str = ""
    """Why somebody other than its party took it off the list (FL2)."""
    late_reason: str = ""
    reply: int = 0
    """Its number among the party's rights of reply, from 1 (FL14), or 0 for other kinds."""
    motion: Motion | None = None
    """What a motion is for (FL13)."""
    motion_text: str = ""
    """What the mover asks for, in the mover's words, if the motion is of the kind `other`."""
    of: int | None = None
    """The number of the motion on which it speaks (FL27). None for other kinds than `on_motion`."""
    side: Side | None = None
    """Whether it speaks for or against that motion. None for other kinds than `on_motion`."""
    item: int = 1
    """The agenda item on whose list it stands, or at which it was raised (FL14)."""
    explains: int | None = None
    """The number of the proposal on which it explains its party's vote (FL29)."""
    after_vote: bool = False
    """Whether it explains a vote that was taken already."""
    language: str = ""
    """The language in which it is to speak, as a BCP 47 tag. Empty if it is not known."""

    @cached_property
    def order(self) -> tuple[int, int, int, int, int]:
        """Sort key of an entry on its list (FL6): placement by a moderator, category, rank, number. Placed entries come
        first.

        Rights of reply are one category, in the order of the requests (FL14). Points of order come before motions.
        Motions stand in the order of their precedence (FL13). Speakers for and against a motion alternate (FL27),
        because their `rank` counts only the speakers of their own side.
        """
        if self.side is not None:
            return 0, 0, self.rank, SIDES.index(self.side), self.number
        if self.interrupts:
            return 0, 1 + PRECEDENCE.index(self.motion) if self.motion else 0, 0, 0, self.number
        placed = (0, self.placement) if self.placement is not None else (1, 0)
        return (*placed, self.category_place, self.rank, self.number)

    @property
    def category_place(self) -> int:
        """The place of its category in the order (FL6). All rights of reply have the same one (FL14)."""
        return CATEGORIES.index(self.category) if self.listed else 0

    @property
    def listed(self) -> bool:
        """Whether it stands on the list of speakers. Rights of reply, explanations of vote and speakers on a motion
        have lists of their own. Points of order and motions stand on no list.
        """
        return self.kind in LISTED

    @property
    def explanation(self) -> bool:
        """Whether it stands on the list of explanations of vote (FL29)."""
        return self.kind == "explanation_of_vote"

    @property
    def replies(self) -> bool:
        """Whether it stands on the list of rights of reply (FL14)."""
        return self.kind == "right_of_reply"

    @property
    def interrupts(self) -> bool:
        """Whether it stands on no list, and interrupts a turn once it is recognised (FL13)."""
        return self.kind in INTERRUPTING

    @property
    def procedural(self) -> bool:
        """Whether it concerns procedure: a point of order, a motion, or a speaker on a motion (FL13, FL27)."""
        return self.kind in PROCEDURAL

    def limit(self, limits: Limits, reply_limits: Sequence[int] = REPLY_LIMITS) -> int:
        """Its speaking time in seconds (FL15). A speaker for a group has the time of groups, whatever the category of
        its party.

        The time of a right of reply depends on whether it is the party's first or second one (FL14).
        """
        if self.interrupts:
            return limits.order
        if self.explanation:
            return limits.explanation
        if self.kind == "on_motion":
            return limits.on_motion
        if self.replies:
            return reply_limits[min(max(self.reply, 1), len(reply_limits)) - 1]
        seconds: int = getattr(limits, "group" if self.on_behalf_of else self.category)
        return seconds

    @property
    def claim(self) -> tuple[str, Kind, bool, int]:
        """What the entry claims. Only one entry with the same claim may wait (FL1). A claim names the party, the kind,
        whether it is on behalf of a group, and the agenda item of its list or the motion on which it speaks (FL27).
        """
        list_of = self.item if self.listed else self.of or 0
        return self.party, self.kind, bool(self.on_behalf_of), list_of


@dataclass(frozen=True)
class Turn:
    """The turn of an entry that holds the floor, or is interrupted. `number` is the token that the floor had after the
    grant.
    """

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
    """How many seconds of `allotted` the moderator gave beyond the limit (FL16)."""
    suspended_at: datetime | None = None
    suspended: timedelta = timedelta()
    running_since: datetime | None = None
    """When its clock last resumed, or None if the clock has run since the start."""
    paused: bool = False
    """Whether the chair stopped its clock."""
    interrupted: bool = False
    """Whether a point of order, a motion or a vote interrupts it (FL13, FL27)."""
    dropped_at: datetime | None = None
    """`dropped_at` is when its holder's line dropped (FL20). `held_until` is until when the floor is held for that
    holder.
    """
    held_until: datetime | None = None
    awaits_hall: bool = False
    """Whether the line that dropped is the hall's, whoever speaks."""
    reached_by: ReachedBy = ""
    introducing: bool = False
    """Whether its video statement does not play yet: somebody introduces it live, or its file has not arrived (FL4)."""
    played_from: timedelta = timedelta()
    """The time on the turn's clock when its video statement began. It is not zero if somebody spoke before (FL20)."""
    language: str = ""
    """The language that is spoken, as a BCP 47 tag. Empty if it is not known."""
    motion: Motion | None = None
    motion_text: str = ""
    of: int | None = None
    """The number of the motion on which it speaks (FL27). None for other kinds than `on_motion`."""
    side: Side | None = None
    """Whether it speaks for or against that motion. None for other kinds than `on_motion`."""
    during_vote: int | None = None
    """The vote during which a point of order was recognised. It concerns the conduct of the voting (FL13)."""

    @property
    def procedural(self) -> bool:
        """Whether it concerns procedure: a point of order, a motion, or a speaker on a motion (FL13, FL27)."""
        return self.kind in PROCEDURAL

    @property
    def motion_number(self) -> int | None:
        """The number of the motion to which it belongs (FL27): its own if it is the mover's turn, or the one on which
        it speaks. None for other kinds.
        """
        return self.number if self.kind == "motion" else self.of

    @property
    def is_stopped(self) -> bool:
        """Whether its clock must be stopped: the chair suspended it, it was interrupted, or a line dropped."""
        return self.paused or self.interrupted or self.dropped_at is not None

    def spoken_time(self, now: datetime) -> timedelta:
        """Speaking time so far (FL15). Suspensions do not count, and the result is never negative.

        The introduction of a video statement does not count, because the clock starts with the video.
        """
        if self.introducing:
            return timedelta()
        return max((self.suspended_at or now) - self.started_at - self.suspended, timedelta())

    def overtime(self, now: datetime) -> float:
        """Seconds beyond the allotted time, or 0 before that."""
        return max(0.0, round(self.spoken_time(now).total_seconds() - self.allotted, 3))

    def left(self, now: datetime) -> float:
        """Seconds of the allotted time that are left, or 0 if it is over."""
        return max(0.0, round(self.allotted - self.spoken_time(now).total_seconds(), 3))

    def overrun(self, now: datetime) -> float:
        """Seconds beyond the limit that applied when the floor was given. Time that the moderator added later counts as
        beyond the limit (FL17).
        """
        return max(0.0, round(self.spoken_time(now).total_seconds() - (self.allotted - self.extended), 3))

    def with_changes(self, at: datetime, **fields: Any) -> "Turn":
        """The turn with these fields changed at the time `at`. Its clock stops, or resumes with the remaining time, if
        the new fields require it (`is_stopped`).
        """
        after = replace(self, **fields)
        if after.is_stopped and after.suspended_at is None:
            return replace(after, suspended_at=at)
        if not after.is_stopped and after.suspended_at is not None:
            total = after.suspended + max(at - after.suspended_at, timedelta())
            return replace(after, suspended_at=None, suspended=total, running_since=at)
        return after

    def suspend(self, now: datetime) -> "Turn":
        """The turn after the chair stopped its clock."""
        return self.with_changes(now, paused=True)

    def resume(self, now: datetime, **fields: Any) -> "Turn":
        """The turn after the chair let its clock run again, even if its holder's line has dropped."""
        forgotten: dict[str, Any] = {"dropped_at": None, "held_until": None, "awaits_hall": False}
        if self.dropped_at is not None:
            forgotten["reached_by"] = ""  # a line that is gone does not drop a second time
        return self.with_changes(now, paused=False, **forgotten, **fields)


@dataclass(frozen=True)
class Swap:
    """A proposal of two parties to change places (FL9). It has the number of moves of each entry when it was made."""

    entry: int
    moves: int
    with_entry: int
    with_moves: int
    proposed_at: datetime

    @property
    def number(self) -> int:
        """The number of the proposer's entry, which is in one proposal at a time."""
        return self.entry


@dataclass(frozen=True)
class PlaceBefore:
    """An entry's place before an ordering: its number, placement and rank."""

    number: int
    placement: int | None
    rank: int


@dataclass(frozen=True)
class Ordering:
    """An ordering of the list (FL7): the policy, what was drawn, and what is needed to undo it."""

    number: int
    policy: Policy
    at: datetime
    language: str = ""
    letter: str = ""
    seed: str = ""
    drawn: tuple[tuple[str, ...], ...] = ()
    before: tuple[PlaceBefore, ...] = ()
    after: tuple[int, ...] = ()
    previous: int | None = None
    """The ordering that was in force before."""


@dataclass(frozen=True)
class PendingMotion:
    """A motion from its recognition until the vote, or its end (FL27). Its number is that of the mover's turn."""

    number: int
    entry: int
    party: str
    motion: Motion
    motion_text: str
    recognised_at: datetime
    in_favour: int
    """How many may speak for it, beside the mover."""
    against: int
    heard: tuple[tuple[int, str, Side], ...] = ()
    """Who was given the floor on it: entry, party and side."""

    @property
    def speakers(self) -> dict[Side, int]:
        """How many may speak for and against it."""
        return {"for": self.in_favour, "against": self.against}


@dataclass(frozen=True)
class Floor:
    """The state of a session and of its floor: all that the rules read."""

    session: SessionState
    token: int
    next_number: int
    list_state: ListState
    limits: Limits
    debate: DebateState = "open"
    """Whether the debate on the present item goes on, or a motion adjourned or closed it (FL27)."""
    briefing: bool = False
    """Whether it is a press briefing, in which journalists ask for the floor (FL1)."""
    reason: str = ""
    resumes_at: datetime | None = None
    """If it is adjourned: when it goes on, and since when it has been adjourned (FL26)."""
    adjourned_at: datetime | None = None
    closes_at: datetime | None = None
    ends_turns: bool = False
    reply_limits: tuple[int, ...] = REPLY_LIMITS
    motion_speakers: MotionSpeakers = MOTION_SPEAKERS
    """How many may speak on each kind of motion (FL27)."""
    preset: PresetName | None = "conference"
    """The preset that gave all its figures, or None if some were changed."""
    figures: int = 0
    """How many times the speaking times (the figures of the floor) or the time budget were set (FL15, FL17)."""
    takes_replies: bool = False
    """Whether a moderator turned to the rights of reply before the list of speakers was done (FL14)."""
    item: int = 1
    """The number and the title of the present agenda item (FL14). The first item may have no title."""
    item_title: str = ""
    agenda: tuple[str, ...] = ("",)
    """The titles of the session's items, by number (FL14)."""
    ends_by: datetime | None = None
    """The time budget that the moderator set, or None if it is the session's own end (FL17)."""
    hall_at: datetime | None = None
    """When the hall's line was last seen (FL20), or None if it was never seen since the session was opened or resumed.
    """
    hall_until: datetime | None = None
    """Until when the session waits for the hall, if the hall's line dropped."""
    turn: Turn | None = None
    interrupted_turns: tuple[Turn, ...] = ()
    """The turns that wait during a point of order, a motion or a vote (FL13, FL27). The last one is the first to
    return."""
    motions: tuple[PendingMotion, ...] = ()
    """The motions that are recognised and not yet put to the vote (FL27). Each precedes the one before it."""
    vote: Vote | None = None
    """The vote under way, or the last one until the next grant (FL13)."""
    ruled: int | None = None
    """The turn of the last ruling, while it can be appealed against (FL13)."""
    ruling: RulingFacts | None = None
    """The last ruling, also when it can be appealed against no more."""
    appellant: str | None = None
    """The party that has appealed against the ruling, until its appeal is put to the vote or withdrawn (FL13)."""
    explains: int | None = None
    """The number of the proposal on which explanations of vote are taken (FL29)."""
    explains_after: bool = False
    """Whether these explanations are given after the vote."""
    swaps: tuple[Swap, ...] = ()
    orderings: int = 0
    """How many times the list was put in order."""
    ordering: Ordering | None = None
    """The ordering in force, or None if the list goes by the order of the requests."""
    entries: tuple[Entry, ...] = ()
    """Waiting entries, withdrawn ones that can be restored, those of the turns, and rights of reply that were
    called."""
    podium: dict[str, str] = field(default_factory=dict)
    """The ids of the participants on the podium, by slot."""

    @cached_property
    def waiting(self) -> list[Entry]:
        """The list of speakers, in order (FL6): the waiting entries, except those on another list or on none."""
        listed = (e for e in self.item_requests if e.listed)
        return sorted(listed, key=lambda entry: entry.order)

    @property
    def replies(self) -> list[Entry]:
        """The waiting rights of reply, in order (FL14)."""
        return sorted((e for e in self.item_requests if e.replies), key=lambda entry: entry.order)

    @property
    def explanations(self) -> list[Entry]:
        """The waiting explanations of vote, in order (FL29)."""
        return sorted((e for e in self.item_requests if e.explanation), key=lambda entry: entry.order)

    def list_of(self, entry: Entry) -> list[Entry]:
        """The list on which an entry of this kind stands."""
        if entry.explanation:
            return self.explanations
        return self.replies if entry.replies else self.waiting

    def limit_of(self, entry: Entry) -> int:
        """An entry's speaking time, in seconds (FL14, FL15)."""
        return entry.limit(self.limits, self.reply_limits)

    def count_replies(self, party: str, item: int) -> int:
        """How many rights of reply of the party on an item were called, or wait (FL14)."""
        own = [e for e in self.entries if e.replies and (e.party, e.item) == (party, item)]
        return sum(e.state in ("waiting", "called") for e in own)

    @property
    def may_call_replies(self) -> bool:
        """Whether a right of reply may be called now: the list is done, the debate is over, or a moderator turned to
        the rights of reply (FL14).
        """
        return self.takes_replies or not self.waiting or self.debate != "open"

    @cached_property
    def requests(self) -> list[Entry]:
        """All waiting entries, including those on the lists of other items (FL14)."""
        return [entry for entry in self.entries if entry.state == "waiting"]

    @cached_property
    def item_requests(self) -> list[Entry]:
        """All requests for the floor at the present item: the list of speakers, rights of reply, points of order and
        motions."""
        return [entry for entry in self.requests if not entry.listed or entry.item == self.item]

    @property
    def voting(self) -> Vote | None:
        """The vote under way (FL13)."""
        return self.vote if self.vote is not None and self.vote.result is None else None

    @property
    def motion(self) -> PendingMotion | None:
        """The motion that the meeting deals with (FL27). None during a vote."""
        return self.motions[-1] if self.motions and self.voting is None else None

    @property
    def interrupted(self) -> Turn | None:
        """The turn that was interrupted last (FL13)."""
        return self.interrupted_turns[-1] if self.interrupted_turns else None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The present turn, and those that were interrupted."""
        return (*self.interrupted_turns, self.turn) if self.turn is not None else self.interrupted_turns

    def turn_of(self, entry: str) -> Turn | None:
        """The turn of this entry, if it has the floor or was interrupted."""
        return next((turn for turn in self.turns if str(turn.entry) == entry), None)

    def speaking_on(self, motion: int) -> list[Entry]:
        """The waiting speakers on a motion, in order (FL27)."""
        return sorted((e for e in self.item_requests if e.of == motion), key=lambda entry: entry.order)

    def with_resumed_turn(self, turn: Turn, now: datetime, **fields: Any) -> "Floor":
        """The floor with `turn` resumed: its clock runs, and the token rises. The session no longer waits for
        the hall.
        """
        after = replace(self, turn=turn.resume(now, **fields), token=self.token + 1)
        return replace(after, hall_at=None, hall_until=None) if turn.awaits_hall else after

    def rank(self, of_party: int | None) -> int:
        """The rank of a new entry: its party's rank if the list goes by precedence, else 0 (FL7)."""
        if self.ordering is None or self.ordering.policy != "precedence":
            return 0
        return UNRANKED if of_party is None else of_party

    def with_derived_state(self) -> "Floor":
        """The floor with its derived fields brought up to date. Call it at the end of each change.

        It drops proposed swaps if an entry of theirs no longer waits or was moved (FL9). It counts rights of reply
        anew. If none waits any more, the floor is back at the list of speakers (FL14).
        """
        takes = self.takes_replies and self.replies != [] and self.session != "closed"
        counted = replace(self, entries=self._with_reply_numbers(), takes_replies=takes)
        return replace(counted, swaps=counted._valid_swaps())

    def _with_reply_numbers(self) -> tuple[Entry, ...]:
        """All entries. Rights of reply that wait have their number among those of their party. Those that were called
        count, those that were withdrawn do not.
        """
        replies = [e for e in self.entries if e.replies]
        if not replies:
            return self.entries
        used = Counter((e.party, e.item) for e in replies if e.state == "called")
        numbers: dict[int, int] = {}
        for entry in sorted((e for e in self.item_requests if e.replies), key=lambda e: e.number):
            used[entry.party, entry.item] += 1
            numbers[entry.number] = used[entry.party, entry.item]
        anew = {e.number: replace(e, reply=numbers[e.number]) for e in self.entries if e.number in numbers}
        return tuple(anew.get(e.number, e) for e in self.entries)

    def _valid_swaps(self) -> tuple[Swap, ...]:
        if not self.swaps:
            return ()
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
        """The floor with these entries added or replaced."""
        rows = {entry.number: entry for entry in (*self.entries, *changed)}
        return replace(self, entries=tuple(rows.values()))
