"""The parts of a session that are published. Each belongs to the concept that stores it (`Concept.parts`)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from foundation.registry import registry
from sessions.programme.models import Session


@dataclass(frozen=True)
class PartFacts:
    """What a part of a session contains, for the organiser who decides on it.

    `count`: corrections of the minutes, recordings that are ready, or questions that everyone saw. `seconds`: the
    duration of the recordings. `waiting`: recordings that are not ready yet, or questions on which nobody decided.
    """

    is_there: bool
    count: int = 0
    seconds: float = 0
    waiting: int = 0


@dataclass(frozen=True)
class PublishedPart:
    """A part of a session that can be published.

    `facts(sessions)` says by the session's number what the part contains, with a fixed number of queries.
    `read(session)` is what the record page shows to those who may read the part, as a list of JSON objects.
    """

    name: str
    facts: Callable[[Collection[Session]], Mapping[int, PartFacts]]
    read: Callable[[Session], list[dict[str, Any]]] = lambda session: []


@cache
def published_parts() -> dict[str, PublishedPart]:
    """The parts of all concepts, by name."""
    return {part.name: part for concept in registry().concepts for part in concept.parts}
