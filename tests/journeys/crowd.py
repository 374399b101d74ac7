"""Commands of many people by the wire, each from a socket and a seat of its own."""

from collections.abc import Sequence
from typing import Any

from tests.journeys.pages import Tab

AT_ONCE = 100
SEND = """async ([tokens, stream, commands, wave]) => {
    const newId = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
    // What was lost with its socket is sent again, as pages do: the server does it once.
    const send = (token, command, id = newId(), tries = 5) => new Promise((done) => {
        const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/ws", "balai.v1");
        let answer = null;
        socket.onopen = () => socket.send(JSON.stringify({ hello: token }));
        socket.onmessage = ({ data }) => {
            if (typeof data !== "string") return;
            const frame = JSON.parse(data);
            if (frame.seat) socket.send(JSON.stringify({ id, stream, command }));
            if (frame.done || frame.refused) { answer = frame.code ?? "done"; socket.close(); }
        };
        socket.onclose = () => done(answer ?? (tries > 1 ? send(token, command, id, tries - 1) : "lost"));
    });
    const said = [];
    for (let start = 0; start < tokens.length; start += wave)
        said.push(...await Promise.all(tokens.slice(start, start + wave)
            .map((token, at) => send(token, commands[(start + at) % commands.length]))));
    return said;
}"""


def begin_sending(
    tab: Tab, tokens: Sequence[str], stream: str, commands: Sequence[dict[str, Any]], wave: int = AT_ONCE
) -> None:
    """Each seat sends one of the commands, so many at a time. Returns at once."""
    begin = f"(given) => {{ window.told = ({SEND})(given); }}"
    tab.page.evaluate(begin, [list(tokens), stream, list(commands), wave])


def told(tab: Tab) -> list[str]:
    """What each seat of `begin_sending` was told, once all have an answer: `done`, or a code."""
    answers: list[str] = tab.page.evaluate("() => window.told")
    return answers


def each_sends(tab: Tab, tokens: Sequence[str], stream: str, commands: Sequence[dict[str, Any]]) -> list[str]:
    """Each seat sends one of the commands. Returns what each was told."""
    begin_sending(tab, tokens, stream, commands)
    return told(tab)
