"""JSON Schemas for bodies of requests. A body holds the fields of a command, whose type follows from the
request's URL.
"""

from typing import Any

from foundation.messages.edits import Values
from foundation.messages.protocol import Command
from foundation.rest.schema import NOT_BLANK

Schema = dict[str, Any]


def command_schema(command: type[Command], named_by: str = "") -> Schema:
    """The schema of a command's fields, without its type, and without the field that the request's URL gives."""
    found = _without_references(command.model_json_schema())
    for name in filter(None, ("type", named_by)):
        found["properties"].pop(name)
    return found | {"required": [name for name in found.get("required", ()) if name != named_by]}


def change_schema(command: type[Command]) -> Schema:
    """The schema of the values of a command that changes fields. Each may be left out, but not all of them."""
    values: type[Values] = command.model_fields["values"].annotation  # type: ignore[assignment]
    found = _without_references(values.model_json_schema())
    for name, each in found["properties"].items():
        each.pop("default", None)
        if name not in values.NULLABLE:
            each.update(each.pop("anyOf")[0])
    return found | {"minProperties": 1}


def _without_references(schema: Schema) -> Schema:
    """A schema with its references replaced by what they refer to, as drf-spectacular takes it."""
    named = schema.pop("$defs", {})

    def written(part: Any) -> Any:
        if isinstance(part, list):
            return [written(each) for each in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            return written(named[part["$ref"].rpartition("/")[2]])
        plain = {
            name: written(each) for name, each in part.items() if name != "title" or isinstance(each, dict)
        }
        if plain.get("type") == "string" and plain.get("minLength") == 1 and "pattern" not in plain:
            plain["pattern"] = NOT_BLANK
        if "patternProperties" in plain:
            plain["additionalProperties"] = False
        return plain

    whole: Schema = written(schema)
    return whole
