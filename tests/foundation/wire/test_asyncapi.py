"""The AsyncAPI document is valid, and says everything of each message."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import jsonschema_rs
import pytest

from foundation.messages import protocol
from foundation.messages.protocol import Command, Event
from foundation.messages.refusal_table import refusals
from foundation.messages.schema import declared_messages, messages_by_name, type_of
from foundation.registry import registry
from foundation.wire import consumer, hub, reader_seats, server
from foundation.wire.asyncapi import CLOSE_CODES
from tests.support.described import carried, check, described, fits

ROOT = Path(__file__).resolve().parents[3]
OFFICIAL = ROOT / "frontend/node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json"


def references(node: Any) -> Iterator[str]:
    """Every `$ref` in the document."""
    if isinstance(node, dict):
        yield from (value for name, value in node.items() if name == "$ref")
        node = [*node.values()]
    for each in node if isinstance(node, list) else ():
        yield from references(each)


def followed(reference: str) -> Any:
    node: Any = described()
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return node


def names(base: type[Command | Event]) -> list[str]:
    return sorted(type_of(model) for model in declared_messages(registry().protocols, base))


def test_the_document_is_valid_by_the_official_schema() -> None:
    validator = jsonschema_rs.validator_for(json.loads(OFFICIAL.read_text(encoding="utf-8")))
    validator.validate(described())
    assert not validator.is_valid(described() | {"channel": {}})


def test_each_schema_is_a_json_schema_and_each_reference_leads_somewhere() -> None:
    for schema in described()["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema)
    assert [each for each in {*references(described())} if not followed(each)] == []


def test_each_message_has_a_place_and_a_description() -> None:
    schemas, modules = described()["components"]["schemas"], registry().protocols
    places: dict[str, list[str]] = {}
    for schema in schemas.values():
        places.setdefault(schema["x-balai"]["kind"], []).extend(schema["x-balai"]["names"])
    shapes = places.pop("shape")
    assert {kind: sorted(found) for kind, found in places.items()} == {
        "to_server": sorted(each.__name__ for each in get_args(protocol.Frame)),
        "to_browser": sorted(each.__name__ for each in get_args(protocol.ServerFrame)),
        "command": names(Command),
        "event": names(Event),
        "entity": sorted(messages_by_name(modules, "ENTITIES")),
        "signal": sorted(messages_by_name(modules, "SIGNALS")),
    }
    assert {"Entities", "Signals", "SeatInfo"} < {*shapes}
    assert [name for name, each in schemas.items() if not each["description"]] == []
    tags = [tag["name"] for tag in described()["info"]["tags"] if tag["description"]]
    assert len(tags) == len(modules) + 1
    assert {each["x-balai"]["concept"] for each in schemas.values()} <= {*tags}


def test_every_command_is_an_operation_that_says_what_permission_it_needs() -> None:
    operations = described()["operations"]
    needed = {name: each["x-permission"] for name, each in operations.items() if "x-permission" in each}
    assert needed == {type_of(each.command): each.permission for each in registry().handlers}
    assert all(f"`{permission}`" in operations[name]["description"] for name, permission in needed.items())
    assert sorted(needed) == names(Command)


def test_every_event_is_sent() -> None:
    sent = [each["$ref"].rpartition("/")[2] for each in described()["operations"]["send_entry"]["messages"]]
    assert sorted(sent) == sorted(["EventFrame", *names(Event)])


def test_every_code_that_is_raised_is_in_the_document() -> None:
    folders = [
        Path(import_module(name).__path__[0]) for name in ("foundation", "sessions", "chat", "streaming")
    ]
    sources = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py")]
    # The front end's test of refusals reads the sources by the same pattern.
    raised = {
        code for source in sources for code in re.findall(r'(?:Refusal|Limit)\(\s*"([^"]+\.[^"]+)"', source)
    }
    listed = described()["x-refusals"]
    assert list(listed) == sorted(raised)
    assert [code for code, each in listed.items() if not each["message"] or each["status"] < 400] == []


def test_refusals_are_read_from_where_they_are_raised() -> None:
    assert refusals(["foundation"])["seat.missing"] == "Take a seat first: no seat token was sent."


def test_every_code_by_which_a_socket_is_closed_is_told() -> None:
    codes = {consumer.BAD_FRAME, consumer.THROTTLED, hub.RECONNECT, server.TOO_FAST, server.DRAINING}
    codes |= {reader_seats.UNSEATED, reader_seats.SEAT_OVER, 1009}
    assert codes == {*CLOSE_CODES}
    assert all(f"- {code}: " in described()["channels"]["hall"]["description"] for code in codes)


EXAMPLES = re.findall(
    r"^```json\n(.+?)\n```$", (ROOT / "docs/protocol.md").read_text(encoding="utf-8"), re.M | re.S
)


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_of_the_page_is_a_frame(text: str) -> None:
    frame = json.loads(text)
    frames = [*get_args(protocol.Frame), *get_args(protocol.ServerFrame)]
    assert [each.__name__ for each in frames if fits(each.__name__, frame)] != []
    if inner := frame.get("command") or frame.get("event"):
        check(carried(inner["type"]), inner)
