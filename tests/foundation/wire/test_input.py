"""Bad input at the socket gets its code, and has no other effect."""

import json
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.support.hall import Hall
from tests.support.own_site import connect
from tests.support.tab import Tab

GOOD_ID = "abcdefgh"
FRAMES: dict[str, tuple[str | bytes, str]] = {
    "not JSON": ("{", "wire.bad_frame"),
    "a binary frame": (b"{}", "wire.bad_frame"),
    "a list": ("[]", "wire.bad_frame"),
    "a number": ("5", "wire.bad_frame"),
    "no known frame": ('{"shout": 1}', "wire.bad_frame"),
    "not a number": ('{"ping": NaN}', "wire.bad_frame"),
    "a wrong type": ('{"ping": "soon"}', "wire.bad_frame"),
    "an extra field": ('{"ping": 1, "loudly": true}', "wire.bad_frame"),
    "a short id": ('{"id": "1", "stream": "session/1", "command": {}}', "wire.bad_frame"),
    "a command that is no object": (
        '{"id": "abcdefgh", "stream": "session/1", "command": 3}',
        "wire.bad_frame",
    ),
    "deep nesting": ('{"ping": ' + "[" * 20_000 + "]" * 20_000 + "}", "wire.bad_frame"),
    "half a surrogate": (r'{"follow": "\ud800"}', "wire.bad_frame"),
}
COMMANDS: dict[str, tuple[dict[str, Any], str]] = {
    "without a type": ({}, "wire.unknown_command"),
    "of a type that is no text": ({"type": ["floor.inscribe"]}, "wire.unknown_command"),
    "unknown": ({"type": "floor.dance"}, "wire.unknown_command"),
    "with an extra field": ({"type": "floor.inscribe", "rank": 1}, "wire.bad_command"),
    "with a wrong type": ({"type": "floor.grant", "entry": 1, "token": 0}, "wire.bad_command"),
    "with a text for a number": ({"type": "floor.finish", "token": "1"}, "wire.bad_command"),
    "without a field": ({"type": "question.vote"}, "wire.bad_command"),
    "too long": ({"type": "question.ask", "text": "x" * 501}, "wire.bad_command"),
    "too long once it is composed (NFC)": ({"type": "question.ask", "text": "\u0958" * 251}, "wire.bad_command"),
    "of another kind of stream": ({"type": "parties.change_roles"}, "wire.wrong_stream"),
    "that the role does not allow": ({"type": "floor.close_list"}, "wire.forbidden"),
    "about an id of many digits": ({"type": "question.vote", "question": "9" * 5000}, "question.unknown"),
    "about an id in other digits": ({"type": "question.vote", "question": "١"}, "question.unknown"),
    "about an empty id": ({"type": "question.vote", "question": ""}, "question.unknown"),
}  # fmt: skip
STREAMS = ["session/999999", "session/0", "session/x", "session/", "session", "", "hall/1", "session/1/2"]


async def test_a_bad_frame_is_refused_and_the_socket_goes_on(hall: Hall, session: str) -> None:
    async with Tab.of(hall, "audience") as tab:
        await tab.frame(lambda f: "seat" in f)
        for what, (raw, code) in FRAMES.items():
            start = len(tab.frames)
            await tab.socket.send(raw)
            refusal = await tab.frame(lambda f: "refused" in f, start)
            assert (what, refusal["refused"], refusal["code"]) == (what, "frame", code)
        await tab.follow(session)


async def test_a_bad_command_is_refused_and_writes_nothing(hall: Hall, session: str) -> None:
    async with Tab.of(hall, "audience") as tab:
        reader = await tab.follow(session)
        seq, applied = reader.seq, [*reader.applied]
        for number, (what, (command, code)) in enumerate(COMMANDS.items()):
            start, id = len(tab.frames), f"{GOOD_ID}-{number}"
            await tab.send_frame(id=id, stream=session, command=command)
            refusal = await tab.frame(lambda f: "refused" in f, start)
            assert (what, refusal["refused"], refusal["code"]) == (what, id, code)
        await tab.send_frame(ping=1)
        pong = await tab.frame(lambda f: "pong" in f)
        assert (pong["pong"], reader.seq, reader.applied) == ({session: seq}, seq, applied)


async def test_an_unknown_stream_is_refused(hall: Hall, session: str) -> None:
    async with Tab.of(hall, "audience") as tab:
        for stream in STREAMS:
            start = len(tab.frames)
            await tab.send_frame(follow=stream)
            refusal = await tab.frame(lambda f: "refused" in f, start)
            assert (stream, refusal["code"]) == (stream, "wire.unknown_stream")
            answer = await tab.do(stream, "question.ask", text="Who?")
            assert answer["code"] in ("wire.unknown_stream", "wire.wrong_stream"), stream
        await tab.follow(session)


@pytest.mark.parametrize("frame", ['{"follow": "session/1"}', '{"ping": 1}'])
async def test_hello_comes_first(hall: Hall, frame: str) -> None:
    async with Tab(hall, None) as tab:
        await tab.socket.send(frame)
        assert await tab.closed() == 4401
        assert [f["code"] for f in tab.frames] == ["seat.missing"]


async def test_a_bad_first_frame_ends_the_socket(hall: Hall) -> None:
    async with Tab(hall, None) as tab:
        await tab.socket.send("hello?")
        assert await tab.closed() == 4400
        assert [f["code"] for f in tab.frames] == ["wire.bad_frame"]


