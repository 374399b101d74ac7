"""Requests are answered a few at a time, by turns of their callers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio

from config.turns import InTurn, Scope
from foundation.turns import TURN

CROWD, NEIGHBOUR = "192.0.2.1", "192.0.2.2"
Ask = Callable[..., Awaitable[None]]


class Views:
    """An application whose answers begin when they are told to; each is named by its query."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.answers: dict[str, asyncio.Event] = {}
        self.bodies = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """ASGI."""
        name = scope["query_string"].decode()
        self.begun.append(name)
        if name == "late":
            await scope["extensions"][TURN]()
        await self.answers.setdefault(name, asyncio.Event()).wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.bodies.wait()

    def answer(self, name: str) -> None:
        """Begin an answer; its body stays away."""
        self.answers[name].set()


@pytest.fixture
def views() -> Views:
    """Nobody has asked."""
    return Views()


@pytest_asyncio.fixture
async def ask(views: Views) -> AsyncIterator[Ask]:
    """Sends a request; returns once it is either answered to or waits."""
    application, tasks = InTurn(views), []

    async def asked(
        name: str,
        address: str = CROWD,
        bearer: str = "",
        method: str = "GET",
        path: str = "/api/demo",
    ) -> None:
        headers = [(b"authorization", f"Bearer {bearer}".encode())] if bearer else []
        scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(), "client": [address, 4000],
            "query_string": name.encode(), "headers": headers,
        }  # fmt: skip

        async def ignore(*message: object) -> None:
            pass

        tasks.append(asyncio.create_task(application(scope, ignore, ignore)))
        await settled()

    yield asked
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def settled() -> None:
    """Everything that can happen has."""
    for _ in range(20):
        await asyncio.sleep(0)
