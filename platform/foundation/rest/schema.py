"""How drf-spectacular describes the REST API in OpenAPI 3.1."""

import re
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from foundation.http.problems import problem_body
from foundation.rest.scopes import scope_of

Document = dict[str, Any]

TOKEN = "token"
"""The name of the security scheme for tokens of the API."""

SEAT: Document = {"seat": []}

LANGUAGE = OpenApiParameter(
    "language", str, description="The language of the texts, by BCP 47 tag. Another one gives English."
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="An ETag: 304 if that is still the version."
)

PROBLEM: Document = {
    "type": "object",
    "description": "A problem (RFC 9457): why a request was refused, in a stable code and a sentence.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, and what to do."},
        "code": {"type": "string", "description": "Stable. `/docs/protocol` lists the codes."},
        "values": {
            "type": "object",
            "description": "What the sentence names, such as a cell of a file. Only some problems have it.",
            "additionalProperties": {"type": ["string", "integer"]},
        },
    },
    "examples": [problem_body("seat.missing", "Take a seat first: no seat token was sent.", 401)],
}

NEEDED = ("required", "oneOf", "minProperties")
"""The keywords of a schema that make its body required. drf-spectacular itself looks only at serializers."""

NOT_BLANK = r"[^\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufdd0-\ufdef\ufffe\uffff]"
"""A pattern for texts that are not empty after spaces at their ends and control characters are removed."""


class SeatScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The security scheme of seat tokens: `Authorization: Bearer <seat token>`."""

    target_class = "foundation.rest.authentication.SeatAuthentication"
    name = "seat"

    def get_security_definition(self, auto_schema: AutoSchema) -> Document:
        """The security scheme as OpenAPI describes it."""
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "seat token",
            "description": "The token of a seat, as `POST /api/v1/seats/…` gives it.",
        }


class Schema(AutoSchema):
    """Takes summary and description of an operation from the docstring of its method."""

    def get_operation_id(self) -> str:
        """Method and path: `get_sessions_session_minutes`."""
        path = self.path.removeprefix("/api/v1/")
        return f"{self.method.lower()}_{re.sub('[^a-z0-9]+', '_', path.lower()).strip('_')}"

    def get_auth(self) -> list[Document]:
        """The security schemes of an operation. It takes a token of the API only if its view has a scope."""
        scope = scope_of(self.view, self.method)
        found: list[Document] = [each for each in super().get_auth() if scope or TOKEN not in each]
        return [{TOKEN: [scope]} if TOKEN in each else each for each in found]

    def get_summary(self) -> str | None:
        """The first sentence of the method's docstring."""
        given = super().get_summary()
        found = re.match(r".+?[.:](?=\s|$)", self._docstring(), re.DOTALL)
        return given or (" ".join(found[0].split())[:-1] if found else None)

    def get_description(self) -> str:  # type: ignore[override]  # as in drf-spectacular
        """The method's docstring."""
        return self._docstring()

    def _docstring(self) -> str:
        method = getattr(self.view, self.method.lower())
        return str(super().get_description()) if not method.__doc__ else _without_line_breaks(method.__doc__)


def _without_line_breaks(docstring: str) -> str:
    return re.sub(r"[ \t]*\n[ \t]*(?=\S)", " ", re.sub(r"\n\s*\n\s*", "\n\n", docstring.strip()))


def finish_schema(result: Document, generator: Any, request: Any, public: bool) -> Document:
    """Add to the finished description what drf-spectacular does not know: problems, that bodies have no unknown
    members, and required seats. Called by drf-spectacular.
    """
    components = result.setdefault("components", {}).setdefault("schemas", {})
    for name, each in components.items():
        if name.endswith("Request") and each.get("type") == "object":
            each.setdefault("additionalProperties", False)
            _refuse_blanks(each)
    components["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"].setdefault("default", {"description": "A refusal.", "content": content})
            if "requestBody" in operation and {*NEEDED} & _json_schema_of(operation["requestBody"]).keys():
                operation["requestBody"]["required"] = True
            security = operation.get("security", [])
            if SEAT in security:
                operation["security"] = [each for each in security if each]
            for parameter in operation.get("parameters", ()):
                _refuse_blanks({"properties": {"": parameter["schema"]}})
    return result


def _json_schema_of(part: Document) -> Document:
    found: Document = part["content"].get("application/json", {}).get("schema", {})
    return found


def _refuse_blanks(schema: Document) -> None:
    for each in schema.get("properties", {}).values():
        for text in (each, each.get("items", {}), each.get("additionalProperties") or {}):
            is_open = isinstance(text, dict) and not {"pattern", "format", "enum"} & text.keys()
            if is_open and text.get("type") == "string" and text.get("minLength") == 1:
                text["pattern"] = NOT_BLANK
