"""A guest's seat sends forbidden commands, and strangers connect: all are refused with their codes."""

import urllib.error
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Take
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

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


def test_an_intruder_is_refused(hall: Hall, take: Take, browser: Browser) -> None:
    # From the page of an audience seat: commands of the floor, and a seat that was signed elsewhere.
    audience = take("audience").page
    socket, session, token = f"ws://127.0.0.1:{hall.port}/ws", hall.session(), hall.seat("audience")["token"]
    frames = [
        {"id": f"intruder-{number}", "stream": f"session/{session}", "command": command}
        for number, (command, _) in enumerate(COMMANDS)
    ]
    answer = audience.evaluate(OVER_A_SOCKET, [socket, token, frames])
    assert answer["heard"] == [code for _, code in COMMANDS]
    with pytest.raises(urllib.error.HTTPError) as refused:
        hall.post(f"/api/v1/sessions/{session}/media-token", {"action": "publish"}, token)
    assert refused.value.code == 403
    assert '"wire.forbidden"' in refused.value.read().decode()
    hello = audience.evaluate(OVER_A_SOCKET, [socket, f"x{token}", []])
    assert hello == {"heard": ["seat.forged"], "closed": 4401}

    # From pages of other origins, of which one has none.
    foreign = browser.new_page()
    foreign.goto(f"http://localhost:{hall.port}/api/v1/demo")
    for page in (foreign, _null_origin(browser)):
        with pytest.raises(Exception, match="handshake"):
            page.evaluate(OVER_A_SOCKET, [socket, token, []])
        page.close()


def _null_origin(browser: Browser) -> Any:
    page = browser.new_page()
    page.goto("data:text/html,<title>nowhere</title>")
    assert page.evaluate("() => self.origin") == "null"
    return page
