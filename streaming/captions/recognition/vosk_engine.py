"""An engine that is reached by the WebSocket protocol of vosk-server (github.com/alphacep/vosk-server).

After a configuration, each chunk of sound has one answer: `{"partial": …}`, or at the end of an utterance
`{"result": […], "text": …}`.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse

from streaming.captions.recognition.engine import RATE, EngineFailedError, Recognised, clean_result

HANDSHAKE_SECONDS = 5.0
LONGEST_ANSWER = 1 << 16
"""Octets. A longer answer is not of this protocol."""
ANSWER_SECONDS = 5.0
"""How long an engine may take for 100 ms of sound before it counts as stalled."""


class VoskEngine:
    """Sends the sound to a server of this protocol at `url`."""

    def __init__(self, http: ClientSession, url: str) -> None:
        self._http, self._url = http, url

    async def recognise(self, sound: AsyncIterator[bytes]) -> AsyncIterator[Recognised]:
        """The words in the sound. Raises `EngineFailedError`."""
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                connected = await self._http.ws_connect(self._url, max_msg_size=LONGEST_ANSWER)
            async with connected as socket:
                await socket.send_str(json.dumps({"config": {"sample_rate": RATE}}))
                async with _Answers(socket, self._url) as answers:
                    async for chunk in sound:
                        answers.check_none()
                        await socket.send_bytes(chunk)
                        if (found := _recognised(await answers.next())) is not None:
                            yield found
        except (ClientError, OSError) as error:
            raise EngineFailedError(f"{self._url} cannot be reached: {error!r}") from error


class _Answers:
    """The answers of an engine, read as they come, so that one that nobody asked for is noticed."""

    def __init__(self, socket: ClientWebSocketResponse, url: str) -> None:
        self._socket, self._url = socket, url
        self._came: asyncio.Queue[Any] = asyncio.Queue(1)

    async def __aenter__(self) -> Self:
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *error: object) -> None:
        self._reading.cancel()

    async def _read(self) -> None:
        while True:
            try:
                answer = await self._socket.receive_json()
            except (TypeError, ValueError, RecursionError):
                answer = None
            await self._came.put(answer)
            if not isinstance(answer, dict):
                return

    def check_none(self) -> None:
        """Check that the engine sent nothing more. One that floods would fall behind what is said."""
        if not self._came.empty():
            raise EngineFailedError(f"{self._url} sent more than one answer")

    async def next(self) -> dict[str, Any]:
        """The answer to the last chunk."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                answer = await self._came.get()
        except TimeoutError:
            raise EngineFailedError(f"{self._url} did not answer for {ANSWER_SECONDS:.0f} s") from None
        if not isinstance(answer, dict):
            raise EngineFailedError(f"{self._url} sent what is no answer")
        return answer


def _recognised(answer: dict[str, Any]) -> Recognised | None:
    final = "text" in answer
    text = clean_result(answer.get("text") if final else answer.get("partial"))
    return Recognised(text, final) if text or final else None
