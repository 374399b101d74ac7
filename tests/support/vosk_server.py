"""A server of vosk-server's WebSocket protocol that recognises nothing: it answers what it was told to."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.server import ServerConnection, serve


@asynccontextmanager
async def vosk_server(answers: Sequence[Any], *, stalls: bool = False, times: int = 1) -> AsyncIterator[str]:
    """A server at the yielded address. It answers the n-th chunk with the n-th answer, and then with none or nothing.

    An answer that is no text is sent as JSON. Each is sent so many times.
    """

    async def recognise(socket: ServerConnection) -> None:
        config = json.loads(await socket.recv())
        assert config == {"config": {"sample_rate": 16000}}
        left = list(answers)
        async for chunk in socket:
            assert isinstance(chunk, bytes)
            if not left and stalls:
                await socket.wait_closed()
            answer = left.pop(0) if left else {"partial": ""}
            for _ in range(times):
                await socket.send(answer if isinstance(answer, str) else json.dumps(answer))

    async with serve(recognise, "127.0.0.1", 0) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
