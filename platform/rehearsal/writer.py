"""The behaviour of a simulated person who writes messages. Pure.

In its turn a writer does one thing after the other: it writes to a channel, then replies, edits or deletes.
Between its turns it reacts to what others wrote to everyone.
"""

from dataclasses import dataclass
from random import Random

from rehearsal.acts import SendCommand
from rehearsal.plan import Plan
from rehearsal.questions import CORRECTED, REMARKS
from rehearsal.room import ON_DECK, Entity, Room

Mine = dict[str, dict[str, Entity]]
EVERYONE, DELEGATES, BACKSTAGE = "everyone", "delegates", "backstage"

STEP_SECONDS = 5.0
"""Seconds between two steps of a turn, at pace 1."""
REACTIONS_A_SECOND = 0.4
"""How many reactions a second all writers give."""
RECENT = 5
"""A writer reacts to so many of the latest messages."""
KINDS = ("agree", "agree", "thanks", "question")
WITHDRAWS_EVERY = 8
"""After so many reactions a writer withdraws the last one."""

TURNS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("send", EVERYONE), ("edit", EVERYONE)),
    (("send", DELEGATES), ("reply", DELEGATES)),
    (("send", BACKSTAGE),),
    (("reply", EVERYONE), ("delete", EVERYONE)),
    (("reply", EVERYONE),),
)
"""The steps of each turn: what is done in which channel. Who has no such channel takes its steps in everyone's."""


@dataclass(frozen=True)
class WriterProfile:
    """A writer's number, from 0, the number of all writers, and the party for which it writes; "" of a listener.

    A delegation writes to the other delegations, and backstage while it is called soon. Its own channel is closed to
    it, because its seat is given out for the rehearsal.
    """

    number: int
    count: int
    party: str = ""


class Writer:
    """Decides about twice a second, from the present state of the room and from what it wrote itself."""

    def __init__(self, profile: WriterProfile, plan: Plan, rng: Random) -> None:
        self.profile, self.plan, self._rng = profile, plan, rng
        self._before: float | None = None
        self._begins_at: float | None = None
        self._turns = self._written = 0
        self._steps: list[tuple[str, str]] = []
        self._step_at = 0.0
        self._reacted: list[tuple[str, str]] = []

    def decide(self, room: Room, now: float, mine: Mine) -> SendCommand | None:
        """The next action, or None. `mine` are its own entities of the stream of messages."""
        passed, self._before = now - (self._before if self._before is not None else now), now
        if room.state != "open":
            return None
        return self._write(room, now, mine) or self._react(room, passed, mine)

    def _write(self, room: Room, now: float, mine: Mine) -> SendCommand | None:
        every = self.plan.seconds(self.plan.message_every)
        if self._begins_at is None:
            self._begins_at = now + every * (self.profile.number + 0.5)
        if not self._steps and now >= self._begins_at:
            # A writer that was away for several turns takes one of them.
            missed = (now - self._begins_at) // (every * self.profile.count)
            self._begins_at += every * self.profile.count * (missed + 1)
            self._steps = [(act, self._channel(name, room)) for act, name in TURNS[self._next_turn()]]
            self._step_at = now
        if not self._steps or now < self._step_at:
            return None
        act, channel = self._steps.pop(0)
        self._step_at = now + self.plan.seconds(STEP_SECONDS)
        return self._take_step(act, channel, room, mine)

    def _next_turn(self) -> int:
        # Neighbours in time do different things.
        turn = (self._turns + self.profile.number) % len(TURNS)
        self._turns += 1
        return turn

    def _channel(self, name: str, room: Room) -> str:
        party = self.profile.party
        soon = any(row["party"] == party and not row["speaker"] for row in room.waiting[:ON_DECK])
        has_channel = bool(party) and (name != BACKSTAGE or soon)
        return name if has_channel else EVERYONE

    def _take_step(self, act: str, channel: str, room: Room, mine: Mine) -> SendCommand | None:
        if act in ("send", "reply"):
            return self._send(channel, room, self._answered(channel, room, mine) if act == "reply" else None)
        own = _own_message(channel, mine)
        if own is None:
            return None
        about: dict[str, str] = {"message": own["id"]}
        if act == "edit":
            about["text"] = f"{own['text']} {CORRECTED}"
        return SendCommand(f"message.{act}", dict(about), on="chat")

    def _send(self, channel: str, room: Room, reply_to: Entity | None) -> SendCommand | None:
        if channel == EVERYONE and room.message_mode in ("read_only", "off"):
            return None
        remarks = REMARKS[channel]
        text = remarks[(self._written * self.profile.count + self.profile.number) % len(remarks)]
        self._written += 1
        replied = {"reply_to": reply_to["id"]} if reply_to else {}
        return SendCommand("message.send", {"channel": channel, "text": text, **replied}, on="chat")

    def _answered(self, channel: str, room: Room, mine: Mine) -> Entity | None:
        """The latest message of another one in the channel."""
        own = mine.get("my_message", {})
        of_group = sorted(mine.get("my_group_message", {}).values(), key=lambda row: int(row["id"]))
        rows = room.messages if channel == EVERYONE else of_group
        others = [
            row
            for row in rows
            if row["channel"] == channel and row["id"] not in own and not row["deleted"] and not row["held"]
        ]
        return others[-1] if others else None

    def _react(self, room: Room, passed: float, mine: Mine) -> SendCommand | None:
        if self._rng.random() >= REACTIONS_A_SECOND / self.profile.count * self.plan.pace * passed:
            return None
        if len(self._reacted) >= WITHDRAWS_EVERY:
            message, kind = self._reacted.pop()
            self._reacted.clear()
            return SendCommand("message.withdraw_reaction", {"message": message, "kind": kind}, on="chat")
        own = mine.get("my_message", {})
        recent = [row["id"] for row in room.messages[-RECENT:] if row["id"] not in own]
        given = {message for message, _ in self._reacted}
        chosen = next((message for message in recent if message not in given), None)
        if chosen is None:
            return None
        self._reacted.append((chosen, self._rng.choice(KINDS)))
        message, kind = self._reacted[-1]
        return SendCommand("message.react", {"message": message, "kind": kind}, on="chat")


def _own_message(channel: str, mine: Mine) -> Entity | None:
    """The latest message of the writer's own in a channel."""
    rows = [row for row in mine.get("my_message", {}).values() if row["channel"] == channel]
    return max(rows, key=lambda row: int(row["id"]), default=None)
