"""What is sent is what the AsyncAPI document says."""

from functools import cache
from typing import Any

import jsonschema_rs

from foundation.registry import registry
from foundation.wire.asyncapi import document


@cache
def described() -> dict[str, Any]:
    """The AsyncAPI document of this server."""
    return document(registry())


@cache
def _schemas() -> jsonschema_rs.Registry:
    """All schemas of the document, read once for the validators of each."""
    components = {"schemas": described()["components"]["schemas"]}
    return jsonschema_rs.Registry([("urn:balai", {"components": components})])


@cache
def _validator(schema: str) -> jsonschema_rs.Validator:
    reference = {"$ref": f"urn:balai#/components/schemas/{schema}"}
    return jsonschema_rs.validator_for(reference, registry=_schemas())


def check(schema: str, content: Any) -> None:
    """Raise if the content is not what the schema of the document says."""
    _validator(schema).validate(content)


def fits(schema: str, content: Any) -> bool:
    """Whether the content is what the schema of the document says."""
    return bool(_validator(schema).is_valid(content))


def carried(kind: str) -> str:
    """The schema of a command or event by its type."""
    (reference,) = described()["components"]["messages"][kind]["payload"]["allOf"][1]["properties"].values()
    return str(reference["$ref"].rpartition("/")[2])


def check_event(frame: dict[str, Any]) -> None:
    """The same of a frame with an entry of the journal, and of the event in it."""
    check("EventFrame", frame)
    if event := frame["event"]:
        check(carried(event["type"]), event)
