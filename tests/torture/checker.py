"""Reads a history and says what was broken. It knows the promises, and nothing of the server's code.

Each rule gives its violations as sentences; none means that it held.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.torture.history import Answered, Away, Entry, History, Saw, Sent

CONSISTENT_SECONDS = 30.0
"""After the end of a fault every reader holds what was written until then."""

EVENTS = {
    "floor.inscribe": "floor.inscribed",
    "floor.withdraw": "floor.withdrawn",
    "floor.move": "floor.moved",
    "floor.grant": "floor.granted",
    "floor.end": "floor.ended",
    "floor.finish": "floor.ended",
    "floor.revoke": "floor.ended",
    "floor.extend": "floor.extended",
    "floor.suspend_turn": "floor.turn_suspended",
    "floor.resume_turn": "floor.turn_resumed",
    "question.ask": "question.asked",
    "question.approve": "question.approved",
    "question.dismiss": "question.dismissed",
    "question.answer": "question.answered",
    "question.pin": "question.pinned",
}
"""The one event of each command that clients send."""

WITHHELD = {"question.asked"}
"""Events that moderators alone hear of."""


def violations(history: History) -> list[str]:
    """Everything that was broken."""
    return [said for rule in RULES for said in rule(history)]


def lost(history: History) -> Iterator[str]:
    """No acknowledged command is lost: the journal, or what is stored, shows it as its sender's."""
    sent, journal = _by_id(history), _by_number(history)
    votes, questions = Counter(history.votes), Counter(history.questions)
    for answer in _done(history):
        command = sent[answer.person, answer.id]
        if command.kind == "question.ask" and not questions[command.question]:
            yield f"lost: the question of {answer.id} is not stored"
        if not command.journaled:
            if not votes[command.person, command.question]:
                yield f"lost: the vote {answer.id} is not counted"
            continue
        entry = journal.get((command.stream, answer.seq or 0))
        if entry is None:
            yield f"lost: {answer.id} was done as {command.stream} {answer.seq}, which is not in the journal"
        elif (entry.actor, _event(entry)) != (command.person, EVENTS[command.kind]):
            yield f"lost: {answer.id} was done as {command.stream} {answer.seq}, which is {_event(entry)}"
        elif wrong := {name for name, of in command.about.items() if entry.frame["event"].get(name) != of}:
            yield f"lost: {answer.id} was done as {command.stream} {answer.seq}, of another {', '.join(wrong)}"


def twice(history: History) -> Iterator[str]:
    """No command is applied twice, nor with two answers: a number has one command, and a command one number."""
    told: dict[tuple[str, str], tuple[int | None, str]] = {}
    for answer in history.answers:
        first = told.setdefault((answer.person, answer.id), (answer.seq, answer.code))
        if first != (answer.seq, answer.code):
            yield f"twice: {answer.id} of {answer.client} was answered {first} and {(answer.seq, answer.code)}"
    sent = _by_id(history)
    numbers: dict[tuple[str, int], tuple[str, str]] = {}
    for kept in history.kept:
        id = kept.person, kept.id
        command = sent.get(id)
        if command is None or kept.seq is None or not command.journaled:
            continue
        if id in told and told[id] != (kept.seq, kept.code):
            yield f"twice: {id} was answered {told[id]}, and {kept.seq} is remembered"
        other = numbers.setdefault((command.stream, kept.seq), id)
        if other != id:
            yield f"twice: {command.stream} {kept.seq} is the number of {other} and {id}"
    people, streams = {each.person for each in history.sent}, {each.stream for each in history.sent}
    for entry in history.journal:
        of_a_client = entry.actor in people and entry.stream in streams
        if (
            of_a_client
            and (entry.stream, entry.seq) not in numbers
            and entry.seq > history.before[entry.stream]
        ):
            yield f"twice: {entry.stream} {entry.seq} ({_event(entry)}) belongs to no command"
    for text, count in Counter(history.questions).items():
        if count > 1:
            yield f"twice: the question “{text}” is stored {count} times"
    for vote, count in Counter(history.votes).items():
        if count > 1:
            yield f"twice: {vote} is counted {count} times"


def holders(history: History) -> Iterator[str]:
    """At most one holds the floor of a session at any number, and its token never falls."""
    turns: dict[str, set[str]] = defaultdict(set)
    token: dict[str, int] = defaultdict(int)
    for entry in sorted(history.journal, key=lambda each: (each.stream, each.seq)):
        put, drop = entry.frame["put"], entry.frame["drop"]
        held = turns[entry.stream]
        held.difference_update(drop.get("turn", ()))
        held.update(put.get("turn", ()))
        if len(held) > 1:
            yield f"holders: {len(held)} turns in {entry.stream} at {entry.seq}"
        for floor in put.get("floor", {}).values():
            if floor["token"] < token[entry.stream]:
                yield f"holders: the token of {entry.stream} fell at {entry.seq}"
            token[entry.stream] = floor["token"]
    for saw in history.saw:
        if saw.holders > 1:
            yield f"holders: {saw.client} saw {saw.holders} in {saw.stream} at {saw.seq}"


def fenced(history: History) -> Iterator[str]:
    """A command for a turn is done while its token is the floor's, and at no later moment."""
    tokens: dict[tuple[str, int], int] = {}
    token: dict[str, int] = defaultdict(int)
    for entry in sorted(history.journal, key=lambda each: (each.stream, each.seq)):
        tokens[entry.stream, entry.seq] = token[entry.stream]
        for floor in entry.frame["put"].get("floor", {}).values():
            token[entry.stream] = floor["token"]
    sent = _by_id(history)
    for answer in _done(history):
        command = sent[answer.person, answer.id]
        then = tokens.get((command.stream, answer.seq or 0))
        if None not in (command.token, then) and command.token != then:
            yield f"fenced: {answer.id} of {answer.client} was done with the token {command.token} at {then}"


