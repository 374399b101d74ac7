"""What the page for joining has before its scripts: the words of the form, and links to the files of the view.

On a slow connection the form itself comes seconds later, because a browser learns of each script from the one before.
"""

import json
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings

JOIN = "src/views/join/Join.svelte"
LONGEST_CODE = 40
"""As in the form."""

FORM = """<div id="first" class="first-paint" lang="{language}" dir="{direction}">
      <p class="name">Balai</p>
      <h1>{title}</h1>
      <p>{lead}</p>
      <form>
        <label>{code_label} <input disabled class="code" value="{code}" /></label>
        <label>{name} <input disabled /></label>
        <button disabled>{enter}</button>
      </form>
    </div>
    """


def with_join_form(page: str, code: str, language: str) -> str:
    """The page with the words of the form for joining. The page itself if the build is not known."""
    found = _view(settings.FRONTEND_DIR, language)
    if found is None:
        return page
    links, texts = found
    form = FORM.format(
        language=language,
        direction="rtl" if language in settings.LANGUAGES_BIDI else "ltr",
        title=escape(texts["join.title"]),
        lead=escape(texts["guest.lead"]),
        code_label=escape(texts["join.code"]),
        code=escape(code[:LONGEST_CODE]),
        name=escape(texts["guest.name"]),
        enter=escape(texts["guest.enter"]),
    )
    page = page.replace("</head>", f"  {links}\n  </head>", 1)
    return page.replace('<div id="app">', f'{form}<div id="app">', 1)


@cache
def _view(folder: Path, language: str) -> tuple[str, dict[str, str]] | None:
    """Links to the files of the view, and its texts. None without a build."""
    try:
        manifest = json.loads((folder / ".vite" / "manifest.json").read_text(encoding="utf-8"))
        (texts,) = (folder / "assets").glob(f"join.{language}-*.json")
        links = [*_links(manifest), _link("preload", f"assets/{texts.name}", ' as="fetch"')]
        return "\n    ".join(links), json.loads(texts.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError):
        return None


def _links(manifest: dict[str, Any]) -> Iterator[str]:
    present = set(_needed(manifest, "index.html"))
    for name in dict.fromkeys(_needed(manifest, JOIN)):
        if name in present:
            continue
        yield _link("modulepreload", manifest[name]["file"])
        for style in manifest[name].get("css", []):
            yield _link("preload", style, ' as="style"')


def _needed(manifest: dict[str, Any], name: str) -> Iterator[str]:
    """A script and those that it imports."""
    yield name
    for other in manifest[name].get("imports", []):
        yield from _needed(manifest, other)


def _link(rel: str, file: str, kind: str = "") -> str:
    return f'<link rel="{rel}" crossorigin href="/static/app/{file}"{kind} />'
