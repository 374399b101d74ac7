"""What somebody in a seat might do next, by chance: of what it sees, which may be old by then."""

import random
from typing import Any

Entities = dict[str, dict[str, Any]]
Command = dict[str, Any]


def choose(seat: dict[str, Any], entities: Entities, dice: random.Random) -> Command | None:
    """A command, or None where there is nothing to do."""
    if "moderator" in seat["roles"]:
        return _conduct(entities, dice)
    if seat["party"] is not None:
        return _take_part(seat, entities, dice)
    return _listen(entities, dice)


def _conduct(entities: Entities, dice: random.Random) -> Command | None:
    acts = [_floor, _floor, _list, _list, _questions]
    return dice.choice(acts)(entities, dice)


def _floor(entities: Entities, dice: random.Random) -> Command | None:
    (floor,) = entities["floor"].values()
    token, entries = floor["token"], list(entities.get("entry", {}))
    grant = {"type": "floor.grant", "entry": _any(entries, dice), "token": token, "confirmed": True}
    if floor["turn"] is None:
        return grant if entries else None
    acts: list[Command] = [
        {"type": "floor.end", "token": token},
        {"type": "floor.revoke", "token": token},
        {"type": "floor.extend", "token": token, "seconds": 30},
        {"type": "floor.suspend_turn", "token": token},
        {"type": "floor.resume_turn", "token": token},
    ]
    return dice.choice([*acts, grant] if entries else acts)


def _list(entities: Entities, dice: random.Random) -> Command | None:
    entries = entities.get("entry", {})
    parties = {entry["party"] for entry in entries.values()}
    if len(entries) < 6 or dice.random() < 0.4:
        others = [party for party in PARTIES if party not in parties]
        return _inscribe(dice.choice(others)) if others else None
    entry, before = dice.choice(list(entries.items())), dice.choice(list(entries))
    if dice.random() < 0.5:
        return {"type": "floor.withdraw", "entry": entry[0]}
    moved = {"type": "floor.move", "entry": entry[0], "moves": entry[1]["moves"], "reason": "By chance"}
    return moved | ({} if before == entry[0] else {"before": before})


PARTIES: list[str] = []
"""The ids of those whom moderators inscribe; told by the course."""


def _inscribe(party: str | None = None) -> Command:
    return {"type": "floor.inscribe"} | ({"party": party, "reason": "By chance"} if party else {})


def _questions(entities: Entities, dice: random.Random) -> Command | None:
    pending = [id for id, row in entities.get("question", {}).items() if row["state"] == "pending"]
    shown = [id for id, row in entities.get("question", {}).items() if row["state"] == "approved"]
    if pending and dice.random() < 0.7:
        id = dice.choice(pending[:5])
        if dice.random() < 0.8:
            return {"type": "question.approve", "question": id}
        return {"type": "question.dismiss", "question": id, "reason": "By chance"}
    if shown:
        kind = dice.choice(["question.pin", "question.answer", "question.answer"])
        return {"type": kind, "question": dice.choice(shown)}
    return None


def _take_part(seat: dict[str, Any], entities: Entities, dice: random.Random) -> Command:
    mine = [id for id, row in entities.get("entry", {}).items() if row["party"] == seat["party"]]
    (floor,) = entities["floor"].values()
    acts = [_inscribe(), {"type": "floor.finish", "token": floor["token"]}, _ask(dice)]
    if mine:
        acts.append({"type": "floor.withdraw", "entry": dice.choice(mine)})
    return dice.choice(acts)


def _listen(entities: Entities, dice: random.Random) -> Command:
    shown = [id for id, row in entities.get("question", {}).items() if row["state"] == "approved"]
    if shown and dice.random() < 0.8:
        return {"type": "question.vote", "question": dice.choice(shown)}
    return _ask(dice)


def _ask(dice: random.Random) -> Command:
    return {"type": "question.ask", "text": f"Question {dice.getrandbits(64):016x}"}


def _any(ids: list[str], dice: random.Random) -> str | None:
    return dice.choice(ids) if ids else None
