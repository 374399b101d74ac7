"""A client's state: entities and signals by stream, and the queries that behaviours need. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

Entity = dict[str, Any]
Frame = dict[str, Any]
ON_DECK = 5
"""How many of the next entries are on deck (FL18)."""


def name_of(party: Entity) -> str:
    """A party's name, in English if it has one."""
    return str(party["name"].get("en") or next(iter(party["name"].values()), party["code"]))


class Stream:
    """A reader's state of one stream, by the rules of `docs/protocol.md`. `keep` are the entity types to keep."""

    def __init__(self, keep: Collection[str] | None = None) -> None:
        self.seq, self.cursor = -1, None
        self.entities: dict[str, dict[str, Entity]] = {}
        self.mine: dict[str, dict[str, Entity]] = {}
        self.signals: dict[str, Any] = {}
        self._keep = keep

    def apply(self, frame: Frame) -> bool:
        """Apply a frame. Returns False if an earlier one is missing, so that the stream must be followed again."""
        if "entities" in frame:
            self.entities = {kind: rows for kind, rows in frame["entities"].items() if self._keeps_type(kind)}
            self.seq, self.cursor = frame["seq"], frame["cursor"]
        elif "after" in frame:
            return self._apply_event(frame)
        elif "mine" in frame:
            self.mine = {} if frame["whole"] else self.mine
            _apply_put_and_drop(self.mine, frame["mine"], frame["drop"])
        elif "signals" in frame:
            self.signals |= frame["signals"]
        return True

    def _apply_event(self, frame: Frame) -> bool:
        if self.seq >= frame["seq"]:
            return True
        if self.seq < frame["after"]:
            return False
        put = {kind: rows for kind, rows in frame["put"].items() if self._keeps_type(kind)}
        _apply_put_and_drop(self.entities, put, frame["drop"])
        self.seq, self.cursor = frame["seq"], frame["cursor"]
        return True

    def _keeps_type(self, kind: str) -> bool:
        return self._keep is None or kind in self._keep


def _apply_put_and_drop(
    entities: dict[str, dict[str, Entity]], put: dict[str, dict[str, Entity]], drop: dict[str, list[str]]
) -> None:
    for kind, rows in put.items():
        entities.setdefault(kind, {}).update(rows)
    for kind, ids in drop.items():
        for gone in ids:
            entities.get(kind, {}).pop(gone, None)


