"""A TCP proxy between a tab and its hall. It can stop forwarding without closing anything, or cut all connections."""

import asyncio
import contextlib
from types import TracebackType
from typing import Self

from tests.support.hall import Hall


class TcpProxy:
    """An asynchronous context manager; a tab connects to `url`."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._passes = asyncio.Event()
        self._passes.set()
        self._is_cut = False
        self._writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._copy, "127.0.0.1", 0)
        self.url = f"ws://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/ws"
        return self

    async def __aexit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        self.cut()
        self._passes.set()
        await self._server.wait_closed()

    def stop_passing(self) -> None:
        """Pass nothing from now on, either way."""
        self._passes.clear()

    def cut(self) -> None:
        """Abort every connection, and each new one."""
        self._is_cut = True
        for writer in self._writers:
            writer.transport.abort()

    def restore(self) -> None:
        """Pass what has waited, and accept new connections."""
        self._is_cut = False
        self._passes.set()

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = {writer}
        self._writers |= ends
        try:
            if self._is_cut:
                return
            with contextlib.suppress(OSError, asyncio.CancelledError):
                back, forth = await asyncio.open_connection("127.0.0.1", self._hall.port)
                ends.add(forth)
                self._writers |= ends
                await asyncio.gather(self._pass_on(reader, forth), self._pass_on(back, writer))
        finally:
            for end in ends:
                end.transport.abort()
            self._writers -= ends

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while octets := await reader.read(65536):
            await self._passes.wait()
            writer.write(octets)
        writer.close()
