"""The page to which the `type` of a problem leads: every code, its HTTP status and its sentence."""

from functools import cache
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe
from rest_framework.exceptions import APIException

from foundation.http.problems import status_of
from foundation.registry import registry
from foundation.wire.asyncapi import refusals_of
from sessions.templatetags.sign_in import stylesheet

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Refusals · Balai</title>
<link rel="stylesheet" href="{}">
<link rel="icon" href="data:,">
</head>
<body class="page">
<header><a href="/">Balai</a></header>
<main>
<h1>Refusals</h1>
<p>What the server answers when it does not do what it was asked. A problem (RFC 9457) has one of these codes.
Beside it stands the HTTP status over REST. A sentence has “…” in place of what differs.</p>
<dl class="refusals">{}</dl>
</main>
</body>
</html>
"""
ROW = """<dt id="{0}"><code>{0}</code> {1}</dt>
<dd>{2}</dd>
"""
_making = Lock()


@cache
def _page() -> str:
    """The page. The refusals are read from the source code, which takes a second."""
    rows = [(code, status_of(code), sentence) for code, sentence in refusals_of(registry()).items()]
    of_http = [
        (f"http.{kind.default_code}", kind.status_code, kind.default_detail)
        for kind in APIException.__subclasses__()
        if kind.__module__ == APIException.__module__
    ]
    known = {code for code, _, _ in rows}
    every = sorted([*rows, *(row for row in of_http if row[0] not in known)])
    return format_html(PAGE, stylesheet(), format_html_join("", ROW, every))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """`GET /docs/protocol`: all refusals. The fragment of the address is a code."""
    with _making:
        return HttpResponse(_page())
