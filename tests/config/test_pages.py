"""The server and the front end's router know the same pages."""

import re
from collections.abc import Callable
from pathlib import Path

from django.urls import Resolver404, resolve

from config import urls, views

ROUTER = Path(__file__).parents[2] / "frontend" / "src" / "router.svelte.ts"
ARGUMENTS = {"1", "fiji"}
"""A number, as in the URL of a session, and a word, as in the URL of a seat to take."""


def routes() -> list[str]:
    """The router's patterns: regular expressions, and paths that it compares."""
    source = ROUTER.read_text(encoding="utf-8")
    patterns = [found.replace(r"\/", "/") for found in re.findall(r"/\^(\S+?)\$/", source)]
    return patterns + [re.escape(path) for path in re.findall(r'path === "(\S+?)"', source)]


def shapes(knows: Callable[[str], bool], words: set[str]) -> set[str]:
    """The known paths with up to three parts: a word, an argument (shown as `*`), a word."""
    found = set[str]()
    for argument in ARGUMENTS:
        second = [(word, argument) for word in words]
        for parts in [
            (),
            *((word,) for word in words),
            *second,
            *((*two, word) for two in second for word in words),
        ]:
            for end in ("", "/") if parts else ("",):
                path = f"/{'/'.join(parts)}" + end
                if knows(path):
                    found.add(path.replace(argument, "*"))
    return found


def served(path: str) -> bool:
    try:
        return resolve(path).func is views.app
    except Resolver404:
        return False


def test_the_server_and_the_router_know_the_same_pages() -> None:
    patterns = routes()
    words = set(re.findall(r"[a-z]{3,}", " ".join([*patterns, urls.PAGES]))) | {"check", "nowhere"}
    routed = shapes(lambda path: any(re.fullmatch(pattern, path) for pattern in patterns), words)
    assert len(routed) > 20
    assert shapes(served, words) == routed
