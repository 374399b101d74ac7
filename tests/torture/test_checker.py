"""The checker finds each thing that may not be, in histories that are sound but for that."""

import math
from dataclasses import replace
from typing import Any

import pytest

from tests.torture.checker import violations
from tests.torture.client import Watching
from tests.torture.history import Answered, Away, Counted, Entry, Fault, History, Kept, Saw, Sent, Strayed

HALL, ANN, BEN = "session/1", "ann-person", "ben-person"


def entry(seq: int, actor: str, event: str, **frame: Any) -> Entry:
    content = {"event": {"type": event, "party": "3"}, "put": {}, "drop": {}} | frame
    return Entry(HALL, seq, actor, public=event != "question.asked", frame=content)


def saw(client: str, seq: int, at: float, fingerprint: int = 0) -> Saw:
    return Saw(at, client, HALL, "e", seq, fingerprint or seq * 7, holders=0)


def floor(token: int) -> dict[str, Any]:
    return {"1": {"token": token}}


def sound() -> History:
    """Ann inscribes and asks, Ben is granted the floor, Cleo is refused and votes; the line fails in the middle."""
    return History(
        sent=[
            Sent(1, "ann", ANN, "a", HALL, "floor.inscribe", True, about={"party": "3"}),
            Sent(2, "ben", BEN, "b", HALL, "floor.grant", True, token=0),
            Sent(3, "ann", ANN, "c", HALL, "question.ask", True, "Why?"),
            Sent(4, "ben", BEN, "d", HALL, "floor.end", True, token=9),
            Sent(5, "ann", ANN, "v", HALL, "question.vote", False, "session/1 1"),
        ],
        answers=[
            Answered(1.1, "ann", ANN, "a", 11, "", 11),
            Answered(2.1, "ben", BEN, "b", 12, "", 12),
            Answered(3.1, "ann", ANN, "c", 13, "", 13),
            Answered(3.2, "ann", ANN, "c", 13, "", 13),
            Answered(4.1, "ben", BEN, "d", None, "floor.stale", 13),
            Answered(5.1, "ann", ANN, "v", 13, "", 13),
        ],
        saw=[
            saw(client, seq, at + 0.1)
            for seq, at in ((11, 1), (12, 2), (13, 10))
            for client in ("ann", "ben")
        ],
        faults=[Fault("a line cut", 2.5, 5.0, {HALL: 13})],
        readers=["ann", "ben"],
        end=20.0,
        before={HALL: 10},
        journal=[
            entry(11, ANN, "floor.inscribed"),
            entry(12, BEN, "floor.granted", put={"turn": {"1": {}}, "floor": floor(1)}),
            entry(13, ANN, "question.asked"),
        ],
        kept=[
            Kept(ANN, "a", 11, ""),
            Kept(BEN, "b", 12, ""),
            Kept(ANN, "c", 13, ""),
            Kept(BEN, "d", None, "floor.stale"),
            Kept(ANN, "v", 13, ""),
        ],
        questions=["Why?"],
        votes=[(ANN, "session/1 1")],
        shown=["session/1 1", "session/1 2"],
        counted=[
            Counted("ann", ANN, HALL, {"1": 1, "2": 0}, ["1"]),
            Counted("ben", BEN, HALL, {"1": 1, "2": 0}, []),
        ],
    )


def broken(rule: str) -> History:
    """A history that is sound but for one thing."""
    h = sound()
    turn: dict[str, Any] = {"turn": {"2": {}}}
    match rule:
        case "lost: the entry is not there":
            h.journal.pop(0)
        case "lost: it is another's":
            h.journal[0] = replace(h.journal[0], actor=BEN)
        case "lost: it is something else":
            h.journal[0] = entry(11, ANN, "floor.withdrawn")
        case "lost: a question":
            h.questions.clear()
        case "lost: a vote":
            h.votes.clear()
        case "twice: an entry of no command":
            h.journal.append(entry(14, ANN, "floor.inscribed"))
        case "twice: two answers":
            h.answers.append(Answered(6, "ann", ANN, "a", 12, "", 12))
        case "twice: done and refused":
            h.answers.append(Answered(6, "ann", ANN, "a", None, "floor.closed", 12))
        case "twice: what is remembered is not what was told":
            h.kept[0] = replace(h.kept[0], seq=14)
            h.journal.append(entry(14, ANN, "floor.inscribed"))
        case "twice: one number for two":
            h.kept[1] = replace(h.kept[1], seq=11)
        case "twice: a question":
            h.questions.append("Why?")
        case "twice: a vote":
            h.votes.append((ANN, "session/1 1"))
        case "holders: in the journal":
            h.journal[2] = entry(13, ANN, "question.asked", put=turn)
        case "holders: the token falls":
            h.journal[2] = entry(13, ANN, "question.asked", put={"floor": floor(0)})
        case "holders: on a screen":
            h.saw[3] = replace(h.saw[3], holders=2)
        case "equal: two readers differ":
            h.saw[3] = replace(h.saw[3], fingerprint=1)
        case "forward: a reader goes back":
            h.saw.append(saw("ben", 12, 11))
        case "own: told before it was seen":
            h.answers[0] = replace(h.answers[0], seen=10)
        case "lost: it is of another":
            h.sent[0] = replace(h.sent[0], about={"party": "4"})
        case "twice: as somebody else":
            h.kept[0] = replace(h.kept[0], person=BEN)
        case "fenced: an old token":
            h.answers[4] = replace(h.answers[4], seq=12, code="")
        case "next_one: left out":
            h.strayed.append(Strayed(3, "ann", HALL, held=11, after=12, seq=13))
        case "withheld: an event":
            h.journal[2] = replace(h.journal[2], public=True)
        case "withheld: on a screen":
            h.saw[3] = replace(h.saw[3], withheld=1)
        case "counted: too many":
            h.counted[1] = replace(h.counted[1], counts={"1": 2, "2": 0})
        case "counted: not shown":
            h.counted[1] = replace(h.counted[1], counts={"1": 1})
        case "counted: not its own":
            h.counted[0] = replace(h.counted[0], own=[])
        case "counted: another's":
            h.counted[1] = replace(h.counted[1], own=["1"])
        case "unanswered: a vote":
            h.answers.pop()
        case "consistent: too late":
            h.saw[-1] = replace(h.saw[-1], at=36.0)
        case "consistent: never":
            h.saw.pop()
        case "consistent: gone with what it had":
            h.away.append(Away("ann", HALL, 11.0, math.inf))
            h.faults.append(Fault("a web process killed", 11.0, 12.0, {HALL: 13}))
        case "own: a moderator's, withheld":
            h.journal[1] = replace(h.journal[1], public=False)
            h.answers[1] = replace(h.answers[1], seen=11)
            h.saw.append(replace(saw("ben", 13, 14), audience="m"))
    return h


