"""Hubs in this process, and one server per worker for the socket tests."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from foundation.wire.hub import Hub
from tests.support.demo import Demo
from tests.support.hall import Hall
from tests.support.hubs import ManualHub
from tests.support.prepared import prepared


@pytest_asyncio.fixture
async def hub(demo: Demo) -> AsyncIterator[Hub]:
    """A hub that works as in the server."""
    hub = Hub()
    await hub.start()
    yield hub
    await hub.stop()


@pytest_asyncio.fixture
async def quiet(demo: Demo) -> AsyncIterator[ManualHub]:
    """A hub that gets no hints and does not poll."""
    hub = ManualHub()
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture(scope="package")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The demo in its own process. Tests that damage its data or stop it start their own."""
    hall = prepared(tmp_path_factory.mktemp("hall") / "data")
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture(scope="package")
def session(hall: Hall) -> str:
    """The stream of the open session."""
    return f"session/{hall.session()}"