def equal(history: History) -> Iterator[str]:
    """Readers of one audience hold the same at the same number."""
    first: dict[tuple[str, str, int], Saw] = {}
    for saw in history.saw:
        other = first.setdefault((saw.stream, saw.audience, saw.seq), saw)
        if other.fingerprint != saw.fingerprint:
            yield f"equal: {other.client} and {saw.client} differ in {saw.stream} at {saw.seq} ({saw.audience})"


def forward(history: History) -> Iterator[str]:
    """No reader goes back in a stream."""
    at: dict[tuple[str, str], int] = {}
    for saw in history.saw:
        before = at.get((saw.client, saw.stream), -1)
        if saw.seq < before:
            yield f"forward: {saw.client} went from {before} back to {saw.seq} in {saw.stream}"
        at[saw.client, saw.stream] = saw.seq


def next_one(history: History) -> Iterator[str]:
    """On a socket that follows each frame is the next: none is left out, comes twice or before another."""
    for each in history.strayed:
        where = f"at {each.held} of {each.stream}"
        yield f"next_one: {each.client} {where} was sent {each.seq} after {each.after}"


def withheld(history: History) -> Iterator[str]:
    """What moderators alone may see is in nobody else's frames."""
    for entry in history.journal:
        if entry.public and _event(entry) in WITHHELD:
            yield f"withheld: {entry.stream} {entry.seq} ({_event(entry)}) is everyone's"
    for saw in history.saw:
        if saw.withheld and saw.audience == "e":
            yield f"withheld: {saw.client} had what is not for it in {saw.stream} at {saw.seq}"


def counted(history: History) -> Iterator[str]:
    """In the end each screen shows the votes that are stored, and each person those that are its own."""
    stored, own = Counter(question for _, question in history.votes), defaultdict(set)
    for person, question in history.votes:
        stream, _, number = question.rpartition(" ")
        own[person, stream].add(number)
    for each in history.counted:
        shown = {number for number in history.shown if number.startswith(f"{each.stream} ")}
        counts = {f"{each.stream} {number}": count for number, count in each.counts.items()}
        if counts != {number: stored[number] for number in shown}:
            yield f"counted: {each.client} sees other votes in {each.stream} than are stored"
        if set(each.own) != own[each.person, each.stream]:
            yield f"counted: {each.client} sees other votes of its own in {each.stream} than are stored"


def unanswered(history: History) -> Iterator[str]:
    """In the end whoever sent a command was told what became of it."""
    told = {(answer.person, answer.id) for answer in history.answers}
    for each in history.sent:
        if (each.person, each.id) not in told:
            yield f"unanswered: {each.id} of {each.client} ({each.kind})"


def own(history: History) -> Iterator[str]:
    """Who is told that a command is done has seen already what was done, where its audience may."""
    sent, journal = _by_id(history), _by_number(history)
    moderates = {(saw.client, saw.stream) for saw in history.saw if saw.audience == "m"}
    for answer in _done(history):
        command = sent[answer.person, answer.id]
        entry = journal.get((command.stream, answer.seq or 0))
        if entry is None or not command.journaled or answer.seen is None:
            continue
        if not entry.public and (answer.client, entry.stream) not in moderates:
            continue
        if answer.seen < entry.seq:
            yield f"own: {answer.client} was told of {entry.stream} {entry.seq} at {answer.seen}"


def consistent(history: History) -> Iterator[str]:
    """Within 30 s after a fault every reader holds what was written until its end, and in the end everything."""
    for fault in history.faults:
        for client, stream, seconds in recoveries(history, fault.ended, fault.heads):
            if seconds > CONSISTENT_SECONDS:
                yield f"consistent: {client} had {stream} {seconds:.0f} s after {fault.name} or never"


def recoveries(history: History, since: float, heads: dict[str, int]) -> Iterator[tuple[str, str, float]]:
    """How long after a moment each reader had reached each number, and followed; infinite where it never did."""
    track: dict[tuple[str, str], list[Saw]] = defaultdict(list)
    for saw in history.saw:
        seen = track[saw.client, saw.stream]
        if not seen or saw.seq > seen[-1].seq:
            seen.append(saw)
    away: dict[tuple[str, str], list[Away]] = defaultdict(list)
    for each in history.away:
        away[each.client, each.stream].append(each)
    for client in history.readers:
        for stream, head in heads.items():
            seen = track[client, stream]
            at = bisect_left(seen, head, key=lambda each: each.seq)
            back = max(since, seen[at].at) if at < len(seen) else math.inf
            for each in away[client, stream]:
                if each.since <= back < each.until:
                    back = each.until
            yield client, stream, back - since


RULES = (
    lost, twice, holders, fenced, equal, forward, next_one, withheld, counted, unanswered, own, consistent,
)  # fmt: skip


def _done(history: History) -> Iterator[Answered]:
    return (answer for answer in history.answers if not answer.code)


def _by_id(history: History) -> dict[tuple[str, str], Sent]:
    return {(each.person, each.id): each for each in history.sent}


def _by_number(history: History) -> dict[tuple[str, int], Entry]:
    return {(entry.stream, entry.seq): entry for entry in history.journal}


def _event(entry: Entry) -> str:
    return str((entry.frame["event"] or {}).get("type"))
