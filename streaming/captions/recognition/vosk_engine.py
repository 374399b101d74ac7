"""An engine that is reached by the WebSocket protocol of vosk-server (github.com/alphacep/vosk-server).

After a configuration, each chunk of sound has one answer: `{"partial": …}`, or at the end of an utterance
`{"result": […], "text": …}`.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse

from streaming.captions.recognition.engine import RATE, EngineFailedError, Recognised, clean_result

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
            async with self._http.ws_connect(self._url, max_msg_size=LONGEST_ANSWER) as socket:
                await socket.send_str(json.dumps({"config": {"sample_rate": RATE}}))
                async for chunk in sound:
                    await socket.send_bytes(chunk)
                    if (found := _recognised(await self._answer(socket))) is not None:
                        yield found
        except (ClientError, OSError) as error:
            raise EngineFailedError(f"{self._url} cannot be reached: {error}") from error

    async def _answer(self, socket: ClientWebSocketResponse) -> dict[str, Any]:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                answer = await socket.receive_json()
        except TimeoutError:
            raise EngineFailedError(f"{self._url} did not answer for {ANSWER_SECONDS:.0f} s") from None
        except (TypeError, ValueError) as error:
            raise EngineFailedError(f"{self._url} sent what is no answer") from error
        if not isinstance(answer, dict):
            raise EngineFailedError(f"{self._url} sent what is no answer")
        return answer


def _recognised(answer: dict[str, Any]) -> Recognised | None:
    final = "text" in answer
    text = clean_result(answer.get("text") if final else answer.get("partial"))
    return Recognised(text, final) if text or final else None
