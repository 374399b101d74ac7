"""The behaviour of a simulated delegation: decides from the room, the clock and a random generator. Pure.

It asks for the floor while the list is short, opens its connection to the relay when it is on deck, speaks, and gives
the floor back. Some hand in a text in writing. It obeys the moderator, and steps aside for a person of its party.
"""

from dataclasses import dataclass
from random import Random

from rehearsal.acts import Act, Drop, Leave, OpenSocket, Publish, SendCommand, Unpublish
from rehearsal.plan import WAITING, Plan
from rehearsal.room import ON_DECK, Entity, Frame, Room

ARRIVES_EVERY = 0.8
"""Seconds between those who ask on arrival. It is longer than a tick, so that each sees the entries before its own."""

WRITES_AFTER = 40.0
"""Seconds after which those delegations that hand in a statement in writing do so."""

STATEMENT = "This text was handed in by a rehearsal of the conference. Nobody wrote it, and it stands for no position."
"""The written statement of a simulated delegation."""


@dataclass(frozen=True)
class Profile:
    """A delegation's identity and habits. `rank` is its place among those who ask on arrival."""

    party: str
    participant: str
    place: str
    rank: int
    asks: bool = True
    """Whether it asks for the floor. False if the party's seat is on offer: then the visitor who takes the
    seat asks.
    """
    late: bool = False
    drops: bool = False

    @property
    def writes(self) -> bool:
        """Whether it hands in a statement in writing: one delegation of eight does."""
        return self.asks and self.rank % 8 == 1


