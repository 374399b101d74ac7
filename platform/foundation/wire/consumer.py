"""The consumer of the WebSocket: it parses frames and dispatches them."""
# mypy: allow-untyped-calls
# Channels is untyped.

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from pydantic import ValidationError
from pydantic_core import from_json

from foundation import limits
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.database import in_thread
from foundation.http.client_ip import client_address
from foundation.messages.protocol import (
    CommandFrame,
    Device,
    Done,
    Follow,
    Frame,
    Hello,
    Ping,
    Renew,
    Unfollow,
)
from foundation.refusals import Refusal
from foundation.text import clean_input, count_members
from foundation.wire.execution import (
    SentCommand,
    execute,
    is_batched,
    is_frequent,
    is_journaled,
    is_low_priority,
    validation_sentence,
)
from foundation.wire.feed import encode_frame, seat_frame
from foundation.wire.hub import RECONNECT, Hub, pong_frame
from foundation.wire.reader_seats import SEAT_OVER, UNSEATED, socket_end

SUBPROTOCOL = "balai.v1"
BAD_FRAME, THROTTLED = 4400, 4008
ABNORMAL = 1006
MAX_MEMBERS, MAX_MEMBERS_OF_OTHERS = 5_000, 1_000
"""The most commas and opening brackets in one frame of a participant, and in one of somebody else.

Those inside texts count too. A command that orders 1,000 entries has 3,000. Somebody who is no participant sends only
one text of 500 characters. Parsing 60 kB of commas and brackets blocks the loop for 60 ms.
"""

FRAMES: dict[str, type[Frame]] = {
    "hello": Hello,
    "follow": Follow,
    "unfollow": Unfollow,
    "command": CommandFrame,
    "ping": Ping,
    "renew": Renew,
}
"""The model of each frame, by the member that only this frame has."""