@dataclass
class Room:
    """A session with its messages and its conference, as one reader sees them."""

    session_id: str
    conference: Stream = field(default_factory=Stream)
    session: Stream = field(default_factory=Stream)
    chat: Stream = field(default_factory=Stream)

    def entities_of(self, kind: str) -> dict[str, Entity]:
        """The entities of one type in the session's stream, by id."""
        return self.session.entities.get(kind, {})

    @property
    def is_known(self) -> bool:
        """Whether the snapshots of both streams have come."""
        return self.floor is not None and bool(self.participants)

    @property
    def floor(self) -> Entity | None:
        """The session's floor, as the server sent it last."""
        return self.entities_of("floor").get(self.session_id)

    @property
    def turn(self) -> Entity | None:
        """The turn that holds the floor, or None."""
        return next(iter(self.entities_of("turn").values()), None)

    @property
    def waiting(self) -> list[Entity]:
        """The entries of the list that the chair calls from, in order: the explanations of vote if there are any, else
        the list of the present item, else the rights of reply. Points of order are not among them.
        """
        here = (entry for entry in self.entities_of("entry").values() if not entry.get("other_item"))
        ordered = sorted(here, key=lambda entry: entry["order"])
        listed = [entry for entry in ordered if entry["kind"] in ("statement", "intervention")]
        explaining = [entry for entry in ordered if entry["kind"] == "explanation_of_vote"]
        return explaining or listed or [entry for entry in ordered if entry["kind"] == "right_of_reply"]

    @property
    def points_of_order(self) -> list[Entity]:
        """The points of order and motions that wait, in order."""
        interrupting = ("point_of_order", "motion")
        entries = (entry for entry in self.entities_of("entry").values() if entry["kind"] in interrupting)
        return sorted(entries, key=lambda entry: entry["order"])

    @property
    def motion(self) -> Entity | None:
        """The motion before the meeting: of several, the one that was recognised last (FL27)."""
        return max(
            self.entities_of("pending_motion").values(), key=lambda motion: int(motion["id"]), default=None
        )

    @property
    def motion_speakers(self) -> list[Entity]:
        """Those who wait to speak on the motion before the meeting, in order."""
        motion = self.motion
        entries = (
            entry
            for entry in self.entities_of("entry").values()
            if motion and entry.get("of") == motion["id"]
        )
        return sorted(entries, key=lambda entry: entry["order"])

    @property
    def vote(self) -> Entity | None:
        """The vote that is under way, or None."""
        return next((vote for vote in self.entities_of("vote").values() if vote["closed_at"] is None), None)

    @property
    def adjourned(self) -> bool:
        """Whether the session is adjourned to a later date."""
        found = self.entities_of("session").get(self.session_id)
        return found is not None and bool(found.get("resumes_at"))

    @property
    def state(self) -> str:
        """The session's state: scheduled, open, suspended or closed."""
        found = self.entities_of("session").get(self.session_id) or self.conference.entities.get(
            "session", {}
        ).get(self.session_id)
        return str(found["state"]) if found else ""

    @property
    def takes_entries(self) -> bool:
        """Whether parties may ask for the floor."""
        return self.state == "open" and self.floor is not None and self.floor["list_state"] == "open"

    @property
    def participants(self) -> dict[str, Entity]:
        """All participants of the conference."""
        return self.conference.entities.get("participant", {})

    @property
    def parties(self) -> dict[str, Entity]:
        """All parties of the conference."""
        return self.conference.entities.get("party", {})

    @property
    def presence(self) -> dict[str, Any]:
        """The signal `presence`."""
        return self.session.signals.get("presence") or {"parties": {}, "people": [], "moderators": 0}

    @property
    def hall_is_on_air(self) -> bool:
        """Whether anyone's line of the hall reaches the relay."""
        return bool((self.session.signals.get("media.lines") or {"hall": False})["hall"])

    def members_here(self, party: str) -> list[str]:
        """The members of a party who are connected."""
        here = self.presence["parties"].get(party)
        return [*here["hall"], *here["remote"]] if here else []

    def has_human(self, party: str) -> bool:
        """Whether a person of this party is connected. Its simulated delegation then does nothing."""
        return any(not self._is_simulated(member) for member in self.members_here(party))

    def human_moderator(self) -> bool:
        """Whether a moderator is connected who is not simulated."""
        people = (self.participants.get(person) for person in self.presence["people"])
        return any(p and "moderator" in p["roles"] and not p["simulated"] for p in people)

    def _is_simulated(self, participant: str) -> bool:
        found = self.participants.get(participant)
        return found is None or bool(found["simulated"])

    def readiness_verdict(self, entry: Entity) -> str:
        """The server's verdict on an entry's readiness (FL18). Empty for an entry far down the list."""
        judged = self.session.signals.get("floor.readiness") or {"entries": {}}
        return str(judged["entries"].get(entry["id"], {"verdict": ""})["verdict"])

    def is_ready(self, entry: Entity) -> bool:
        """Whether the party of an entry could speak at once (FL18)."""
        return self.readiness_verdict(entry) == "ready"

    def questions(self, *states: str) -> list[Entity]:
        """The questions in these states, the oldest first."""
        found = (q for q in self.entities_of("question").values() if q["state"] in states)
        return sorted(found, key=lambda question: int(question["id"]))

    @property
    def messages(self) -> list[Entity]:
        """The messages to everyone that were not deleted, the oldest first."""
        found = (row for row in self.chat.entities.get("message", {}).values() if not row["deleted"])
        return sorted(found, key=lambda row: int(row["id"]))

    @property
    def message_mode(self) -> str:
        """How the session takes messages to everyone: `open`, `approved`, `read_only` or `off`."""
        policies = self.chat.entities.get("message_policy", {})
        return str(policies[self.session_id]["mode"]) if self.session_id in policies else "open"

    @property
    def votes(self) -> dict[str, int]:
        """The number of votes for each question, by its id."""
        counts: dict[str, int] = (self.session.signals.get("question.votes") or {"counts": {}})["counts"]
        return counts
