"""The description of the REST API: the OpenAPI document, and a readable page of it."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

LEFT_OUT = {
    "api/v1/schema/": "is the description",
    r"api/v1/^schema/(?P<name>minutes|participants)\.json$": "are schemas",
    "api/v1/docs/": "is a page for people",
    "api/v1/docs/start.js": "belongs to that page",
    "api/v1/docs/protocol/": "is a page for people",
    "api/v1/asyncapi.json": "is the description of the WebSocket protocol",
}
"""The paths below `/api/` that the description of the REST API leaves out, and the reason for each."""

SIDECAR = "drf_spectacular_sidecar/swagger-ui-dist"
PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Balai: REST API</title>
<link rel="stylesheet" href="{style}">
<main id="api"></main>
<script src="{bundle}"></script>
<script src="/api/v1/docs/start.js"></script>
</html>
"""
START_SCRIPT = """SwaggerUIBundle({
  url: "/api/v1/schema/",
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
});
"""
"""The JavaScript that starts the page. It is served as a file, because the Content-Security-Policy forbids inline
scripts.
"""


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document. It is the same for everyone. Each process makes it once."""
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return found


@cache
def _encoded_document(form: str) -> bytes:
    if form == "yaml":
        text: bytes = OpenApiYamlRenderer().render(document())  # type: ignore[no-untyped-call]
        return text
    return json.dumps(document(), ensure_ascii=False).encode()


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/schema/`: the OpenAPI document as JSON, or as YAML with `?format=yaml`."""
    form = "yaml" if request.GET.get("format") == "yaml" else "json"
    content_type = "application/yaml" if form == "yaml" else "application/json"
    return HttpResponse(
        _encoded_document(form), content_type=content_type, headers={"Cache-Control": "no-cache"}
    )


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/docs/`: the description as a page (Swagger UI). The page loads files of this server only."""
    style, bundle = static(f"{SIDECAR}/swagger-ui.css"), static(f"{SIDECAR}/swagger-ui-bundle.js")
    return HttpResponse(PAGE.format(style=style, bundle=bundle))


@require_safe
def start_script(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/docs/start.js`: the script that starts the page."""
    return HttpResponse(START_SCRIPT, content_type="text/javascript; charset=utf-8")
