"""Rooms for behaviours: entities as in the protocol, and a clock that a test moves."""

from typing import Any

from rehearsal.room import Room, Stream

SESSION = "1"
MOMENT = "2021-11-16T05:20:00.000Z"


def entry(
    number: int, party: str, place: str = "remote", mode: str = "live", kind: str = "statement"
) -> dict[str, Any]:
    return {
        "id": str(number),
        "party": party,
        "kind": kind,
        "mode": mode,
        "place": place,
        "order": [0, 0, number],
        "moves": 0,
        "category": "state",
    }


def turn(
    party: str,
    *,
    entry: str = "90",
    suspended: bool = False,
    dropped: bool = False,
    place: str = "remote",
    kind: str = "statement",
) -> dict[str, Any]:
    return {
        "id": f"t{entry}",
        "entry": entry,
        "party": party,
        "kind": kind,
        "mode": "live",
        "place": place,
        "allotted": 180,
        "suspended_at": MOMENT if suspended or dropped else None,
        "dropped_at": MOMENT if dropped else None,
    }


def question(number: int, state: str, *, pinned: bool = False) -> dict[str, Any]:
    return {"id": str(number), "text": f"Why {number}?", "state": state, "pinned": pinned}


def message(number: int, **values: Any) -> dict[str, Any]:
    row = {
        "id": str(number),
        "channel": "everyone",
        "text": f"Remark {number}.",
        "deleted": "",
        "held": False,
    }
    return row | {"pinned": False} | values


class Scene:
    """Parties `1`, `2`, … have a simulated member `s1` and a person `h1`. One of two moderators is simulated."""

    def __init__(self, parties: int = 12) -> None:
        self.room = Room(SESSION, Stream(), Stream())
        self.confirmed: set[str] = set()
        self.room.conference.entities = {
            "party": {str(n): {"id": str(n)} for n in range(1, parties + 1)},
            "participant": {
                **{f"s{n}": person(str(n), simulated=True) for n in range(1, parties + 1)},
                **{f"h{n}": person(str(n), simulated=False) for n in range(1, parties + 1)},
                "chair": person(None, "moderator"),
                "s-chair": person(None, "moderator", simulated=True),
            },
        }
        self.set("session", {SESSION: {"id": SESSION, "state": "open"}})
        self.set("floor", {SESSION: {"id": SESSION, "token": 7, "list_state": "open"}})
        self.present()

    def set(self, kind: str, rows: dict[str, Any]) -> None:
        """Set all entities of a type."""
        self.room.session.entities[kind] = rows

    def waits(self, *entries: dict[str, Any]) -> None:
        """Set the list of speakers."""
        self.set("entry", {row["id"]: row for row in entries})
        self._judge()

    def speaks(self, row: dict[str, Any] | None) -> None:
        """Set the turn."""
        self.set("turn", {row["id"]: row} if row else {})

    def asked(self, *questions: dict[str, Any]) -> None:
        """Set the questions."""
        self.set("question", {row["id"]: row for row in questions})

    def wrote(self, *messages: dict[str, Any]) -> None:
        """Add messages to everyone, or change them."""
        rows = self.room.chat.entities.setdefault("message", {})
        rows.update({row["id"]: row for row in messages})

    def present(self, *people: str) -> None:
        """Set who is connected."""
        rows = self.room.participants
        parties: dict[str, dict[str, list[str]]] = {}
        for one in people:
            if party := rows[one]["party"]:
                parties.setdefault(party, {"hall": [], "remote": []})["remote"].append(one)
        alone = [one for one in people if not rows[one]["party"]]
        self.room.session.signals["presence"] = {"parties": parties, "people": alone}

    def publish(self, *people: str) -> None:
        """Set whose connections to the relay are open."""
        self.room.session.signals["media.lines"] = {"publishing": list(people), "hall": False}
        self._judge()

    def confirm(self, *entries: int) -> None:
        """Set who was confirmed in the hall."""
        self.confirmed = {str(number) for number in entries}
        self._judge()

    def _judge(self) -> None:
        entries = self.room.session.entities["entry"].values()
        judged = {row["id"]: {"verdict": self._verdict(row), "figure": None} for row in entries}
        self.room.session.signals["floor.readiness"] = {"entries": judged}

    def _verdict(self, row: dict[str, Any]) -> str:
        people = self.room.session.signals.get("media.lines", {"publishing": []})["publishing"]
        parties = {self.room.participants[one]["party"] for one in people}
        if row["mode"] != "live":
            return "ready"
        if row["place"] == "hall":
            return "ready" if row["id"] in self.confirmed else "not_confirmed"
        return "ready" if row["party"] in parties else "no_line"


def person(party: str | None, *roles: str, simulated: bool = False) -> dict[str, Any]:
    return {"party": party, "roles": list(roles or ("delegate",)), "simulated": simulated}
