"""A guest's seat sends forbidden commands, and strangers connect: all are refused with their codes."""

import urllib.error
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Take
from tests.support.hall import Hall

OVER_A_SOCKET = """async ([url, token, frames]) => {
    const socket = new WebSocket(url, "balai.v1");
    const heard = [];
    socket.binaryType = "arraybuffer";
    const closed = new Promise((done) => (socket.onclose = (event) => done(event.code)));
    await new Promise((done, failed) => {
        socket.onopen = done;
        socket.onerror = () => failed(new Error("handshake"));
    });
    socket.send(JSON.stringify({ hello: token }));
    const enough = new Promise((done) => {
        socket.onmessage = ({ data }) => {
            if (typeof data !== "string") return;
            const frame = JSON.parse(data);
            if (frame.refused) heard.push(frame.code);
            if (heard.length >= Math.max(frames.length, 1)) done("open");
        };
    });
    frames.forEach((frame) => socket.send(JSON.stringify(frame)));
    const end = await Promise.race([closed, enough]);
    if (end !== "open") return { heard, closed: end };
    if (frames.length) socket.close();
    return { heard, closed: await closed };
}"""

COMMANDS: list[tuple[dict[str, Any], str]] = [
    ({"type": "floor.grant", "entry": "1", "token": 0}, "wire.forbidden"),
    ({"type": "floor.open_list"}, "wire.forbidden"),
    ({"type": "session.close"}, "wire.forbidden"),
    ({"type": "question.approve", "question": "1"}, "wire.forbidden"),
    ({"type": "floor.seat", "slot": "chair", "participant": "1"}, "wire.forbidden"),
    ({"type": "floor.inscribe"}, "wire.forbidden"),
    ({"type": "media.publish", "slot": "floor"}, "wire.unknown_command"),
]


def test_an_audience_seat_cannot_run_commands_of_the_floor(hall: Hall, take: Take) -> None:
    audience = take("audience")
    session, seat = hall.session(), hall.seat("audience")
    frames = [
        {"id": f"intruder-{number}", "stream": f"session/{session}", "command": command}
        for number, (command, _) in enumerate(COMMANDS)
    ]
    answer = audience.page.evaluate(OVER_A_SOCKET, [f"ws://127.0.0.1:{hall.port}/ws", seat["token"], frames])
    assert answer["heard"] == [code for _, code in COMMANDS]
    with pytest.raises(urllib.error.HTTPError) as refused:
        hall.post(f"/api/v1/sessions/{session}/media-token", {"action": "publish"}, seat["token"])
    assert refused.value.code == 403
    assert '"wire.forbidden"' in refused.value.read().decode()


def test_a_seat_signed_elsewhere_is_refused(hall: Hall, take: Take) -> None:
    audience = take("audience")
    token = hall.seat("fiji")["token"]
    hello = audience.page.evaluate(OVER_A_SOCKET, [f"ws://127.0.0.1:{hall.port}/ws", f"x{token}", []])
    assert hello == {"heard": ["seat.forged"], "closed": 4401}


def test_an_expired_seat_is_refused(hall: Hall, take: Take) -> None:
    audience = take("audience")
    token = hall.token_of(expires=1)
    hello = audience.page.evaluate(OVER_A_SOCKET, [f"ws://127.0.0.1:{hall.port}/ws", token, []])
    assert hello == {"heard": ["seat.expired"], "closed": 4401}


def test_a_seat_of_another_conference_is_refused(hall: Hall, take: Take) -> None:
    audience = take("audience")
    session, token = hall.session(), hall.token_of(conference="999")
    frames: list[dict[str, Any]] = [
        {"follow": f"session/{session}"},
        {"id": "elsewhere-1", "stream": f"session/{session}", "command": {"type": "floor.open_list"}},
    ]
    answer = audience.page.evaluate(OVER_A_SOCKET, [f"ws://127.0.0.1:{hall.port}/ws", token, frames])
    assert answer["heard"] == ["wire.wrong_conference", "wire.wrong_conference"]


def test_a_foreign_and_a_null_origin_are_refused(hall: Hall, browser: Browser) -> None:
    token = hall.seat("audience")["token"]
    foreign = browser.new_page()
    foreign.goto(f"http://localhost:{hall.port}/api/v1/demo")
    for page in (foreign, _null_origin(browser)):
        with pytest.raises(Exception, match="handshake"):
            page.evaluate(OVER_A_SOCKET, [f"ws://127.0.0.1:{hall.port}/ws", token, []])
        page.close()


def _null_origin(browser: Browser) -> Any:
    page = browser.new_page()
    page.goto("data:text/html,<title>nowhere</title>")
    assert page.evaluate("() => self.origin") == "null"
    return page
