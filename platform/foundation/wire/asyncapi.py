"""The protocol `balai.v1` as an AsyncAPI 3.0 document, from the concepts' `protocol.py` and handlers."""

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, NamedTuple, get_args

from foundation.http.problems import status_of
from foundation.messages import protocol
from foundation.messages.protocol import Command, Event, Message
from foundation.messages.refusal_table import refusals
from foundation.messages.schema import declared_messages, json_schema, messages_by_name, type_of
from foundation.registry import Handler, Registry
from foundation.version import __version__
from foundation.wire.consumer import SUBPROTOCOL

Document = dict[str, Any]

GROUPS = ("Commands", "Events", "Frames")
"""Tables of the JSON Schema that only the export to TypeScript needs."""

DESCRIPTION = """\
What pages and programs say to a hall on a WebSocket. Frames are JSON text; a snapshot is one gzipped binary frame.

A browser says `hello` with the token of its seat, then follows streams: `conference/1`, `session/4`. The server answers
with a snapshot and, from then on, the entries of the journal, each with its number. Commands are answered by `done` or
`refused`.

`docs/protocol.md` explains it with examples. The codes of refusals have a page: `/docs/protocol`."""

CLOSE_CODES = {
    1009: "A message to the server is larger than 64 KiB. Send less.",
    4008: "Too many frames came. Send less.",
    4012: "The server drains. Reconnect after the milliseconds in the reason, which differ for each socket.",
    4013: "A stream could not be read, or no hello came in ten seconds. Reconnect after a random time, with cursors.",
    4400: "A frame before the hello could not be read. Final.",
    4401: "No seat, or its token is forged or expired. Final.",
    4403: "The seat's access was withdrawn. Final.",
}
"""The codes with which the server closes a socket, and what the browser does then."""

TABLES = (
    ("Snapshot", "entities", "Entities"),
    ("EventFrame", "put", "Entities"),
    ("MineFrame", "mine", "Entities"),
    ("SignalsFrame", "signals", "Signals"),
)
"""The members of frames that hold entities or signals by name."""

FRAMES = "Frames"
"""The tag of what belongs to no concept."""


class Exchange(NamedTuple):
    """A frame to the server, and the frames that answer it."""

    frame: type[Message]
    answers: tuple[type[Message], ...] = ()


EXCHANGES = {
    "hello": Exchange(protocol.Hello, (protocol.SeatFrame, protocol.Refused)),
    "follow": Exchange(
        protocol.Follow,
        (protocol.Snapshot, protocol.EventFrame, protocol.MineFrame, protocol.SignalsFrame, protocol.Refused),
    ),
    "unfollow": Exchange(protocol.Unfollow),
    "ping": Exchange(protocol.Ping, (protocol.Pong,)),
    "renew": Exchange(protocol.Renew, (protocol.SeatFrame,)),
}
"""The frames to the server by the member that names them. Commands are operations of their own."""

SENT: dict[str, type[Message]] = {
    "seat": protocol.SeatFrame,
    "snapshot": protocol.Snapshot,
    "entry": protocol.EventFrame,
    "mine": protocol.MineFrame,
    "signals": protocol.SignalsFrame,
}
"""The frames that the server sends of itself."""


def document(registry: Registry) -> Document:
    """The AsyncAPI document. It reads the sources of refusals and messages, which takes a second."""
    modules = registry.protocols
    commands = {type_of(model): model for model in declared_messages(modules, Command)}
    events = {type_of(model): model for model in declared_messages(modules, Event)}
    messages = _messages(commands, events)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": f"Balai: the protocol {SUBPROTOCOL}",
            "version": __version__,
            "description": DESCRIPTION,
            "license": {"name": "Apache 2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
            "tags": [
                {"name": FRAMES, "description": "What goes over the socket. All else is inside of these."},
                *({"name": _title(each), "description": (each.__doc__ or "").strip()} for each in modules),
            ],
        },
        "defaultContentType": "application/json",
        "servers": {
            "hall": {
                "host": "{host}",
                "protocol": "wss",
                "description": "A hall. In the room's own network it may be plain `ws`.",
                "variables": {"host": {"description": "Name and port.", "examples": ["hall.example.org"]}},
            }
        },
        "channels": {"hall": _channel(messages)},
        "operations": {**_frame_operations(), **_command_operations(registry, commands), **_sent(events)},
        "components": {"messages": messages, "schemas": _schemas(modules)},
        "x-refusals": {
            code: {"status": status_of(code), "message": text} for code, text in refusals_of(registry).items()
        },
    }


