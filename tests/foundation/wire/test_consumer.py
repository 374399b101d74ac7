"""A socket whose handler failed is forgotten like any other: it follows nothing and is not counted as present."""

import asyncio
import itertools
import json
import threading
from collections import Counter
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import Any

import nh3
import pytest
from channels.testing import WebsocketCommunicator
from pytest_django import Settings

from foundation import clock, limits
from foundation.accounts import seats
from foundation.audit.models import AuditEntry
from foundation.database import in_thread
from foundation.wire import consumer, reader_seats, unauthenticated_limit
from foundation.wire import hub as hubs
from foundation.wire.consumer import WireConsumer
from foundation.wire.hub import Hub
from tests.support.demo import Demo
from tests.support.fake_socket import unframed
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)


class Writer:
    """A socket writer that keeps the frames."""

    def __init__(self) -> None:
        self.said: list[bytes] = []

    def send_ready(self, frame: bytes) -> bool:
        """Called by the consumer and the hub."""
        self.said += unframed(frame)
        return True


class Socket(WebsocketCommunicator):
    """A socket with the time-outs of the other tests. Its own time-out is one second."""

    async def connect(self, seconds: float = PATIENCE) -> Any:
        """Open it; returns whether it was accepted, and the subprotocol."""
        return await super().connect(seconds)

    async def receive_output(self, seconds: float = PATIENCE) -> Any:
        """The server's next message."""
        return await super().receive_output(seconds)

    async def wait(self, seconds: float = PATIENCE) -> None:
        """Wait until the consumer ends; raises what it raised."""
        await super().wait(seconds)

    async def disconnect(self, code: int = 1000, seconds: float = PATIENCE) -> None:
        """Close it, and wait until the consumer ends."""
        await super().disconnect(code, seconds)


def opened(hub: Hub, address: str = "192.0.2.7") -> Socket:
    """A socket of a client at this address."""
    socket = Socket(WireConsumer.as_asgi(hub=hub), "/ws", subprotocols=["balai.v1"])
    socket.scope |= {"extensions": {"balai.ready": Writer()}, "client": (address, 40000)}
    return socket


async def said(socket: Socket, many: int) -> list[bytes]:
    """The frames that the socket got, when there are so many."""
    writer: Writer = socket.scope["extensions"]["balai.ready"]
    async with asyncio.timeout(PATIENCE):
        while len(writer.said) < many:  # noqa: ASYNC110 - the writer has no event to wait for
            await asyncio.sleep(0.01)
    return writer.said


