"""The behaviour of a simulated listener: it votes, answers polls and reacts to statements. An asker asks in its turn.

Pure.
"""

from dataclasses import dataclass
from random import Random

from rehearsal.acts import Act, SendCommand
from rehearsal.plan import ASKERS, Plan
from rehearsal.questions import QUESTIONS
from rehearsal.room import Entity, Room

MANY_QUESTIONS = 60
"""From this number of shown questions on, the audience asks fifteen times less often, so that snapshots stay small."""

ANSWERS_A_SECOND = 0.1
"""The chance that a listener answers an open poll within a second."""

VOTES_A_SECOND = 1.5
"""How many votes a second the whole audience gives."""

REACTIONS_A_SECOND = 1.0
"""How many times a second the whole audience reacts to written statements."""


@dataclass(frozen=True)
class ListenerNumber:
    """A listener's number, from 0, and the number of all listeners (`count`)."""

    number: int
    count: int

    @property
    def number_of_askers(self) -> int:
        """How many of the listeners ask questions."""
        return min(ASKERS, self.count)


class Listener:
    """Decides at each tick, from the present state of the room."""

    def __init__(self, profile: ListenerNumber, plan: Plan, rng: Random) -> None:
        self.profile, self.plan, self._rng = profile, plan, rng
        self._before: float | None = None
        self._asks_at: float | None = None
        self._asked = 0
        self._voted: set[str] = set()
        self._polled: set[str] = set()
        self._reacted: set[str] = set()

    def decide(self, room: Room, now: float, mine: dict[str, dict[str, Entity]]) -> Act | None:
        """The next action, or None. `now` is in seconds of a monotonic clock."""
        passed, self._before = now - (self._before if self._before is not None else now), now
        if room.state != "open":
            return None
        return (
            self._ask(room, now, mine)
            or self._answer(room, passed)
            or self._vote(room, passed)
            or self._react(room, passed)
        )

    def _ask(self, room: Room, now: float, mine: dict[str, dict[str, Entity]]) -> Act | None:
        """Ask a question when it is this asker's turn. A turn is skipped while a question waits for approval."""
        if self.profile.number >= self.profile.number_of_askers:
            return None
        every = self.plan.seconds(self.plan.question_every)
        if self._asks_at is None:
            self._asks_at = now + 2 + every * self.profile.number
        if now < self._asks_at:
            return None
        seldom = 15 if len(room.questions("approved", "answered")) >= MANY_QUESTIONS else 1
        own = sorted(mine.get("my_question", {}).values(), key=lambda question: int(question["id"]))
        last = own[-1]["state"] if own else ""
        self._asks_at += every * self.profile.number_of_askers * seldom * (2 if last == "dismissed" else 1)
        if last == "pending":
            return None
        return self._next_question(room)

    def _next_question(self, room: Room) -> Act | None:
        said = {question["text"] for question in room.questions("approved", "answered", "pending")}
        at = self._asked * self.profile.number_of_askers + self.profile.number
        self._asked += 1
        turned = [QUESTIONS[(at + n) % len(QUESTIONS)] for n in range(len(QUESTIONS))]
        text = next((text for text in turned if text not in said), turned[0])
        return SendCommand("question.ask", {"text": text, "anonymous": self._rng.random() < 0.2})

    def _answer(self, room: Room, passed: float) -> Act | None:
        """Answer the open poll once, within some seconds."""
        polls = (
            each for each in room.entities_of("poll").values() if each["state"] == "open" and each["options"]
        )
        poll = next((each for each in polls if each["id"] not in self._polled), None)
        if poll is None or self._rng.random() >= ANSWERS_A_SECOND * self.plan.pace * passed:
            return None
        self._polled.add(poll["id"])
        chosen = min(1 + int(self._rng.expovariate(0.7)), len(poll["options"]))
        salt = f"{self._rng.getrandbits(128):032x}"
        return SendCommand("poll.answer", {"poll": poll["id"], "choices": [chosen], "salt": salt})

    def _vote(self, room: Room, passed: float) -> Act | None:
        share = min(1 / 25, VOTES_A_SECOND / self.profile.count) * self.plan.pace
        if self._rng.random() >= share * passed:
            return None
        open_now = [q["id"] for q in room.questions("approved") if q["id"] not in self._voted]
        if not open_now:
            return None
        chosen = open_now[min(int(self._rng.expovariate(1.0)), len(open_now) - 1)]
        self._voted.add(chosen)
        return SendCommand("question.vote", {"question": chosen})

    def _react(self, room: Room, passed: float) -> Act | None:
        """React once to each published statement, in the course of some minutes."""
        share = min(1 / 60, REACTIONS_A_SECOND / self.profile.count) * self.plan.pace
        if self._rng.random() >= share * passed:
            return None
        published = [key for key, row in room.entities_of("written_statement").items() if not row["held"]]
        unseen = [key for key in published if key not in self._reacted]
        if not unseen:
            return None
        self._reacted.add(unseen[0])
        kind = self._rng.choices(("agree", "thanks", "question"), (5, 3, 1))[0]
        return SendCommand("reaction.add", {"item": f"statement/{unseen[0]}", "kind": kind})