def refusals_of(registry: Registry) -> dict[str, str]:
    """The code and message of every refusal of the concepts and of the foundation."""
    return refusals({module.__name__.partition(".")[0] for module in [protocol, *registry.protocols]})


def _title(module: ModuleType) -> str:
    """The name of a concept for people, from the folder of its `protocol.py`: `Floor: agenda`."""
    return ": ".join(module.__name__.split(".")[1:-1]).replace("_", " ").capitalize()


def _channel(messages: Document) -> Document:
    codes = "\n".join(f"- {code}: {text}" for code, text in CLOSE_CODES.items())
    header = {"type": "string", "const": SUBPROTOCOL}
    return {
        "address": "/ws",
        "title": "The socket of one tab",
        "description": f"Open with the subprotocol `{SUBPROTOCOL}` and the site's own Origin. "
        "Only a `refused` frame or a close code from 4400 to 4499 is final. "
        f"The server closes the socket with these codes:\n\n{codes}",
        "servers": [{"$ref": "#/servers/hall"}],
        "messages": {name: _component("messages", name) for name in messages},
        "bindings": {
            "ws": {
                "method": "GET",
                "headers": {"type": "object", "properties": {"Sec-WebSocket-Protocol": header}},
                "bindingVersion": "0.1.0",
            }
        },
    }


def _messages(commands: dict[str, type[Message]], events: dict[str, type[Message]]) -> Document:
    """Each frame, and for each command and event a frame that carries it."""
    frames = [*get_args(protocol.Frame), *get_args(protocol.ServerFrame)]
    plain = {model.__name__: model for model in frames if model is not protocol.CommandFrame}
    return {
        **{name: _message(model, _schema(model)) for name, model in plain.items()},
        **{
            name: _message(each, _frame_with("CommandFrame", "command", each))
            for name, each in commands.items()
        },
        **{name: _message(each, _frame_with("EventFrame", "event", each)) for name, each in events.items()},
    }


def _message(model: type[Message], payload: Document) -> Document:
    is_binary = model is protocol.Snapshot
    content = {"contentType": "application/gzip"} if is_binary else {}
    return {"summary": _summary(model), "payload": payload, **content}


def _summary(model: type[Message]) -> str:
    return " ".join((model.__doc__ or "").split())


def _frame_with(frame: str, member: str, model: type[Message]) -> Document:
    carried = {"type": "object", "properties": {member: _component("schemas", model.__name__)}}
    return {"allOf": [_component("schemas", frame), carried]}


def _frame_operations() -> Document:
    return {name: _operation("receive", each.frame, answers=each.answers) for name, each in EXCHANGES.items()}


def _command_operations(registry: Registry, commands: dict[str, type[Message]]) -> Document:
    handlers = {type_of(handler.command): handler for handler in registry.handlers}
    answers = (protocol.Done, protocol.Refused)
    return {
        name: _operation("receive", model, name, answers) | _rights(handlers[name])
        for name, model in commands.items()
    }


def _rights(handler: Handler) -> Document:
    text = f"On a `{handler.stream}/…` stream; needs the permission `{handler.permission}`."
    return {"description": text, "x-stream": handler.stream, "x-permission": handler.permission}


