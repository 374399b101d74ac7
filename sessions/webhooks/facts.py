"""What is told to webhooks: facts in the journal that everyone may see, and the body of the message. Pure."""

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
"""By the type of an event in the journal: the type of the message that is sent, and the entities that it contains."""
STATEMENT: Final = "statement.released"
"""The type of the message for a written statement that everyone can now read: it was handed in, or its party was
called.
"""
STATEMENT_EVENTS: Final = ("written.submitted", "floor.granted")
PUBLISHED: Final = {
    "minutes": "minutes.published",
    "recording": "recording.published",
    "questions": "questions.published",
}
"""By the part of a session: the type of the message that is sent when the part is published to everyone."""
ADOPTED: Final = "outcome.adopted"
"""The type of the message that is sent when an outcome document that everyone may see is adopted."""
TEST: Final = "webhook.test"
TYPES: Final = (*dict.fromkeys(sent for sent, _ in EVENTS.values()), STATEMENT, *PUBLISHED.values(), ADOPTED)
"""All types of messages that a webhook can ask for."""
MAX_OCTETS: Final = 128 * 1024
"""The largest body in octets. If a body would be larger, the entities are left out."""


@dataclass(frozen=True)
class Fact:
    """A fact that is told to webhooks. `key` is the same each time that the fact is read."""

    key: str
    type: str
    timestamp: str
    data: Mapping[str, Any]


def facts_of_frame(frame: Mapping[str, Any]) -> Iterator[Fact]:
    """The facts in a frame of the journal. The frame is the one that everyone gets."""
    event, put = frame["event"], frame["put"]
    place = {"stream": frame["stream"], "seq": frame["seq"]}
    key = f"{frame['stream']}/{frame['seq']}"
    if event["type"] in EVENTS:
        sent, wanted = EVENTS[event["type"]]
        entities = {name: list(put[name].values()) for name in wanted if put.get(name)}
        told = {name: value for name, value in event.items() if name != "type"}
        yield Fact(key, sent, frame["at"], {**place, "event": told, "entities": entities})
    if event["type"] == "vote.closed" and event.get("session_suspended"):
        told = {"reason": ""}
        data = {**place, "event": told, "entities": {"session": list(put["session"].values())}}
        yield Fact(f"{key}/session", "session.suspended", frame["at"], data)
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


def webhook_body(fact: Fact, about: Mapping[str, Any]) -> str:
    """The body of a webhook (Standard Webhooks): `type`, `timestamp` and `data`. `about` is added to its data."""
    data = {**about, **fact.data}
    body = _body_json(fact, data)
    if len(body.encode()) > MAX_OCTETS:
        body = _body_json(fact, {**data, "entities": {}, "is_cut": True})
    return body


def _body_json(fact: Fact, data: Mapping[str, Any]) -> str:
    content = {"type": fact.type, "timestamp": fact.timestamp, "data": data}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
