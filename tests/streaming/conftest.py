"""The event loop of these tests: time passes only while it is idle (`tests/support/virtual_time.py`)."""

import asyncio
from collections.abc import Callable, Mapping

import pytest

from streaming.relay.sockets import TimedSocket
from tests.support.database_threads import with_database_threads
from tests.support.virtual_time import VirtualLoop


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Each test has a loop of virtual time, except those marked `real_time`."""
    if item.get_closest_marker("real_time"):
        return {"real": lambda: with_database_threads(asyncio.new_event_loop())}
    return {"virtual": lambda: with_database_threads(VirtualLoop())}


@pytest.fixture(autouse=True)
def nothing_waits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's arrival times are real; in virtual time a datagram arrives when it is read."""
    if not request.node.get_closest_marker("real_time"):
        monkeypatch.setattr(TimedSocket, "seconds_waited", lambda sock, now: 0.0)
