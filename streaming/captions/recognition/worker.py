"""Writes the captions of a session: listens by WHEP, lets an engine recognise, and sends what it says to the server.

It uses the public endpoints only, so it may run on another machine than the server.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession

from streaming.captions.recognition.engine import Engine, EngineFailedError, Recognised
from streaming.captions.recognition.listener import WhepListener

RETRY_SECONDS = 2.0
COMING_SECONDS = 0.3
"""The least time between two updates of words that may still change."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Target:
    """Where the captions go. `token` returns a valid token of the worker's seat."""

    url: str
    session: int
    language: str
    slot: str
    token: Callable[[], Awaitable[str]]

    @property
    def api(self) -> str:
        """The address of the session's REST endpoints."""
        return f"{self.url}/api/v1/sessions/{self.session}"


class CaptionWriter:
    """Sends what an engine recognised. Words that may still change are sent when there is time."""

    def __init__(self, http: ClientSession, target: Target) -> None:
        self._http, self._target = http, target
        self._began: float | None = None
        self._sent_at = 0.0

    async def write(self, found: Recognised) -> None:
        """Send a result. One that the server refuses is lost, and said in the log."""
        now = time.monotonic()
        if found.text and self._began is None:
            self._began = now
        if not found.is_final:
            if now - self._sent_at >= COMING_SECONDS:
                self._sent_at = now
                await self._request("PUT", "/captions/coming", {"text": found.text})
            return
        began, self._began = self._began, None
        if found.text:
            ago = min(60_000, round((now - (began if began is not None else now)) * 1000))
            await self._request("POST", "/captions", {"text": found.text, "began_ms_ago": ago})

    async def _request(self, method: str, path: str, body: dict[str, Any]) -> None:
        headers = {"Authorization": f"Bearer {await self._target.token()}"}
        content = body | {"language": self._target.language}
        try:
            async with self._http.request(
                method, self._target.api + path, json=content, headers=headers
            ) as answer:
                if answer.status >= 400:
                    logger.warning("The server refused a caption: %s", (await answer.text())[:200])
        except (ClientError, OSError, TimeoutError) as error:
            logger.warning("A caption could not be sent: %s", error)


async def run(target: Target, engine: Engine, *, loopback: bool) -> None:
    """Listen and write until cancelled. A lost connection or a failed engine is started again."""
    async with ClientSession() as http:
        writer = CaptionWriter(http, target)
        while True:
            listener = WhepListener(loopback=loopback)
            try:
                url, token = await _media_token(http, target)
                await listener.open(http, url, token)
                async for found in engine.recognise(listener.sound.chunks()):
                    await writer.write(found)
                logger.info("The connection to the relay has ended; it is opened again")
            except (EngineFailedError, ClientError, OSError, TimeoutError) as error:
                logger.warning("%s; tried again in %s s", error, RETRY_SECONDS)
            finally:
                await listener.close()
            await asyncio.sleep(RETRY_SECONDS)


async def _media_token(http: ClientSession, target: Target) -> tuple[str, str]:
    """The WHEP address of the slot, and a token for it."""
    headers = {"Authorization": f"Bearer {await target.token()}"}
    async with http.post(
        f"{target.api}/media-token", json={"action": "listen"}, headers=headers, raise_for_status=True
    ) as answer:
        found = await answer.json()
    address = found["url"] if found["url"].startswith("http") else target.url + found["url"]
    return f"{address}?slots={target.slot}", found["token"]
