"""The reference of the WebSocket protocol: the AsyncAPI document, and a readable page of it."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import condition, require_safe

from foundation.registry import registry
from foundation.wire import asyncapi
from sessions.templatetags.sign_in import stylesheet

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The protocol balai.v1 · Balai</title>
<link rel="stylesheet" href="{}">
<link rel="icon" href="data:,">
</head>
<body class="page">
<header><a href="/">Balai</a>
<nav><a href="/api/v1/asyncapi.json">AsyncAPI</a> <a href="/docs/protocol">Refusals</a>
<a href="/api/v1/docs/">REST API</a></nav></header>
<main>
<h1>The protocol <code>balai.v1</code></h1>
{}
<nav>{}</nav>
{}
</main>
</body>
</html>
"""
SECTION = """<section class="panel" id="{}">
<h2>{}</h2>
{}
{}
</section>"""
ITEM = """<h4 id="{0}"><code>{0}</code></h4>
{1}
{2}"""
FIELD = "<div><dt><code>{}</code></dt><dd>{}{}</dd></div>\n"
KINDS = {
    "to_server": "To the server",
    "to_browser": "To the browser",
    "command": "Commands",
    "event": "Events",
    "entity": "Entities",
    "signal": "Signals",
    "shape": "Shapes inside of others",
}
"""The heading of each kind of message."""

CODE = re.compile(r"`([^`]+)`")

Shape = dict[str, Any]
_making = Lock()


class Resource(NamedTuple):
    """What is served, and its ETag."""

    content: bytes
    etag: str


def _resource(text: str) -> Resource:
    content = text.encode()
    return Resource(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


@cache
def _document() -> Resource:
    return _resource(json.dumps(asyncapi.document(registry()), ensure_ascii=False))


@cache
def _page() -> Resource:
    return _resource(_Page(json.loads(_document().content)).html())


def _made(make: Callable[[], Resource]) -> Resource:
    """What each process makes once, at the first request: it takes seconds."""
    with _making:
        return make()


@require_safe
@condition(etag_func=lambda request: _made(_document).etag)
def document(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/asyncapi.json`: the AsyncAPI 3.0 document. It is the same for everyone."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(_made(_document).content, content_type="application/json", headers=headers)


@require_safe
@condition(etag_func=lambda request: _made(_page).etag)
def page(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/docs/protocol/`: the document as a page without scripts."""
    return HttpResponse(_made(_page).content, headers={"Cache-Control": "no-cache"})


class _Page:
    """The page of an AsyncAPI document: a section for each concept, with its messages by kind."""

    def __init__(self, document: Shape) -> None:
        self.info, self.channel = document["info"], document["channels"]["hall"]
        self.operations: Shape = document["operations"]
        self.schemas: dict[str, Shape] = document["components"]["schemas"]

    def html(self) -> SafeString:
        """The page."""
        tags = self.info["tags"]
        return format_html(
            PAGE,
            stylesheet(),
            _prose(self.info["description"], self.channel["description"]),
            format_html_join(
                " ", '<a href="#{}">{}</a>', ((_anchor(tag["name"]), tag["name"]) for tag in tags)
            ),
            _lines(self._section(**tag) for tag in tags),
        )

    def _section(self, name: str, description: str) -> SafeString:
        kinds = _lines(self._kind(name, kind) for kind in KINDS)
        return format_html(SECTION, _anchor(name), name, _prose(description), kinds)

    def _kind(self, concept: str, kind: str) -> SafeString:
        where = {"concept": concept, "kind": kind}.items()
        found = [
            self._item(name, each)
            for each in self.schemas.values()
            if where <= each["x-balai"].items()
            for name in each["x-balai"]["names"]
        ]
        return format_html("<h3>{}</h3>\n{}", KINDS[kind], _lines(found)) if found else SafeString()

    def _item(self, name: str, schema: Shape) -> SafeString:
        rights = self.operations.get(name, {}).get("description", "")
        fields = [
            (field, self._type(each), _notes(each, field in schema.get("required", ())))
            for field, each in schema["properties"].items()
            if field != "type"
        ]
        listed = format_html('<dl class="facts">\n{}</dl>\n', format_html_join("", FIELD, fields))
        return format_html(ITEM, name, _prose(rights, schema["description"]), listed if fields else "")

    def _type(self, field: Shape) -> SafeString:
        """The type of a field in words. A schema is a link to where it is described."""
        match field:
            case {"$ref": str(ref)}:
                schema = ref.rpartition("/")[2]
                name = self.schemas[schema]["x-balai"]["names"][0]
                return format_html('<a href="#{}">{}</a>', name, schema)
            case {"anyOf": choices}:
                return format_html_join(" or ", "{}", ((self._type(each),) for each in choices))
            case {"enum": values}:
                return format_html_join(" | ", "<code>{}</code>", ((value,) for value in values))
            case {"const": value}:
                return format_html("<code>{}</code>", value)
            case {"type": "array", "items": inner}:
                return format_html("list of {}", self._type(inner))
            case {"type": "object", "additionalProperties": dict(inner)} if inner:
                return format_html("map of {}", self._type(inner))
        return format_html("{}", _simple_type(field))


def _simple_type(field: Shape) -> str:
    match field.get("type"):
        case "string":
            return "text" + _limits(field, "minLength", "maxLength", " characters")
        case "integer":
            return "whole number" + _limits(field, "minimum", "maximum", "")
        case kind:
            return str(kind or "anything")


def _limits(field: Shape, least: str, most: str, unit: str) -> str:
    if most not in field:
        return f", at least {field[least]}{unit}" if least in field else ""
    return f", {field[least]} to {field[most]}{unit}" if least in field else f", at most {field[most]}{unit}"


def _notes(field: Shape, is_required: bool) -> SafeString:
    notes = (field.get("description", ""), "" if is_required else "May be left out.")
    return format_html_join("", "<br>{}", ((_inline(each),) for each in notes if each))


def _anchor(title: str) -> str:
    """The fragment of a concept, which differs from those of messages and shapes."""
    return f"of-{title.lower().replace(': ', '-').replace(' ', '-')}"


def _prose(*texts: str) -> SafeString:
    """Paragraphs with code in backticks; each line of a list in Markdown is one."""
    paragraphs = re.split(r"\n\s*\n|\n- ", "\n\n".join(texts))
    return _lines(
        format_html("<p>{}</p>", _inline(each.strip().removeprefix("- ")))
        for each in paragraphs
        if each.strip()
    )


def _inline(text: str) -> SafeString:
    parts = CODE.split(text)
    return format_html_join(
        "",
        "{}",
        ((format_html("<code>{}</code>", each) if at % 2 else each,) for at, each in enumerate(parts)),
    )


def _lines(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("\n", "{}", ((each,) for each in parts if each))
