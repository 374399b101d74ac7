"""The reference of the protocol as the server serves it."""

import re

import pytest
from django.test import Client

from foundation.messages.protocol import Command, Event
from foundation.messages.schema import declared_messages, messages_by_name, type_of
from foundation.registry import registry
from tests.support.described import described

DOCUMENT, PAGE = "/api/v1/asyncapi.json", "/api/v1/docs/protocol/"


def page() -> str:
    return Client().get(PAGE).content.decode()


def test_the_document_is_served_as_it_is_described() -> None:
    answer = Client().get(DOCUMENT)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/json", "no-cache")
    assert answer.json() == described()


@pytest.mark.parametrize("path", [DOCUMENT, PAGE])
def test_what_is_unchanged_is_not_sent_again(path: str) -> None:
    tag = Client().get(path)["ETag"]
    again = Client().get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert Client().get(path, headers={"If-None-Match": '"older"'}).status_code == 200
    assert Client().post(path).status_code == 405


def test_the_page_has_a_heading_for_each_message_and_shape() -> None:
    modules = registry().protocols
    names = [type_of(model) for base in (Command, Event) for model in declared_messages(modules, base)]
    names += [*messages_by_name(modules, "ENTITIES"), *messages_by_name(modules, "SIGNALS")]
    schemas = described()["components"]["schemas"].values()
    names += [
        name
        for each in schemas
        if each["x-balai"]["kind"] in ("to_server", "to_browser", "shape")
        for name in each["x-balai"]["names"]
    ]
    headings = re.findall(r'<h4 id="([^"]+)"><code>([^<]+)</code></h4>', page())
    assert sorted(headings) == sorted((name, name) for name in names)


def test_the_page_says_of_every_command_what_permission_it_needs() -> None:
    needed = re.findall(r"needs the permission <code>([^<]+)</code>", page())
    assert sorted(needed) == sorted(handler.permission for handler in registry().handlers)


def test_each_link_inside_the_page_leads_to_one_place() -> None:
    places = re.findall(r' id="([^"]+)"', page())
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', page())) - set(places) == set()


def test_the_page_runs_no_script_and_loads_nothing_of_others() -> None:
    assert "<script" not in page()
    assert " style=" not in page()
    loaded = re.findall(r'<(?:link|img)[^>]+(?:href|src)="([^"]*)"', page())
    assert [path for path in loaded if path and not path.startswith(("/static/", "data:,"))] == []