class WireConsumer(AsyncWebsocketConsumer):
    """One browser tab. It becomes a `Reader` of the hub when its first frame has identified the seat."""

    channel_layer_alias: Any = None
    send_ready: Callable[[bytes], bool]
    """The method of the socket's writer, without a wrapper: it is called tens of thousands of times a second."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.hub = hub
        self.id = uuid.uuid4().hex
        self.seat: Seat
        self.ends_at: float
        self.seated = False
        self.device: Device | None = None
        self.lost = False
        self.aside: set[str] = set()
        self._address = ""
        self._caller: str | None = None
        self._bucket = limits.SOCKET_MESSAGES.bucket()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Call the handler of an ASGI message.

        Overrides Channels, which closes old database connections first, on a thread.

        Here `in_thread` closes them, and only when the database is used.
        """
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        """Accept a socket with our subprotocol. Its first frame must come within `SOCKET_HELLO_SECONDS`."""
        if SUBPROTOCOL not in self.scope.get("subprotocols", []) or not self._count_as_unauthenticated():
            await self.close()
            return
        self.send_ready = self.scope["extensions"]["balai.ready"].send_ready
        await self.accept(SUBPROTOCOL)

    def _count_as_unauthenticated(self) -> bool:
        forwarded = dict(self.scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
        found = client_address(forwarded, (self.scope.get("client") or [""])[0])
        if not self.hub.unauthenticated.enter(found):
            return False
        self._address = self._caller = found
        loop = asyncio.get_running_loop()
        self._deadline = loop.call_later(settings.SOCKET_HELLO_SECONDS, self.close_soon, RECONNECT)
        return True

    def _stop_counting_as_unauthenticated(self) -> None:
        """Stop counting the socket as unauthenticated, because it was identified or has closed."""
        if self._caller is not None:
            self._deadline.cancel()
            self.hub.unauthenticated.leave(self._caller)
            self._caller = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve a socket until it closes.

        The hub forgets the socket here, because Channels does not call `disconnect` after a handler failed.

        Channels would make two tasks per frame, in order to listen to a channel layer as well. This consumer has none.
        """
        self.scope, self.base_send = scope, send
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass
        finally:
            self._stop_counting_as_unauthenticated()
            self.hub.readers.remove(self)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        """Called by Channels.

        A browser that closes its page sends a close code. A broken connection sends none (RFC 6455, 7.1.5).

        Channels' own method would close old database connections here, on a thread, once per socket.
        """
        self.lost = message["code"] == ABNORMAL
        raise StopConsumer

    def close_soon(self, code: int) -> None:
        """Close the socket from outside of the consumer's own task. Called by the hub."""
        self.hub.tasks.spawn(self.close(code))

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Handle one frame from the browser."""
        if not self._bucket.take():
            await self.close(THROTTLED)
            return
        await self._wait_for_turn()
        try:
            await self._handle_frame(
                _parse_frame(text_data, MAX_MEMBERS_OF_OTHERS if self._is_no_participant else MAX_MEMBERS)
            )
        except Refusal as refusal:
            self._send_json({"refused": "frame", "code": refusal.code, "message": refusal.message})
            if not self.seated:
                await self.close(BAD_FRAME)

    @property
    def _is_no_participant(self) -> bool:
        """Whether the sender is no participant, or not identified yet."""
        return not self.seated or self.seat.participant is None

    async def _wait_for_turn(self) -> None:
        """Wait for a turn if the sender is no participant.

        The addresses of these senders take turns, and few of their frames are handled at once.
        """
        if self._is_no_participant:
            async with self.hub.turns.turn(self._address):
                await asyncio.sleep(0)

    async def _handle_frame(self, frame: Frame) -> None:
        if isinstance(frame, Hello):
            await self._identify(frame)
        elif not self.seated:
            await self._refuse_and_close("hello", Refusal("seat.missing", "Say who you are first."), UNSEATED)
        elif isinstance(frame, CommandFrame) and not self._may_send(frame):
            # This answer is not stored, so that the command may be sent again. Whoever keeps sending too fast is closed
            # with 4008.
            slow = limits.LIMITS["command.any"].refusal()
            self._send_json({"refused": frame.id, "code": slow.code, "message": slow.message})
        elif isinstance(frame, CommandFrame):
            if not self.hub.running_commands.draining:  # else the browser sends it again, to the next process
                with self.hub.running_commands.count_running():
                    await self._execute_command(frame)
        elif isinstance(frame, Follow):
            await self._follow(frame)
        elif isinstance(frame, Unfollow):
            self.hub.readers.unfollow(self, frame.unfollow)
        elif isinstance(frame, Renew):
            self.hub.seats.renew(self)
        else:
            self.send_ready(pong_frame(self.hub.readers.followed_by(self)))

    def _may_send(self, frame: CommandFrame) -> bool:
        """Whether the sender is within the limit on commands."""
        limit = "command.frequent" if is_frequent(self.seat, frame) else "command.any"
        return limits.allows(limit, person=self.seat.person)

    async def _execute_command(self, frame: CommandFrame) -> None:
        if is_batched(frame):
            answer = await self.hub.command_batches.run(SentCommand(self.seat, frame))
        elif is_low_priority(self.seat, frame):
            answer = await self.hub.low_priority.run(execute, self.seat, frame, self._address)
        else:
            with self.hub.low_priority.paused():
                answer = await in_thread(execute, self.seat, frame, self._address)
        if isinstance(answer, Done) and is_journaled(frame):
            # Before `done`, so that the sender sees the change first.
            await self.hub.feed_reader.deliver_up_to(frame.stream, answer.seq)
        self._send_json(answer.model_dump())

    async def _identify(self, frame: Hello) -> None:
        try:
            seat, expires = seats.read(frame.hello)
            seat = self.hub.seats.revisions.current(seat)
        except Refusal as refusal:
            await self._refuse_and_close("hello", refusal, UNSEATED)
            return
        if over := seats.refusal(seat):
            await self._refuse_and_close("hello", over, SEAT_OVER)
            return
        self._stop_counting_as_unauthenticated()
        self.hub.readers.remove(self)  # a socket that says hello again follows nothing yet
        self.aside.clear()
        self.seat, self.seated, self.ends_at, self.device = seat, True, socket_end(expires), frame.device
        self.hub.readers.add(self)
        self.send_ready(seat_frame(seat, None, expires))

    async def _follow(self, frame: Follow) -> None:
        try:
            await self.hub.admit(self.seat, frame.follow)
        except Refusal as refusal:
            self._send_json({"refused": frame.follow, "code": refusal.code, "message": refusal.message})
            return
        await self.hub.follow(self, frame.follow, frame.cursor, aside=frame.aside)

    async def _refuse_and_close(self, what: str, refusal: Refusal, code: int) -> None:
        self._send_json({"refused": what, "code": refusal.code, "message": refusal.message})
        await self.close(code)

    def _send_json(self, content: dict[str, Any]) -> None:
        self.send_ready(encode_frame(content))


def _parse_frame(text: str | None, max_members: int) -> Frame:
    if text is None:
        raise Refusal("wire.bad_frame", "A frame has to be JSON text. Send no binary frames.")
    if count_members(text.encode()) > max_members:
        raise Refusal("wire.bad_frame", "This frame has too many members. Send less at once.")
    try:
        content = clean_input(from_json(text, allow_inf_nan=False))
    except ValueError:
        raise Refusal("wire.bad_frame", "This frame is not valid JSON. Send a JSON object.") from None
    names = content.keys() if isinstance(content, dict) else ()
    model = next((model for name, model in FRAMES.items() if name in names), None)
    if model is None:
        raise Refusal("wire.bad_frame", "This frame is of no known kind. Send one of those in the protocol.")
    try:
        return model.model_validate(content, strict=True)
    except ValidationError as error:
        raise Refusal("wire.bad_frame", validation_sentence(error)) from None