class Delegation:
    """Decides about twice a second, from the present state of the room."""

    def __init__(self, profile: Profile, plan: Plan, rng: Random) -> None:
        self.profile, self.plan, self._rng = profile, plan, rng
        self.aside = False
        self.here = self.has_line = False
        """Whether its socket is open, and its connection to the relay. Set by the simulated person."""
        self._mode = "live"
        self._before: float | None = None
        self._asks_at: float | None = None
        self._writes_at: float | None = None
        self._person_seen = 0.0
        self._spoken = 0.0
        self._speech = self._random_between(*plan.speech)
        self._line_at = 0.0
        self._drops_at = 0.0
        self._comes_at = 0.0
        self._own_withdrawals: set[str] = set()
        self._swapped: set[str] = set()
        self._acknowledged: set[str] = set()
        self._swap_seen: dict[str, float] = {}
        self._voted: set[str] = set()
        self._votes_at: float | None = None

    def decide(self, room: Room, now: float, mine: dict[str, dict[str, Entity]]) -> Act | None:
        """The next action, or None. `mine` holds its party's own entities. `now` is in seconds of a monotonic clock."""
        passed, self._before = now - (self._before if self._before is not None else now), now
        if self._asks_at is None:
            self._plan_arrival(now)
        self._note_mode_and_spoken_time(room, passed)
        if room.has_human(self.profile.party):
            self._person_seen = now
            return self._leave_for_person()
        if not self.here:
            return self._return_to_session(room, now)
        self.aside = False
        return (
            self._break_connection(room, now)
            or self._acknowledge(room, mine)
            or self._vote(room, now)
            or self._publish_or_stop(room, now)
            or self._speak(room, now, passed, mine)
        )

    def on_event(self, event: Frame, now: float) -> None:
        """React to an event that is about its party."""
        if event.get("party") != self.profile.party:
            return
        kind = event["type"]
        if kind == "floor.ended":
            self._postpone_request(now, 1 if event["by"] == "finished" else 2)
        elif kind == "floor.withdrawn" and event["entry"] not in self._own_withdrawals:
            self._postpone_request(now, 2)

    def on_refusal(self, act: SendCommand, code: str, now: float) -> None:
        """React to a refusal of its action: wait before it asks again."""
        if act.type == "floor.inscribe":
            self._postpone_request(now, 1)

    def _plan_arrival(self, now: float) -> None:
        plan, profile = self.plan, self.profile
        first = profile.rank < 2 * WAITING
        self._asks_at = now + (
            ARRIVES_EVERY * profile.rank if first else plan.seconds(self._random_between(*plan.rest))
        )
        self._line_at = now + (plan.seconds(150) if profile.late else 0)
        self._drops_at = now + plan.seconds(self._random_between(20, 40))
        self._writes_at = now + plan.seconds(WRITES_AFTER) if profile.writes else None

    def _note_mode_and_spoken_time(self, room: Room, passed: float) -> None:
        for entry in self._entries(room):
            self._mode = entry["mode"]
        turn = self._own_turn(room)
        if turn is None:
            self._spoken = 0.0
        elif turn["suspended_at"] is None:
            self._spoken += passed

    def _leave_for_person(self) -> Act | None:
        if not self.here:
            self.aside = True
            return None
        if self.has_line:
            return Unpublish()
        self.aside = True
        return Leave()

    def _return_to_session(self, room: Room, now: float) -> Act | None:
        """Come back to the session after a while.

        A delegation that stepped aside for a person does not come back while its party has a turn: the floor is held
        for the person (FL20).
        """
        gone = now - self._person_seen >= self.plan.seconds(self.plan.back_after)
        if self.aside and (not gone or self._own_turn(room)):
            return None
        return OpenSocket() if now >= self._comes_at else None

    def _break_connection(self, room: Room, now: float) -> Act | None:
        """Break the connection now and then, while on deck or with the floor, and come back."""
        on_deck = bool(self._entries(room) or self._own_turn(room)) and self._own_place(room) <= ON_DECK
        if not self.profile.drops or now < self._drops_at or not on_deck:
            return None
        self._drops_at = now + self.plan.seconds(self._random_between(120, 200))
        self._comes_at = now + self._random_between(14, 22)
        return Drop()

    def _publish_or_stop(self, room: Room, now: float) -> Act | None:
        """Publish while the party is on deck or speaks. Only the first `publishing` remote delegations do so."""
        wanted = self.profile.place == "remote" and now >= self._line_at and self._is_turn_to_publish(room)
        if wanted == self.has_line:
            return None
        return Publish() if wanted else Unpublish()

    def _acknowledge(self, room: Room, mine: dict[str, dict[str, Entity]]) -> Act | None:
        """Acknowledge each recording once."""
        for recording in (
            room.entities_of("running_recording").keys()
            - mine.get("my_acknowledgement", {}).keys()
            - self._acknowledged
        ):
            self._acknowledged.add(recording)
            return SendCommand("session_recording.acknowledge", {"recording": recording})
        return None

    def _vote(self, room: Room, now: float) -> Act | None:
        """Vote once, a few seconds after the vote was put, or when it is called in a roll call (FL28)."""
        vote = room.vote
        takes = vote is not None and vote["method"] in ("electronic", "roll_call") and room.state == "open"
        if (
            vote is None
            or not takes
            or self.profile.party not in vote["roll"]
            or self.profile.party in room.entities_of("ballot")
        ):
            self._votes_at = None
            return None
        if self._votes_at is None:
            self._votes_at = now + self._random_between(1, 6)
        due = vote["called"] == self.profile.party if vote["method"] == "roll_call" else now >= self._votes_at
        if not due or vote["id"] in self._voted:
            return None
        self._voted.add(vote["id"])
        answer = self._rng.choices(("yes", "no", "abstain"), (6, 2, 2))[0]
        return SendCommand("vote.cast", {"vote": vote["id"], "answer": answer})

    def _is_turn_to_publish(self, room: Room) -> bool:
        speaking = [turn] if (turn := room.turn) else []
        remote = [e for e in [*speaking, *room.waiting] if e["place"] == "remote" and e["mode"] == "live"]
        return any(e["party"] == self.profile.party for e in remote[: self.plan.publishing])

    def _speak(self, room: Room, now: float, passed: float, mine: dict[str, dict[str, Entity]]) -> Act | None:
        if room.state != "open":
            return None
        if turn := self._own_turn(room):
            return self._finish(room, turn)
        return (
            self._answer_swaps(room, mine.get("my_swap", {}), now)
            or self._hand_in(now)
            or self._restore_withdrawn(mine, passed)
            or self._withdraw_own_entry(room, passed)
            or self._propose_swap(room, passed)
            or self._request_floor(room, now)
            or self._leave_for_a_while(room, now, passed)
        )

    def _finish(self, room: Room, turn: Entity) -> Act | None:
        length = self.plan.seconds(self._speech) if turn["mode"] == "live" else 32.0
        if self._spoken < min(length, turn["allotted"]) or turn["suspended_at"] or room.floor is None:
            return None
        self._speech = self._random_between(*self.plan.speech)
        self._spoken = 0.0
        return SendCommand("floor.finish", {"token": room.floor["token"]})

    def _request_floor(self, room: Room, now: float) -> Act | None:
        if (
            not self.profile.asks
            or not room.takes_entries
            or self._entries(room)
            or now < (self._asks_at or 0.0)
        ):
            return None
        if len(room.waiting) >= WAITING:
            self._asks_at = now + self.plan.seconds(self._random_between(5, 40))
            return None
        self._postpone_request(now, 0.2)
        return SendCommand("floor.inscribe", {"mode": self._mode} if self._mode != "live" else {})

    def _hand_in(self, now: float) -> Act | None:
        """Hand in a statement in writing, once."""
        if self._writes_at is None or now < self._writes_at:
            return None
        self._writes_at = None
        return SendCommand("written.submit", {"language": "en", "text": STATEMENT})

    def _withdraw_own_entry(self, room: Room, passed: float) -> Act | None:
        entries = self._entries(room)
        if (
            not entries
            or self._own_place(room) <= 2
            or not self._happens_by_chance(self.plan.withdraws, passed)
        ):
            return None
        self._own_withdrawals.add(entries[0]["id"])
        return SendCommand("floor.withdraw", {"entry": entries[0]["id"]})

    def _restore_withdrawn(self, mine: dict[str, dict[str, Entity]], passed: float) -> Act | None:
        """Restore half of its own withdrawn entries (FL2)."""
        for number in mine.get("my_withdrawn_entry", {}):
            if number in self._own_withdrawals and self._happens_by_chance(0.5, passed):
                return SendCommand("floor.restore", {"entry": number})
        return None

    def _propose_swap(self, room: Room, passed: float) -> Act | None:
        """Propose a swap of places to another simulated party on the list (FL9)."""
        own = self._entries(room)
        if not own or own[0]["id"] in self._swapped or not self._happens_by_chance(self.plan.swaps, passed):
            return None
        others = [
            other
            for other in room.waiting[2:]
            if other["party"] != self.profile.party
            and other["category"] == own[0]["category"]
            and not room.has_human(other["party"])
        ]
        if self._own_place(room) <= 2 or not others:
            return None
        self._swapped.add(own[0]["id"])
        other = self._rng.choice(others)
        return SendCommand("floor.propose_swap", {"entry": own[0]["id"], "with_entry": other["id"]})

    def _answer_swaps(self, room: Room, mine: dict[str, Entity], now: float) -> Act | None:
        """Answer a proposed swap; if a person proposed it, always with yes. Cancel its own proposal if nobody
        answers.
        """
        self._swap_seen = {number: self._swap_seen.get(number, now) for number in mine}
        for number, swap in mine.items():
            waited = now - self._swap_seen[number]
            if swap["with_party"] == self.profile.party and waited >= self.plan.seconds(6):
                agrees = room.has_human(swap["party"]) or self._rng.random() < 0.7
                return SendCommand("floor.answer_swap", {"swap": number, "agrees": agrees})
            if swap["party"] == self.profile.party and waited >= self.plan.seconds(45):
                return SendCommand("floor.cancel_swap", {"swap": number})
        return None

    def _leave_for_a_while(self, room: Room, now: float, passed: float) -> Act | None:
        """Leave for a while if it is not on the list."""
        if self._own_place(room) <= len(room.waiting) or not self._happens_by_chance(
            self.plan.wanders, passed
        ):
            return None
        self._comes_at = now + self.plan.seconds(self._random_between(30, 80))
        return Leave()

    def _own_turn(self, room: Room) -> Entity | None:
        turn = room.turn
        return turn if turn is not None and turn["party"] == self.profile.party else None

    def _entries(self, room: Room) -> list[Entity]:
        return [entry for entry in room.waiting if entry["party"] == self.profile.party]

    def _own_place(self, room: Room) -> int:
        """Its place on the list, from 1. It is 0 if the delegation speaks, and one more than the last place if it is
        not on the list.
        """
        if self._own_turn(room):
            return 0
        places = (n for n, entry in enumerate(room.waiting, 1) if entry["party"] == self.profile.party)
        return next(places, len(room.waiting) + 1)

    def _postpone_request(self, now: float, times: float) -> None:
        self._asks_at = now + times * self.plan.seconds(self._random_between(*self.plan.rest))

    def _random_between(self, least: float, most: float) -> float:
        return self._rng.uniform(least, most)

    def _happens_by_chance(self, share_a_minute: float, passed: float) -> bool:
        return self._rng.random() < share_a_minute * self.plan.pace * passed / 60
