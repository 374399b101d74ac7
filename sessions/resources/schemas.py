"""The published JSON Schemas of what programs download: the minutes, and the list of participants."""

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from foundation.messages.protocol import Message
from sessions.minutes.services import ReadableMinutes
from sessions.participant_list.services import ParticipantList

SCHEMAS: dict[str, type[Message]] = {"minutes": ReadableMinutes, "participants": ParticipantList}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def schema_of(name: str) -> dict[str, Any]:
    """A JSON Schema (2020-12)."""
    return {"$schema": DIALECT} | SCHEMAS[name].model_json_schema(mode="serialization")


@require_safe
def schema(request: HttpRequest, name: str) -> JsonResponse:
    """`GET /api/v1/schema/minutes.json`, `…/participants.json`: everyone may read them."""
    headers = {"Cache-Control": "no-cache"}
    return JsonResponse(schema_of(name), content_type="application/schema+json", headers=headers)