@pytest.mark.parametrize("token", ["", "forged", "a:b:c", ".a:b:c", "é:é:é"])
async def test_a_token_that_the_server_did_not_sign_ends_the_socket(hall: Hall, token: str) -> None:
    async with Tab(hall, token) as tab:
        assert await tab.closed() == 4401
        assert [f["code"] for f in tab.frames] == ["seat.forged" if token else "seat.missing"]


async def test_a_message_over_64_kib_closes_only_its_socket(hall: Hall, session: str) -> None:
    async with Tab.of(hall, "audience") as other, Tab.of(hall, "audience") as tab:
        await tab.send_frame(follow="x" * 70_000)
        assert await tab.closed() == 1009
        await other.follow(session)


async def test_too_many_frames_close_only_their_socket(hall: Hall, session: str) -> None:
    async with Tab.of(hall, "audience") as other, Tab.of(hall, "audience") as tab:
        for _ in range(300):
            await tab.send_frame(ping=1)
        assert await tab.closed() == 4008
        await other.follow(session)


async def test_over_a_hundred_commands_a_minute_are_throttled_and_then_the_socket_ends(
    hall: Hall, session: str
) -> None:
    async with Tab.of(hall, "audience") as tab:
        await tab.follow(session)
        taken = 0
        # A busy machine takes longer than a minute for the first hundred, and may then take more.
        while (await tab.do(session, "floor.dance"))["code"] == "wire.unknown_command":
            taken += 1
        assert taken >= 100
        answer = await tab.do(session, "question.vote", question="1")
        assert answer["code"] == "wire.throttled"
        for _ in range(150):
            await tab.send_frame(id="one-too-many", stream=session, command={"type": "floor.dance"})
        assert await tab.closed() == 4008


@pytest.mark.parametrize(
    ("spoken", "status"), [(None, 403), ("BALAI.V1", 403), ("balai%2Ev1", 403), ("balai.v1é", 400)]
)
async def test_only_our_subprotocol_is_spoken(hall: Hall, spoken: str | None, status: int) -> None:
    assert await refused(hall, "/ws", {"Sec-WebSocket-Protocol": spoken} if spoken else {}) == status


@pytest.mark.parametrize("path", ["/", "/ws/", "//ws", "/ws%00", "/elsewhere"])
async def test_there_is_one_path_for_sockets(hall: Hall, path: str) -> None:
    assert await refused(hall, path, {"Sec-WebSocket-Protocol": "balai.v1"}) == 403


async def test_a_client_cannot_set_the_root_path(hall: Hall) -> None:
    headers = {"Daphne-Root-Path": "/elsewhere"}
    async with connect(
        f"ws://127.0.0.1:{hall.port}/ws", subprotocols=["balai.v1"], additional_headers=headers
    ):
        pass


async def refused(hall: Hall, path: str, headers: dict[str, str]) -> int:
    """The status of a failed handshake."""
    with pytest.raises(InvalidStatus) as refusal:
        await connect(f"ws://127.0.0.1:{hall.port}{path}", additional_headers=headers)
    return refusal.value.response.status_code


async def test_a_foreign_page_gets_no_socket(hall: Hall) -> None:
    for origin in ("https://evil.example", "null", None):
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://127.0.0.1:{hall.port}/ws", subprotocols=["balai.v1"], origin=origin)
        assert refused.value.response.status_code == 403


async def test_a_second_hello_follows_nothing_of_the_first(hall: Hall, session: str) -> None:
    async with Tab.of(hall, "moderator") as tab:
        await tab.follow(session)
        await tab.send_frame(hello=hall.seat("audience")["token"])
        await tab.wait(lambda: tab.seat["seat"]["roles"] == ["audience"])
        await tab.send_frame(ping=1)
        assert (await tab.frame(lambda f: "pong" in f))["pong"] == {}
        reader = await tab.follow(session)
        assert reader.cursor is not None
        assert reader.cursor.endswith(".e")


def test_a_token_is_a_bearer_to_rest(hall: Hall, session: str) -> None:
    url = f"{hall.url}/api/v1/sessions/{session.partition('/')[2]}/media-token"

    def ask(authorization: str | None) -> httpx.Response:
        headers = {"Authorization": authorization} if authorization is not None else {}
        return httpx.post(url, json={"action": "listen"}, headers=headers)

    assert ask(f"Bearer {hall.seat('audience')['token']}").status_code == 201
    problems = [ask(value) for value in (None, "Basic eA==", "Bearer", "Bearer forged")]
    assert [(p.status_code, p.json()["code"]) for p in problems] == [
        (401, "seat.missing"), (401, "seat.missing"), (401, "seat.missing"), (401, "seat.forged"),
    ]  # fmt: skip
    assert {p.headers["content-type"] for p in problems} == {"application/problem+json"}


async def test_renew_gives_a_fresh_token(hall: Hall) -> None:
    async with Tab.of(hall, "fiji") as tab:
        await tab.send_frame(renew=True)
        frame = await tab.frame(lambda f: bool(f.get("token")))
    async with Tab(hall, frame["token"]) as again:
        seat = await again.frame(lambda f: "seat" in f)
    assert json.dumps(seat["seat"]) == json.dumps(frame["seat"])


async def test_a_text_is_stored_without_control_characters(hall: Hall, session: str) -> None:
    """PostgreSQL accepts no NUL, and XML no control character. Word uses one as a line break."""
    async with Tab.of(hall, "audience") as tab:
        await tab.follow(session)
        await tab.do(session, "question.ask", text="Who\0 pays\x0bfor this\x1b?")
        await tab.frame(lambda f: "Who pays\\nfor this?" in json.dumps(f.get("mine")))
