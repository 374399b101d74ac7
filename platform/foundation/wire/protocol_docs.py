"""Writes the protocol as a page for people: `docs/protocol.md`."""

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, get_args

from foundation.http.problems import status_of
from foundation.messages import protocol
from foundation.messages.protocol import Command, Event, Message
from foundation.messages.refusal_table import refusals
from foundation.messages.schema import declared_messages, json_schema, type_of
from foundation.registry import Handler, Registry

HEAD = """\
# The protocol `balai.v1`

*Generated from the concepts' `protocol.py` by `make protocol`. Do not edit.*

Each tab has one WebSocket, at `/ws`, with the subprotocol `balai.v1` and the site's own Origin. Frames are JSON text; a
snapshot is one gzipped binary frame.

The server closes the socket with one of these codes:

| code | when | what the browser does |
|---|---|---|
| 1009 | a message to the server is larger than 64 KiB | send less (pages refuse it themselves: `wire.too_long`) |
| 4008 | too many frames came | send less |
| 4012 | the server drains | reconnect after the milliseconds in the reason, which differ for each socket |
| 4013 | a stream could not be read, or no hello came in ten seconds | reconnect after a random time, with its cursors |

Only a `refused` frame or a close code from 4400 to 4499 is final.
The codes of refusals are [at the end](#refusals)."""

Shapes = dict[str, dict[str, Any]]


def markdown(registry: Registry) -> str:
    """Return the page `docs/protocol.md`."""
    shapes: Shapes = json_schema(registry.protocols)["$defs"]
    handlers = {type_of(handler.command): handler for handler in registry.handlers}
    parts = [HEAD, "## Frames"]
    parts += _models("To the server", get_args(protocol.Frame), shapes)
    parts += _models("To the browser", get_args(protocol.ServerFrame), shapes)
    for module in registry.protocols:
        parts += _concept(module, shapes, handlers)
    parts += _shared_models(registry.protocols, shapes)
    parts += _refusals(registry)
    return "\n\n".join(parts) + "\n"


def _concept(module: ModuleType, shapes: Shapes, handlers: dict[str, Handler]) -> Iterator[str]:
    yield f"## {module.__name__.split('.')[-2].replace('_', ' ').capitalize()}"
    yield (module.__doc__ or "").strip()
    for title, base in (("Commands", Command), ("Events", Event)):
        models = declared_messages([module], base)
        yield from _models_by_name(title, {type_of(model): model for model in models}, shapes, handlers)
    yield from _models_by_name("Entities", getattr(module, "ENTITIES", {}), shapes, handlers)
    yield from _models_by_name("Signals", getattr(module, "SIGNALS", {}), shapes, handlers)


def _models_by_name(
    title: str, models: dict[str, type[Message]], shapes: Shapes, handlers: dict[str, Handler]
) -> Iterator[str]:
    if models:
        yield f"### {title}"
    for name, model in models.items():
        yield f"#### `{name}`"
        if name in handlers:
            yield f"On a `{handlers[name].stream}/…` stream; needs the permission `{handlers[name].permission}`."
        yield from _shape(shapes[model.__name__])


def _models(title: str, models: Iterable[type[Message]], shapes: Shapes) -> Iterator[str]:
    yield f"### {title}"
    for model in models:
        yield f"#### {model.__name__}"
        yield from _shape(shapes[model.__name__])


def _shared_models(modules: list[ModuleType], shapes: Shapes) -> Iterator[str]:
    """The lines of the page about models that are used inside of others. Each model is described once."""
    tops = {Command, Event, protocol.Entity, protocol.Signal}
    frames = {model.__name__ for model in get_args(protocol.Frame) + get_args(protocol.ServerFrame)}
    models = [m for m in declared_messages([protocol, *modules], Message) if tops.isdisjoint(m.__mro__)]
    parts = [m for m in models if m.__name__ in shapes and m.__name__ not in frames and m is not Message]
    if parts:
        yield "## Shapes inside others"
        for model in parts:
            yield f"### {model.__name__}"
            yield from _shape(shapes[model.__name__])


def refusals_of(registry: Registry) -> dict[str, str]:
    """The code and message of every refusal of the concepts and of the foundation."""
    return refusals({module.__name__.partition(".")[0] for module in [protocol, *registry.protocols]})


def _refusals(registry: Registry) -> Iterator[str]:
    rows = [
        f"| `{code}` | {status_of(code)} | {_escape_cell(message)} |"
        for code, message in refusals_of(registry).items()
    ]
    yield "## Refusals"
    yield "| code | over REST | what the person reads |\n|---|---|---|\n" + "\n".join(rows)


def _shape(shape: dict[str, Any]) -> Iterator[str]:
    if "description" in shape:
        yield str(shape["description"])
    rows = [_field_row(name, field, shape) for name, field in shape["properties"].items() if name != "type"]
    if rows:
        yield "| field | is | |\n|---|---|---|\n" + "\n".join(rows)


def _field_row(name: str, field: dict[str, Any], shape: dict[str, Any]) -> str:
    optional = "" if name in shape.get("required", ()) else "may be left out"
    notes = [note for note in (field.get("description", ""), optional) if note]
    return f"| `{name}` | {_escape_cell(_type_text(field))} | {_escape_cell('; '.join(notes))} |"


def _type_text(field: dict[str, Any]) -> str:
    """Convert a JSON Schema type to text for the page."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "anyOf" in field:
        return " or ".join(_type_text(each) for each in field["anyOf"])
    if "enum" in field:
        return " | ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    return _simple_type_text(field)


def _simple_type_text(field: dict[str, Any]) -> str:
    match field.get("type"):
        case "array":
            return f"list of {_type_text(field['items'])}"
        case "object":
            inner = field.get("additionalProperties")
            return f"map of {_type_text(inner)}" if isinstance(inner, dict) and inner else "object"
        case "string":
            return "text" + _limits(field, "minLength", "maxLength", " characters")
        case "integer":
            return "whole number" + _limits(field, "minimum", "maximum", "")
        case kind:
            return str(kind or "anything")


def _limits(field: dict[str, Any], least: str, most: str, unit: str) -> str:
    if most not in field:
        return f", at least {field[least]}{unit}" if least in field else ""
    return f", {field[least]} to {field[most]}{unit}" if least in field else f", at most {field[most]}{unit}"


def _escape_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
