"""Frames as a browser sends them, and broken or hostile variants; seeded."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from foundation.messages.schema import type_of
from foundation.registry import registry

ODD: list[Any] = [
    None, True, False, 0, -1, 1.5, 2**31, 2**63, 10**30, 1e308, "", " ", "0", "-1", "1", "null", "%s", "' OR 1=1 --",
    "../../etc/passwd", "\u202e", "\u0000", "é" * 300, "x" * 5000, [], {}, [[]], {"": ""}, ["a", 1, None], "person/x",
    "session/1", "conference/1", "session/999999999999999999999", "session/-1", "session/1/..", "<script>",
]  # fmt: skip


class Corpus:
    """Valid frames of a session's stream, made of the known commands and of existing ids."""

    def __init__(self, chance: random.Random, streams: list[str], known: list[str]) -> None:
        self._chance, self._streams, self._known = chance, streams, known
        self._commands = [handler.command for handler in registry().handlers]

    def good(self) -> dict[str, Any]:
        """One frame that could be valid."""
        chance = self._chance
        stream = chance.choice(self._streams)
        if chance.random() < 0.2:
            return chance.choice(
                [{"follow": stream, "cursor": f"{chance.randrange(99)}.{chance.randrange(9)}.m"},
                 {"unfollow": stream}, {"ping": 1}, {"renew": True}]
            )  # fmt: skip
        command = chance.choice(self._commands)
        body = {"type": type_of(command)} | {
            name: self._value(field.annotation)
            for name, field in command.model_fields.items()
            if name != "type" and (field.is_required() or chance.random() < 0.5)
        }
        return {"id": f"{chance.getrandbits(64):016x}", "stream": stream, "command": body}

    def _value(self, kind: Any) -> Any:
        chance, inner = self._chance, [a for a in get_args(kind) if a is not type(None)]
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return {name: self._value(field.annotation) for name, field in kind.model_fields.items()}
        if get_origin(kind) in (list, tuple, set, frozenset):
            return [self._value(inner[0]) for _ in range(chance.randrange(3))]
        if get_origin(kind) is dict:
            return {chance.choice(self._known): self._value(inner[1])}
        if inner:
            chosen = chance.choice(inner)
            return chosen if isinstance(chosen, str) else self._value(chosen)
        return {int: chance.randrange(-3, 200), bool: True, float: 0.5}.get(kind, chance.choice(self._known))

    def mutated(self) -> str | bytes:
        """One frame with an error, most often in one place."""
        frame = self.good()
        for _ in range(self._chance.choice([1, 1, 1, 2, 5])):
            self._break(frame)
        text = json.dumps(frame)
        return self._cut(text) if self._chance.random() < 0.2 else text

    def _break(self, frame: dict[str, Any]) -> None:
        where, key = self._chance.choice(list(_places(frame)) or [(frame, "ping")])
        action = self._chance.randrange(4)
        if action == 0 and isinstance(where, dict):
            where.pop(key, None)
        elif action == 1 and isinstance(where, dict):
            where[self._chance.choice(["type", "id", "hello", "roles", "person", "x" * 100])] = where.get(key)
        else:
            where[key] = deepcopy(self._chance.choice(ODD + self._known))

    def _cut(self, text: str) -> str | bytes:
        at = self._chance.randrange(1, len(text))
        match self._chance.randrange(5):
            case 0:
                return text[:at]
            case 1:
                return text[:at] + chr(self._chance.randrange(1, 0xD7FF)) + text[at:]
            case 2:
                return text[at:] + text[:at]
            case 3:
                return text.encode()
            case _:
                return text[:at] + "[" * self._chance.randrange(1, 5000) + text[at:]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each container inside, with each of its keys."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner)