def _sent(events: Iterable[str]) -> Document:
    found = {f"send_{name}": _operation("send", model) for name, model in SENT.items()}
    found["send_entry"]["messages"] += [_in_channel(name) for name in events]
    return found


def _operation(
    action: str, model: type[Message], message: str = "", answers: tuple[type[Message], ...] = ()
) -> Document:
    replies = [_in_channel(answer.__name__) for answer in answers]
    reply = {"reply": {"channel": {"$ref": "#/channels/hall"}, "messages": replies}} if replies else {}
    return {
        "action": action,
        "channel": {"$ref": "#/channels/hall"},
        "summary": _summary(model),
        "messages": [_in_channel(message or model.__name__)],
        **reply,
    }


def _in_channel(name: str) -> Document:
    return {"$ref": f"#/channels/hall/messages/{name}"}


def _schema(model: type[Message]) -> Document:
    return _component("schemas", model.__name__)


def _component(kind: str, name: str) -> Document:
    return {"$ref": f"#/components/{kind}/{name}"}


def _schemas(modules: list[ModuleType]) -> Document:
    """The schemas of all messages. `x-balai` says where each belongs, and its names in frames."""
    found: Document = _with_refs_to_components(json_schema(modules)["$defs"])
    for group in GROUPS:
        del found[group]
    entities, signals = messages_by_name(modules, "ENTITIES"), messages_by_name(modules, "SIGNALS")
    found["Entities"] = _table(
        "Entities by type and id.", {name: _by_id(each) for name, each in entities.items()}
    )
    found["Signals"] = _table("Signals by type.", {name: _schema(each) for name, each in signals.items()})
    for frame, member, table in TABLES:
        found[frame]["properties"][member] = _component("schemas", table)
    places: dict[str, Document] = {}
    for concept, kind, name, schema in _places(modules):
        place = places.setdefault(schema, {"concept": concept, "kind": kind, "names": []})
        if place["kind"] == kind:
            place["names"].append(name)
    return {schema: found[schema] | {"x-balai": place} for schema, place in places.items() if schema in found}


def _places(modules: list[ModuleType]) -> Iterator[tuple[str, str, str, str]]:
    """Concept, kind and name in frames of each schema. What has no other kind is a shape inside of others."""
    for module, concept in [(protocol, FRAMES), *((each, _title(each)) for each in modules)]:
        kinds = {
            "to_server": {each.__name__: each for each in get_args(getattr(module, "Frame", None))},
            "to_browser": {each.__name__: each for each in get_args(getattr(module, "ServerFrame", None))},
            "command": {
                type_of(each): each for each in declared_messages([module], Command) if each is not Command
            },
            "event": {
                type_of(each): each for each in declared_messages([module], Event) if each is not Event
            },
            "entity": getattr(module, "ENTITIES", {}),
            "signal": getattr(module, "SIGNALS", {}),
            "shape": {
                each.__name__: each
                for each in declared_messages([module], Message)
                if not issubclass(each, (Command, Event, protocol.Entity, protocol.Signal))
            },
        }
        for kind, models in kinds.items():
            for name, model in models.items():
                yield concept, kind, name, model.__name__
    for table in ("Entities", "Signals"):
        yield FRAMES, "shape", table, table


def _by_id(model: type[Message]) -> Document:
    return {"type": "object", "additionalProperties": _schema(model)}


def _table(description: str, members: Document) -> Document:
    return {
        "type": "object",
        "description": description,
        "properties": members,
        "additionalProperties": False,
    }


def _with_refs_to_components(node: Any) -> Any:
    if isinstance(node, dict):
        return dict(_moved(node))
    return [_with_refs_to_components(each) for each in node] if isinstance(node, list) else node


def _moved(node: Document) -> Iterator[tuple[str, Any]]:
    for name, value in node.items():
        if name == "$ref":
            yield name, value.replace("#/$defs/", "#/components/schemas/")
        else:
            yield name, _with_refs_to_components(value)
