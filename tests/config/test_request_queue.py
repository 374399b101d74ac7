"""Requests run a few at a time, in turns of their callers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio

from config.request_queue import MAX_RUNNING, PROVIDER_MAX_RUNNING, RequestQueue, Scope
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.http.fair_queue import TURN

CROWD, NEIGHBOUR = "192.0.2.1", "192.0.2.2"
Ask = Callable[..., Awaitable[None]]


class Views:
    """An application whose responses start when the test says so. Each is named by its query."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.answers: dict[str, asyncio.Event] = {}
        self.bodies = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Serve as an ASGI application."""
        name = scope["query_string"].decode()
        self.begun.append(name)
        if name == "late":
            await scope["extensions"][TURN]()
        await self.answers.setdefault(name, asyncio.Event()).wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.bodies.wait()

    def answer(self, name: str) -> None:
        """Start a response, without its body."""
        self.answers[name].set()


@pytest.fixture
def views() -> Views:
    """An application without requests."""
    return Views()


@pytest_asyncio.fixture
async def ask(views: Views) -> AsyncIterator[Ask]:
    """Sends a request; returns when it is answered or waits."""
    application, tasks = RequestQueue(views), []

    async def asked(
        name: str,
        address: str = CROWD,
        bearer: str = "",
        method: str = "GET",
        path: str = "/api/v1/demo",
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
    """Let the loop run until nothing more happens."""
    for _ in range(20):
        await asyncio.sleep(0)


CROWDS = [f"crowd-{number}" for number in range(MAX_RUNNING)]


@pytest_asyncio.fixture
async def full(ask: Ask) -> None:
    """One address holds all turns."""
    for name in CROWDS:
        await ask(name)


def bearer(participant: str | None) -> str:
    """A seat token; of a guest if there is no participant."""
    seat = Seat(
        person="00000000-0000-0000-0000-000000000001",
        conference="1",
        name="",
        place="remote",
        roles=(),
        participant=participant,
    )
    return seats.sign(seat)[0]


async def test_few_requests_run_at_once_and_a_turn_ends_when_the_response_begins(
    views: Views, ask: Ask, full: None
) -> None:
    await ask("next")
    assert views.begun == CROWDS
    views.answer("crowd-0")
    await settled()
    assert views.begun == [*CROWDS, "next"], "though the body of the first is still on its way"


@pytest.mark.parametrize(
    ("address", "participant"),
    [(NEIGHBOUR, ""), (NEIGHBOUR, None), (CROWD, "7")],
    ids=["none", "guest", "delegate"],
)
async def test_a_caller_waits_for_one_request_of_a_crowd_only(
    views: Views, ask: Ask, full: None, address: str, participant: str | None
) -> None:
    for name in ("more", "and more"):
        await ask(name)
    await ask("another", address, "" if participant == "" else bearer(participant))
    for name in CROWDS[:2]:
        views.answer(name)
        await settled()
    assert views.begun[MAX_RUNNING:] == ["more", "another"]


async def test_guests_of_one_address_count_as_one_caller(views: Views, ask: Ask, full: None) -> None:
    for name in ("more", "and more"):
        await ask(name)
    await ask("guest", CROWD, bearer(None))
    for name in CROWDS[:2]:
        views.answer(name)
        await settled()
    assert views.begun[MAX_RUNNING:] == ["more", "and more"]


async def test_files_take_no_turn_and_media_endpoints_have_their_own(
    views: Views, ask: Ask, full: None
) -> None:
    await ask("video statement", method="PUT", path="/api/v1/video-statement")
    await ask("document", method="PUT", path="/api/v1/sessions/6/written")
    await ask("offer", method="POST", path="/media/sessions/6/whep")
    await ask("no file", method="POST", path="/api/v1/video-statement")
    assert views.begun[MAX_RUNNING:] == ["video statement", "document", "offer"]


async def test_a_provider_that_stalls_holds_up_no_other_request(views: Views, ask: Ask) -> None:
    logins = [f"login-{number}" for number in range(MAX_RUNNING + 1)]
    for name in logins:
        await ask(name, method="POST", path="/account/oidc/oidc/login/")
    await ask("conferences", path="/api/v1/conferences")
    await ask("page", path="/account/login/")
    await ask("neighbour", NEIGHBOUR, path="/account/oidc/oidc/login/callback/")
    assert views.begun == [*logins[:PROVIDER_MAX_RUNNING], "conferences", "page"]
    views.answer("login-0")
    views.answer("login-1")
    await settled()
    assert views.begun[-2:] == [logins[PROVIDER_MAX_RUNNING], "neighbour"]


async def test_a_view_that_only_waits_ends_its_turn(views: Views, ask: Ask) -> None:
    for name in CROWDS[1:]:
        await ask(name)
    await ask("late")
    await ask("next")
    assert views.begun[-2:] == ["late", "next"]
    views.answer("late")
    await settled()
    await ask("last")
    assert views.begun[-1] == "next", "a turn that was ended is not given back again"
    views.answer(CROWDS[1])
    await settled()
    assert views.begun[-1] == "last"