async def test_a_socket_whose_handler_failed_is_forgotten(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(consumer, "execute", fail)
    socket = opened(hub)
    assert await socket.connect() == (True, "balai.v1")
    await socket.send_json_to({"hello": seats.sign(demo.seat("fiji"))[0]})
    await socket.send_json_to({"follow": demo.stream})
    await socket.send_json_to({"id": "abcdefgh", "stream": demo.stream, "command": {}})
    with pytest.raises(OSError, match="the disk is full"):
        await socket.wait(PATIENCE)
    assert (hub.readers.all, hub.feeds[demo.stream].readers) == (set(), {})


async def test_a_page_says_of_each_stream_whether_it_follows_aside(hub: Hub, demo: Demo) -> None:
    socket = opened(hub)
    await socket.connect()
    await socket.send_json_to({"hello": seats.sign(demo.seat("fiji"))[0]})

    async def handled(*frames: dict[str, Any]) -> set[str]:
        """Send frames; returns what is followed aside once a ping after them is answered."""
        for frame in (*frames, {"ping": 1}):
            await socket.send_json_to(frame)
        heard = 1
        while not any(b'"pong"' in frame for frame in await said(socket, heard)):
            heard += 1
        (reader,) = hub.readers.all
        socket.scope["extensions"]["balai.ready"].said.clear()
        return {*reader.aside}

    assert await handled({"follow": demo.conference_stream}) == set()
    assert await handled({"follow": demo.stream, "aside": True}) == {demo.stream}
    assert await handled({"follow": demo.stream}) == set()
    await socket.disconnect()


async def test_a_socket_closes_when_its_token_expires_unless_renewed(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (consumer, reader_seats):
        monkeypatch.setattr(module, "socket_end", datetime.timestamp)
    token, _ = seats.sign(demo.seat("fiji"))
    _, expires = seats.read(token)
    socket = opened(hub)
    await socket.connect()
    await socket.send_json_to({"hello": token})
    await said(socket, 1)
    (reader,) = hub.readers.all
    assert reader.ends_at == expires.timestamp()
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    await socket.send_json_to({"renew": True})
    renewed = json.loads((await said(socket, 2))[-1])
    _, expires_later = seats.read(renewed["token"])
    assert expires_later >= expires + timedelta(hours=1)
    assert int(reader.ends_at) == expires_later.timestamp()
    await socket.disconnect()


async def test_all_sockets_of_a_person_share_the_limit_on_commands(
    demo: Demo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "monotonic", lambda: 0.0)
    settings.SOCKET_COMMANDS_A_MINUTE = 3
    hub = Hub()
    await hub.start()

    async def codes(key: str, commands: int) -> list[str]:
        socket = opened(hub)
        await socket.connect()
        await socket.send_json_to({"hello": seats.sign(demo.seat(key))[0]})
        for number in range(commands):
            await socket.send_json_to({"id": f"command-{number}", "stream": demo.stream, "command": {}})
        answers = [json.loads(frame) for frame in (await said(socket, 1 + commands))[1:]]
        await socket.disconnect()
        return [answer["code"].partition(".")[2] for answer in answers]

    assert await codes("fiji", 2) == ["unknown_command"] * 2
    assert await codes("fiji", 2) == ["unknown_command", "throttled"]
    assert await codes("chile", 2) == ["unknown_command"] * 2
    await hub.stop()


async def test_frequent_commands_of_those_who_may_send_them_do_not_count(
    demo: Demo, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "monotonic", lambda: 0.0)
    settings.SOCKET_COMMANDS_A_MINUTE = 1
    hub = Hub()
    await hub.start()

    async def codes(key: str) -> list[str]:
        socket = opened(hub)
        await socket.connect()
        await socket.send_json_to({"hello": seats.sign(demo.seat(key))[0]})
        stream = demo.stream.replace("session/", "captions/")
        command = {"type": "caption.write_coming", "language": "en", "text": "We"}
        for number in range(3):
            await socket.send_json_to({"id": f"words-{key}-{number}", "stream": stream, "command": command})
        answers = [json.loads(frame) for frame in (await said(socket, 4))[1:]]
        await socket.disconnect()
        return sorted(answer["code"] for answer in answers)

    assert await codes("moderator") == ["captions.not_open"] * 3
    assert await codes("fiji") == ["wire.forbidden", "wire.throttled", "wire.throttled"]
    await hub.stop()


async def test_frequent_commands_have_a_limit_of_their_own_for_each_person(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    await in_thread(demo.seat, "operator")
    now = [0.0]
    monkeypatch.setattr(limits, "monotonic", lambda: now[0])
    taken, refused = "captions.not_open", "wire.throttled"
    stream = demo.stream.replace("session/", "captions/")
    words = {"type": "caption.write_coming", "language": "en", "text": "We"}
    numbers = itertools.count()

    async def codes(key: str, count: int, command: dict[str, str]) -> dict[str, int]:
        """How often each code was the answer to a command that was sent so many times."""
        socket = await seated(hub, demo, key)
        for _ in range(count):
            await socket.send_json_to(
                {"id": f"command-{next(numbers)}", "stream": stream, "command": command}
            )
        answers = [json.loads(frame) for frame in (await said(socket, 1 + count))[1:]]
        await socket.disconnect()
        return Counter(answer["code"] for answer in answers)

    assert await codes("moderator", 61, words) == {taken: 60, refused: 1}
    assert await codes("moderator", 1, words) == {refused: 1}
    assert await codes("operator", 1, words) == {taken: 1}
    assert await codes("moderator", 1, {"type": "caption.dance"}) == {"wire.unknown_command": 1}
    now[0] = 1.0
    assert await codes("moderator", 13, words) == {taken: 12, refused: 1}


async def test_a_socket_without_hello_is_closed(hub: Hub, demo: Demo, settings: Settings) -> None:
    silent, speaks = opened(hub), opened(hub)
    assert await speaks.connect() == (True, "balai.v1")
    await speaks.send_json_to({"hello": seats.sign(demo.seat("fiji"))[0]})
    await said(speaks, 1)
    settings.SOCKET_HELLO_SECONDS = 0.0
    assert await silent.connect() == (True, "balai.v1")
    assert await silent.receive_output() == {"type": "websocket.close", "code": 4013}
    (reader,) = hub.readers.all
    assert reader._deadline.cancelled()  # type: ignore[attr-defined]  # a WireConsumer
    await speaks.disconnect()


async def test_sockets_without_hello_are_limited_per_address(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unauthenticated_limit, "MAX_PER_ADDRESS", 2)
    token = seats.sign(demo.seat("fiji"))[0]
    first, second, third = opened(hub), opened(hub), opened(hub)
    assert [(await socket.connect())[0] for socket in (first, second, third)] == [True, True, False]
    elsewhere = opened(hub, "192.0.2.8")
    assert (await elsewhere.connect())[0]

    await first.send_json_to({"hello": token})
    await second.disconnect()
    later = [opened(hub), opened(hub), opened(hub)]
    assert [(await socket.connect())[0] for socket in later] == [True, True, False]
    for socket in (first, elsewhere, *later[:2]):
        await socket.disconnect()
    assert not hub.unauthenticated._waiting


async def seated(hub: Hub, demo: Demo, key: str) -> Socket:
    """A socket that has said hello with one of the demo's seats."""
    socket = opened(hub)
    await socket.connect()
    await socket.send_json_to({"hello": seats.sign(demo.seat(key))[0]})
    await said(socket, 1)
    return socket


async def test_frames_of_guests_wait_for_turns_and_the_chairs_do_not(hub: Hub, demo: Demo) -> None:
    guest, chair = await seated(hub, demo, "audience"), await seated(hub, demo, "moderator")
    async with AsyncExitStack() as crowd:
        for _ in range(hubs.FRAMES_AT_ONCE):
            await crowd.enter_async_context(hub.turns.turn("a crowd"))
        await guest.send_json_to({"ping": 1})
        await chair.send_json_to({"ping": 1})
        await said(chair, 2)
        assert len(await said(guest, 1)) == 1
    await said(guest, 2)
    for socket in (guest, chair):
        await socket.disconnect()


@pytest.mark.parametrize(("key", "most"), [("audience", 1_000), ("moderator", 5_000)])
@pytest.mark.parametrize("full", ["[],", "{},", '"",'])
async def test_a_frame_with_too_many_members_is_refused_before_it_is_parsed(
    hub: Hub, demo: Demo, key: str, most: int, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def from_json(text: str, **options: Any) -> Any:
        parsed.append(text)
        return json.loads(text)

    socket = await seated(hub, demo, key)
    monkeypatch.setattr(consumer, "from_json", from_json)
    filled = full * (most // (full.count(",") + full.count("[") + full.count("{")) - 8)
    for more, code in (("", "wire.unknown_command"), (full * 16, "wire.bad_frame")):
        text = f'{{"id": "a-command-1", "stream": "session/1", "command": {{"a": [{filled}{more}0]}}}}'
        before = len(socket.scope["extensions"]["balai.ready"].said)
        await socket.send_to(text_data=text)
        assert json.loads((await said(socket, before + 1))[before])["code"] == code
    assert len(parsed) == 1
    await socket.disconnect()


async def test_commands_of_guests_are_queued_and_the_chairs_are_not(hub: Hub, demo: Demo) -> None:
    held = threading.Event()
    crowd = asyncio.create_task(hub.low_priority.run(held.wait, PATIENCE))
    guest, chair = await seated(hub, demo, "audience"), await seated(hub, demo, "moderator")
    asked = {"id": "question-1", "stream": demo.stream, "command": {"type": "question.ask", "text": "Who?"}}
    budget = {
        "id": "budget-01",
        "stream": demo.stream,
        "command": {"type": "floor.set_budget", "minutes": 60},
    }
    await guest.send_json_to(asked)
    await chair.send_json_to(budget)
    first = json.loads((await said(chair, 2))[1])
    held.set()
    await crowd
    second = json.loads((await said(guest, 2))[1])
    assert (first["done"], second["done"]) == ("budget-01", "question-1")
    assert second["seq"] == first["seq"] + 1
    for socket in (guest, chair):
        await socket.disconnect()


async def test_the_audit_log_has_the_address_of_the_socket(hub: Hub, demo: Demo) -> None:
    chair = await seated(hub, demo, "moderator")
    command = {"type": "session.set_access", "access": "code"}
    await chair.send_json_to({"id": "access-01", "stream": demo.stream, "command": command})
    assert json.loads((await said(chair, 2))[1])["done"] == "access-01"
    entry = await AuditEntry.objects.aget(action="session.set_access")
    assert (entry.address, entry.before, entry.after) == (
        "192.0.2.7",
        {"access": "public"},
        {"access": "code"},
    )
    await chair.disconnect()


async def test_a_text_is_cleaned_beside_the_event_loop(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All sockets of a process wait for what runs on the loop's thread."""
    threads, clean = list[int](), nh3.clean

    def noted(html: str, **options: Any) -> str:
        threads.append(threading.get_ident())
        return clean(html, **options)

    monkeypatch.setattr(nh3, "clean", noted)
    socket = await seated(hub, demo, "fiji")
    command = {"type": "written.submit", "language": "en", "text": "<p>We agree.", "rich": True}
    await socket.send_json_to({"id": "written-01", "stream": demo.stream, "command": command})
    assert json.loads((await said(socket, 2))[1])["done"] == "written-01"
    assert threads
    assert threading.get_ident() not in threads
    await socket.disconnect()