def test_a_sound_history_has_no_violation() -> None:
    assert violations(sound()) == []


@pytest.mark.parametrize(
    "rule",
    [
        "lost: the entry is not there",
        "lost: it is another's",
        "lost: it is something else",
        "lost: a question",
        "lost: a vote",
        "twice: an entry of no command",
        "twice: two answers",
        "twice: done and refused",
        "twice: what is remembered is not what was told",
        "twice: one number for two",
        "twice: a question",
        "twice: a vote",
        "holders: in the journal",
        "holders: the token falls",
        "holders: on a screen",
        "equal: two readers differ",
        "forward: a reader goes back",
        "own: told before it was seen",
        "lost: it is of another",
        "twice: as somebody else",
        "fenced: an old token",
        "next_one: left out",
        "withheld: an event",
        "withheld: on a screen",
        "counted: too many",
        "counted: not shown",
        "counted: not its own",
        "counted: another's",
        "unanswered: a vote",
        "consistent: too late",
        "consistent: never",
        "consistent: gone with what it had",
        "own: a moderator's, withheld",
    ],
)
def test_each_violation_is_found(rule: str) -> None:
    found = {said.partition(":")[0] for said in violations(broken(rule))}
    assert rule.partition(":")[0] in found


def test_a_turn_that_ends_as_the_next_begins_is_one_holder() -> None:
    history = sound()
    history.journal[2] = entry(13, ANN, "question.asked", put={"turn": {"2": {}}}, drop={"turn": ["1"]})
    assert violations(history) == []


def test_what_is_withheld_from_a_reader_need_not_be_seen_by_it() -> None:
    history = sound()
    history.journal[2] = replace(history.journal[2], public=False)
    history.answers[2] = replace(history.answers[2], seen=12)
    assert violations(history) == []


def test_who_comes_back_in_time_with_what_it_had_is_consistent() -> None:
    history = sound()
    history.away.append(Away("ann", HALL, 11.0, 41.0))
    history.faults.append(Fault("a web process killed", 11.0, 12.0, {HALL: 13}))
    assert violations(history) == []


def event(after: int, kind: str, **put: Any) -> dict[str, Any]:
    frame = {"stream": HALL, "after": after, "seq": after + 1, "cursor": "", "drop": {}}
    return frame | {"event": {"type": kind}, "put": put}


def watching(strayed: list[int]) -> tuple[Watching, list[int]]:
    """A reader at 7, and what it had of the withheld after each frame."""
    had: list[int] = []
    reader = Watching(
        lambda reader: had.append(reader.withheld), lambda reader, frame: strayed.append(frame["seq"])
    )
    reader.apply({"stream": HALL, "seq": 7, "cursor": "", "entities": {}})
    return reader, had


def test_a_reader_says_where_a_frame_is_not_the_next() -> None:
    strayed: list[int] = []
    reader, _ = watching(strayed)
    for after in (7, 7, 9, 8):
        reader.apply(event(after, "floor.inscribed"))
    assert strayed == [8, 10]


def test_a_reader_says_what_is_withheld() -> None:
    reader, had = watching([])
    reader.apply(event(7, "floor.inscribed"))
    reader.apply(event(8, "question.asked"))
    reader.apply(
        event(9, "question.approved", question={"1": {"state": "approved"}, "2": {"state": "pending"}})
    )
    assert had == [0, 0, 1, 1]
