"""The server and the front end's router know the same pages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from config import urls, views

ROUTER = Path(__file__).parents[2] / "frontend" / "src" / "router.svelte.ts"
ARGUMENTS = {"1", "fiji"}
"""A number, as in the URL of a session, and a word, as in the URL of a seat to take."""


IN_A_CONFERENCE = {"BELOW"}
"""The router's patterns of pages below `/c/<slug>`."""


def routes(*, in_a_conference: bool) -> list[str]:
    """The router's patterns of pages: regular expressions, and paths that it compares."""
    source = ROUTER.read_text(encoding="utf-8")
    found = re.findall(r"(?:const (\w+) =\s+)?/\^(\S+?)\$/", source)
    patterns = [
        pattern.replace(r"\/", "/")
        for name, pattern in found
        if name != "CONFERENCE" and (name in IN_A_CONFERENCE) == in_a_conference
    ]
    if in_a_conference:
        return [*patterns, "/"]
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


def served(path: str, page: Callable[..., object]) -> bool:
    try:
        return resolve(path).func is page
    except Resolver404:
        return False


@pytest.mark.parametrize(("in_a_conference", "below"), [(False, ""), (True, "/c/rivers-2027")])
def test_the_server_and_the_router_know_the_same_pages(in_a_conference: bool, below: str) -> None:
    patterns = routes(in_a_conference=in_a_conference)
    told = urls.CONFERENCE_PAGES if in_a_conference else urls.PAGES
    words = set(re.findall(r"[a-z]{3,}", " ".join([*patterns, told]))) | {"check", "nowhere"}
    routed = shapes(lambda path: any(re.fullmatch(pattern, path) for pattern in patterns), words)
    page = views.conference_page if in_a_conference else views.app
    assert len(routed) > 10
    assert shapes(lambda path: served(below + path, page), words) == routed


def test_an_address_without_a_conference_is_that_of_an_older_version() -> None:
    patterns = routes(in_a_conference=True)
    words = set(re.findall(r"[a-z]{3,}", " ".join(patterns))) | {"check"}
    routed = shapes(lambda path: any(re.fullmatch(pattern, path) for pattern in patterns), words)
    assert shapes(lambda path: served(path, views.redirect_to_conference), words) == routed - {"/"}
