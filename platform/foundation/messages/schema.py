"""The protocol as JSON Schema, from the concepts' `protocol.py`."""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, create_model

from foundation.messages import protocol
from foundation.messages.protocol import Command, Event, Message

_CLOSED = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


def declared_messages(modules: Iterable[ModuleType], base: type[Message]) -> list[type[Message]]:
    """The subclasses of `base` that these modules declare, in order."""
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, base) and value.__module__ == module.__name__
    ]


def messages_by_name(modules: Iterable[ModuleType], table: str) -> dict[str, type[Message]]:
    """The `ENTITIES` or `SIGNALS` of all modules, by name in messages."""
    return {name: model for module in modules for name, model in getattr(module, table, {}).items()}


def type_of(model: type[Message]) -> str:
    """The type of a command or event in messages, such as `floor.grant`."""
    return str(model.model_fields["type"].default)


def json_schema(modules: list[ModuleType]) -> dict[str, Any]:
    """One JSON Schema with all frames, commands, events, entities and signals, for the export to TypeScript."""
    groups = {
        "commands": {type_of(m): m for m in declared_messages(modules, Command)},
        "events": {type_of(m): m for m in declared_messages(modules, Event)},
        "entities": messages_by_name(modules, "ENTITIES"),
        "signals": messages_by_name(modules, "SIGNALS"),
        "frames": {m.__name__: m for m in declared_messages([protocol], Message) if not _is_base(m)},
    }
    fields: dict[str, Any] = {group: (_group_model(group, models), ...) for group, models in groups.items()}
    whole: type[BaseModel] = create_model("Protocol", __config__=_CLOSED, **fields)
    schema = whole.model_json_schema(mode="serialization")
    _strip_titles(schema)
    for model in _models_in(whole):
        _describe(schema["$defs"].get(model.__name__, {}), model)
    for model in groups["commands"].values():
        _make_defaults_optional(schema["$defs"][model.__name__], model)
    return schema


def _group_model(name: str, models: dict[str, type[Message]]) -> type[BaseModel]:
    fields: dict[str, Any] = {key: (model, ...) for key, model in models.items()}
    return create_model(name.capitalize(), __config__=_CLOSED, **fields)


def _make_defaults_optional(definition: dict[str, Any], model: type[Message]) -> None:
    """Make those fields of a command optional that have a default, because its sender may leave them out.

    Events and entities always have all fields.
    """
    optional = {name for name, field in model.model_fields.items() if not field.is_required()} - {"type"}
    definition["required"] = [name for name in definition["required"] if name not in optional]


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    """The models of an annotation, and those of their fields."""
    found: set[type[BaseModel]] = set()
    waiting = [annotation]
    while waiting:
        each = waiting.pop()
        waiting += get_args(each)
        if isinstance(each, type) and issubclass(each, BaseModel) and each not in found:
            found.add(each)
            waiting += [field.annotation for field in each.model_fields.values()]
    return found


def _describe(definition: dict[str, Any], model: type[BaseModel]) -> None:
    """Add the docstrings below fields as descriptions.

    Pydantic's `use_attribute_docstrings` does it when a class is made. That took a seventh of the time in which a
    server starts.
    """
    for part in reversed(model.__mro__):
        texts = _field_docstrings(part.__module__).get(part.__name__, {}) if issubclass(part, Message) else {}
        for name, text in texts.items():
            if name in definition.get("properties", {}):
                definition["properties"][name]["description"] = text


@cache
def _field_docstrings(module: str) -> dict[str, dict[str, str]]:
    """The docstrings below fields, by class and field. The module's source is read once for all its classes."""
    body = ast.parse(inspect.getsource(sys.modules[module])).body
    return {each.name: dict(_below_fields(each)) for each in body if isinstance(each, ast.ClassDef)}


def _below_fields(declared: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in pairwise(declared.body):
        match field, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)


def _is_base(model: type[Message]) -> bool:
    return model in (Message, Command, Event, protocol.Entity, protocol.Signal)


def _strip_titles(node: Any) -> None:
    """Remove the titles of properties, because each would become a type alias in TypeScript."""
    if isinstance(node, dict):
        for value in node.get("properties", {}).values():
            value.pop("title", None)
        for value in node.values():
            _strip_titles(value)
    elif isinstance(node, list):
        for value in node:
            _strip_titles(value)
