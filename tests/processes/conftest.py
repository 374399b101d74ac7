"""Two web processes on one database, with a Redis of their own that may be stopped."""

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.support import databases
from tests.support.hall import Hall, free_port
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared
from tests.support.stack import Service, redis_at

Pair = tuple[Hall, Hall]

on_postgresql = pytest.mark.skipif(not databases.SERVER, reason="SQLite has no lock for a row")
"""`make test` runs this folder on PostgreSQL."""


async def until(true: Callable[[], bool]) -> None:
    """Look again and again, until it is true of something outside."""
    end = time.monotonic() + PATIENCE
    while not await asyncio.to_thread(true):
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


@pytest.fixture(scope="module")
def hints(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    """A Redis, and its address."""
    port = free_port()
    service = redis_at(port, tmp_path_factory.mktemp("redis"))
    service.start()
    yield service, f"redis://127.0.0.1:{port}/0"
    service.stop()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, hints: tuple[Service, str]) -> Iterator[Pair]:
    """Both serve; a test that stops or kills one starts it again where others follow."""
    first = prepared(tmp_path_factory.mktemp("pair") / "data", REDIS_URL=hints[1], PGAPPNAME="first")
    with served(first, Hall(first.folder, REDIS_URL=hints[1], PGAPPNAME="second")) as halls:
        yield halls


@contextmanager
def served(first: Hall, second: Hall) -> Iterator[Pair]:
    """Both, until the end."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(Hall.start, (first, second)))
    try:
        yield first, second
    finally:
        for hall in (first, second):
            hall.kill()


@pytest.fixture(scope="module")
def stream(pair: Pair) -> str:
    """The session that is open."""
    return f"session/{pair[0].session()}"
