"""TURN over TCP: credentials that a real TURN server accepts, and where they are given."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aioice.stun import TransactionFailed
from aioice.turn import create_turn_endpoint
from pytest_django import Settings

from foundation import clock
from streaming.signalling import turn_servers
from tests.streaming.signalling.test_checks import check_token
from tests.support.turn import SECRET, Coturn
from tests.support.wire_server import environment

URL = "turn:hall.test:3478?transport=tcp"


@pytest.fixture
def coturn(tmp_path: Path) -> Iterator[Coturn]:
    server = Coturn(tmp_path)
    server.start()
    yield server
    server.stop()


def test_a_host_without_turn_offers_none(settings: Settings) -> None:
    settings.TURN_URLS = []
    assert turn_servers.ice_servers("ana") == []


@pytest.mark.parametrize(("wanted", "seconds"), [("", 3600), ("600", 600), ("86400", 3600)])
def test_credentials_are_good_for_an_hour_at_most(wanted: str, seconds: int) -> None:
    program = "import config.settings; print(config.settings.TURN_SECONDS)"
    asked = {"TURN_SECONDS": wanted} if wanted else {}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment() | asked, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{seconds}\n"


def test_credentials_name_their_end_and_their_person(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    settings.TURN_URLS, settings.TURN_SECRET, settings.TURN_SECONDS = [URL], SECRET, 1800
    (server,) = turn_servers.ice_servers("ana")
    until, person = server["username"].split(":")
    assert (server["urls"], person) == ([URL], "ana")
    assert int(until) == int(now.timestamp()) + 1800
    assert turn_servers.link_header([server]) == (
        f'<{URL}>; rel="ice-server"; username="{server["username"]}"; '
        f'credential="{server["credential"]}"; credential-type="password"'
    )


async def allocate(coturn: Coturn, username: str, password: str) -> bool:
    """Whether the server gives these credentials an allocation, over TCP."""
    try:
        transport, _ = await create_turn_endpoint(
            asyncio.DatagramProtocol,
            server_addr=("127.0.0.1", coturn.port),
            username=username,
            password=password,
            transport="tcp",
        )
    except TransactionFailed:
        return False
    transport.close()
    return True


@pytest.mark.real_time
async def test_a_real_turn_server_accepts_only_these_credentials(coturn: Coturn, settings: Settings) -> None:
    settings.TURN_URLS, settings.TURN_SECRET = [URL], SECRET
    (server,) = turn_servers.ice_servers("ana")
    assert await allocate(coturn, server["username"], server["credential"])
    assert not await allocate(coturn, server["username"], "guessed")
    settings.TURN_SECONDS = -60
    (over,) = turn_servers.ice_servers("ana")
    assert not await allocate(coturn, over["username"], over["credential"])


async def bind_to(coturn: Coturn, server: turn_servers.IceServer, peer: str) -> None:
    """Ask for a channel to a peer; raises if it is refused. aioice itself reports nothing."""
    transport, _ = await create_turn_endpoint(
        asyncio.DatagramProtocol,
        server_addr=("127.0.0.1", coturn.port),
        username=server["username"],
        password=server["credential"],
        transport="tcp",
    )
    try:
        await transport._TurnTransport__inner_protocol.channel_bind(0x4000, (peer, 9))  # type: ignore[attr-defined]  # private
    finally:
        transport.close()


@pytest.mark.real_time
async def test_the_turn_server_relays_only_to_balai(coturn: Coturn, settings: Settings) -> None:
    settings.TURN_URLS, settings.TURN_SECRET = [URL], SECRET
    (server,) = turn_servers.ice_servers("ana")
    await bind_to(coturn, server, "127.0.0.1")
    for elsewhere in ("127.0.0.2", "10.0.0.4", "198.51.100.1"):
        with pytest.raises(TransactionFailed) as refused:
            await bind_to(coturn, server, elsewhere)
        assert refused.value.response.attributes["ERROR-CODE"][0] == 403


async def test_seats_get_the_turn_servers(demo: str, settings: Settings) -> None:
    settings.TURN_URLS, settings.TURN_SECRET = [URL], SECRET
    (server,) = (await check_token("fiji")).json()["ice_servers"]
    assert server["urls"] == [URL]
    settings.TURN_URLS = []
    assert (await check_token("fiji")).json()["ice_servers"] == []
