"""The message for a badly formed command."""

from typing import Any

import pytest

from foundation.messages.protocol import CommandFrame, Refused
from foundation.wire.execution import execute
from tests.support.demo import Demo

LIMITS = {"state": 180, "group": 240, "observer": 120, "other": 60}
TOLD: list[tuple[dict[str, Any], str]] = [
    (
        {"type": "floor.set_limits", "limits": LIMITS | {"state": 0}},
        "“limits.state” must be at least 10 (“0” was sent).",
    ),
    (
        {"type": "floor.set_limits", "limits": LIMITS | {"group": 90_000}},
        "“limits.group” must be at most 3600 (“90000” was sent).",
    ),
    ({"type": "floor.revoke", "token": 1, "reason": "x" * 301}, "“reason” may have at most 300 characters."),
    ({"type": "floor.end"}, "“token” is missing."),
    ({"type": "floor.end", "token": 1, "loudly": 1}, "this server does not know “loudly”; reload the page."),
    (
        {"type": "floor.inscribe", "mode": "sung"},
        "“mode” must be 'live', 'video_statement' or 'read_out' (“sung” was sent).",
    ),
    (
        {"type": "floor.end", "token": "1"},
        "“token”: Input should be a valid integer (“1” was sent).",
    ),
    (
        {"type": "parties.change_roles", "participant": "1", "roles": [0] * 41},
        "“roles” may have at most 40 items.",
    ),
]


@pytest.mark.parametrize(("command", "told"), TOLD, ids=[told for _, told in TOLD])
def test_the_sentence_says_what_would_be_right(demo: Demo, command: dict[str, Any], told: str) -> None:
    stream = demo.conference.stream if command["type"].startswith("parties.") else demo.stream
    ask = CommandFrame(id="a-command-1", stream=stream, command=command)
    answer = execute(demo.seat("moderator"), ask)
    assert isinstance(answer, Refused)
    assert (answer.code, answer.message) == ("wire.bad_command", f"The message is not understood: {told}")
