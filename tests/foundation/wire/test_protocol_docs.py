"""The generated page is complete. `make check` tests that the committed page is up to date."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path

from foundation.messages.protocol import Command, Event
from foundation.messages.refusal_table import refusals
from foundation.messages.schema import declared_messages, messages_by_name, type_of
from foundation.registry import registry
from foundation.wire.protocol_docs import markdown


@cache
def page() -> str:
    """The generated page."""
    return markdown(registry())


def test_the_page_has_a_heading_for_each_message() -> None:
    modules = registry().protocols
    words = [type_of(model) for base in (Command, Event) for model in declared_messages(modules, base)]
    words += [*messages_by_name(modules, "ENTITIES"), *messages_by_name(modules, "SIGNALS")]
    headings = re.findall(r"^#### `(.+)`$", page(), re.MULTILINE)
    assert sorted(headings) == sorted(words)


def test_every_command_says_what_permission_it_needs() -> None:
    needed = re.findall(r"needs the permission `(.+)`", page())
    assert sorted(needed) == sorted(handler.permission for handler in registry().handlers)


def test_every_code_that_is_raised_is_on_the_page() -> None:
    folders = [
        Path(import_module(name).__path__[0]) for name in ("foundation", "sessions", "chat", "streaming")
    ]
    sources = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py")]
    raised = {code for source in sources for code in re.findall(r'Refusal\(\s*"([^"]+)"', source)} - {"code"}
    listed = re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \| [1-5][0-9]{2} \|", page(), re.MULTILINE)
    assert listed == sorted(raised)


def test_refusals_are_read_from_where_they_are_raised() -> None:
    assert refusals(["foundation"])["seat.missing"] == "Take a seat first: no seat token was sent."
