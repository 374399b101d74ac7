"""Limits how many HTTP requests run at once: each has a thread, and hundreds of threads delay every command."""

from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import AsyncExitStack
from typing import Any

from config.request_bodies import is_file
from foundation.accounts import seats
from foundation.http import client_ip
from foundation.http.fair_queue import TURN, FairQueue
from foundation.refusals import Refusal
from streaming.signalling import media_tokens

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

MAX_RUNNING = 6
"""How many requests run at once. With 300 clients that send requests, a command then takes 0.1 s (measured)."""
PROVIDER_MAX_RUNNING = 2
"""How many sign-ins by an identity provider run at once. Each waits for the provider, up to 5 s for each of its
answers.
"""
MEDIA, PROVIDER = "/media/", "/account/oidc/"


class RequestQueue:
    """An ASGI middleware in which callers take turns.

    Each participant is one caller. All other clients at one address are together one caller.

    A turn ends when the response begins, so that a slow client delays nobody. File uploads take no turn, because they
    have their own queue (`file_queue.py`). Media endpoints have separate turns, because offers wait for each other.
    Sign-in by a provider has separate turns too, so that a provider that does not answer blocks no other request.
    """

    def __init__(self, app: Any) -> None:
        self._app = app
        self._turns, self._media_turns = FairQueue(MAX_RUNNING), FairQueue(MAX_RUNNING)
        self._provider_turns = FairQueue(PROVIDER_MAX_RUNNING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve as an ASGI application."""
        if is_file(scope["method"], scope["raw_path"].decode("latin-1")):
            await self._app(scope, receive, send)
            return
        async with AsyncExitStack() as turn:
            await turn.enter_async_context(self._queue_for_path(scope["path"]).turn(_caller(scope)))
            scope.setdefault("extensions", {})[TURN] = turn.aclose

            async def begin(message: Any) -> None:
                await turn.aclose()
                await send(message)

            await self._app(scope, receive, begin)

    def _queue_for_path(self, path: str) -> FairQueue:
        if path.startswith(MEDIA):
            return self._media_turns
        return self._provider_turns if path.startswith(PROVIDER) else self._turns


def _caller(scope: Scope) -> str:
    person = _person_of_token(_header(scope, b"authorization"))
    return person or client_ip.client_address(
        _header(scope, b"x-forwarded-for"), (scope["client"] or [""])[0]
    )


def _header(scope: Scope, wanted: bytes) -> str:
    return ",".join(value.decode("latin-1") for name, value in scope["headers"] if name == wanted)


def _person_of_token(authorization: str) -> str:
    """The person of a participant's seat token or media token, or "" if the sender is no participant."""
    if not authorization:
        return ""
    for read in (seats.of_bearer, _media_token):
        try:
            found = read(authorization)
        except Refusal:
            continue
        return found.person if found.participant else ""
    return ""


def _media_token(authorization: str) -> media_tokens.MediaToken:
    return media_tokens.read_token(authorization, expired=True)
