"""What webhooks tell: facts of the journal that everyone may see, and the body that is sent. Pure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

EVENTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "session.opened": ("session.opened", ("session",)),
    "session.suspended": ("session.suspended", ("session",)),
    "session.adjourned": ("session.adjourned", ("session",)),
    "session.resumed": ("session.resumed", ("session",)),
    "session.closed": ("session.closed", ("session",)),
    "floor.granted": ("floor.granted", ("turn",)),
    "floor.ended": ("floor.ended", ("turn",)),
    "vote.closed": ("vote.closed", ("vote",)),
    "decision.recorded": ("decision.recorded", ("decision",)),
    "documents.added": ("document.added", ("document",)),
    "documents.file_added": ("document.file_added", ("document",)),
    "documents.released": ("document.released", ("document",)),
    "documents.removed": ("document.removed", ()),
}
"""By the type of an event of the journal: the type that is sent, and the entities that come with it."""
STATEMENT: Final = "statement.released"
"""Sent for each written statement that everyone reads from now on: it was handed in, or its party was called."""
STATEMENT_EVENTS: Final = ("written.submitted", "floor.granted")
PUBLISHED: Final = {
    "minutes": "minutes.published",
    "recording": "recording.published",
    "questions": "questions.published",
}
"""By the part of a session: sent when it is published to everyone."""
ADOPTED: Final = "outcome.adopted"
"""Sent when an outcome document that everyone may see is adopted."""
TEST: Final = "webhook.test"
TYPES: Final = (*dict.fromkeys(sent for sent, _ in EVENTS.values()), STATEMENT, *PUBLISHED.values(), ADOPTED)
"""All types that can be asked for."""
MAX_OCTETS: Final = 128 * 1024
"""The largest body. Beyond it, the entities are left out."""


@dataclass(frozen=True)
class Fact:
    """Something to tell. `key` is the same whenever the same fact is read again."""

    key: str
    type: str
    timestamp: str
    data: Mapping[str, Any]


def facts(frame: Mapping[str, Any]) -> Iterator[Fact]:
    """The facts in a frame of the journal, as everyone gets it."""
    event, put = frame["event"], frame["put"]
    place = {"stream": frame["stream"], "seq": frame["seq"]}
    key = f"{frame['stream']}/{frame['seq']}"
    if event["type"] in EVENTS:
        sent, wanted = EVENTS[event["type"]]
        entities = {name: list(put[name].values()) for name in wanted if put.get(name)}
        told = {name: value for name, value in event.items() if name != "type"}
        yield Fact(key, sent, frame["at"], {**place, "event": told, "entities": entities})
    if event["type"] == "publication.published" and event["readers"] == "everyone":
        told = {"part": event["part"], "readers": event["readers"]}
        yield Fact(key, PUBLISHED[event["part"]], frame["at"], {**place, "event": told, "entities": {}})
    if event["type"] == "outcome.told" and event["adopted"] and put.get("outcome"):
        entities = {"outcome": list(put["outcome"].values())}
        yield Fact(
            key, ADOPTED, frame["at"], {**place, "event": {"outcome": event["outcome"]}, "entities": entities}
        )
    if event["type"] in STATEMENT_EVENTS:
        for id, statement in put.get("written_statement", {}).items():
            if not statement["held"]:
                data = {**place, "entities": {"written_statement": [statement]}}
                yield Fact(f"{key}/{id}", STATEMENT, frame["at"], data)


def body_of(fact: Fact, about: Mapping[str, Any]) -> str:
    """The body of a webhook (Standard Webhooks): `type`, `timestamp` and `data`. `about` is added to its data."""
    data = {**about, **fact.data}
    body = _json(fact, data)
    if len(body.encode()) > MAX_OCTETS:
        body = _json(fact, {**data, "entities": {}, "is_cut": True})
    return body


def _json(fact: Fact, data: Mapping[str, Any]) -> str:
    content = {"type": fact.type, "timestamp": fact.timestamp, "data": data}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
