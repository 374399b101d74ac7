"""The demo's conference with this process's media started, on loopback."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from foundation.accounts.seats import Seat
from foundation.database import in_thread
from foundation.messages.protocol import CommandFrame, Done, Refused
from foundation.wire.execution import execute
from sessions.demo import loader, seats
from streaming.signalling.capacity import Capacity
from streaming.signalling.media import Media
from streaming.signalling.media import media as the_media
from streaming.signalling.media_tokens import MediaToken
from tests.support.demo import load, without_video


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of these tests, with a stand-in for the demo's video statement."""
    folder = tmp_path_factory.mktemp("data")
    without_video(folder)
    return folder


@pytest.fixture
def demo(transactional_db: None, settings: Settings, data_dir: Path) -> str:
    """Load the demo; returns the id of the open session."""
    settings.DATA_DIR = data_dir
    settings.MEDIA_ADDRESSES = ["127.0.0.1"]
    load()
    return str(seats.main_session(seats.conference()).pk)


@pytest.fixture
def film(demo: str, data_dir: Path) -> None:
    """The demo's video statement, which can be played."""
    stand_in = data_dir / "video_statements" / loader.VIDEO_FILE
    if not stand_in.stat().st_size:
        stand_in.unlink()
        loader.make_video()


@pytest.fixture
def capacity() -> Capacity:
    """A capacity that measures nothing: the tests' peers use the same core, which would keep listeners out."""
    return Capacity(lambda: 0.0)


@pytest.fixture
async def media(demo: str, capacity: Capacity, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Media]:
    """The process's media, started; the tests' aiortc peers gather on loopback."""
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])
    monkeypatch.setattr(the_media, "capacity", capacity)
    await the_media.start()
    yield the_media
    await the_media.stop()


@pytest.fixture
async def peers() -> AsyncIterator[AsyncExitStack]:
    """Closes the test's own peers at its end."""
    async with AsyncExitStack() as stack:
        yield stack


async def take(key: str) -> Seat:
    """Take a seat of the demo."""
    return await in_thread(seats.take_seat, key)


def camera_token(session: str, seat: Seat) -> MediaToken:
    """The token with which a seat's person publishes its camera and microphone."""
    about = seat.person, seat.conference, seat.participant, seat.party, seat.place
    return MediaToken(session, "publish", "own", *about, seat_until=1 << 40)


class Chair:
    """Sends commands as the moderator, through the handlers."""

    def __init__(self, session: str, seat: Seat) -> None:
        self.session, self.seat, self._number = session, seat, 0

    async def do(self, **command: Any) -> Done | Refused:
        """Run a command on the session's stream, under a new id."""
        self._number += 1
        ask = CommandFrame(
            id=f"{self.seat.person[:12]}-{self._number}", stream=f"session/{self.session}", command=command
        )
        return await in_thread(execute, self.seat, ask)


@pytest.fixture
async def chair(demo: str) -> Chair:
    """The moderator."""
    return Chair(demo, await take("moderator"))
