"""Two web processes on one database, with a Redis of their own that may be stopped."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.hall import Hall, free_port
from tests.support.prepared import prepared
from tests.support.stack import Service, redis_at

Pair = tuple[Hall, Hall]


@pytest.fixture
def hints(tmp_path: Path) -> Iterator[tuple[Service, str]]:
    """A Redis, and its address."""
    port = free_port()
    service = redis_at(port, tmp_path)
    service.start()
    yield service, f"redis://127.0.0.1:{port}/0"
    service.stop()


@pytest.fixture
def pair(tmp_path: Path, hints: tuple[Service, str]) -> Iterator[Pair]:
    """Both serve; a test may stop or kill either."""
    first = prepared(tmp_path / "data", REDIS_URL=hints[1])
    second = Hall(first.folder, REDIS_URL=hints[1])
    with ThreadPoolExecutor() as pool:
        list(pool.map(Hall.start, (first, second)))
    yield first, second
    for hall in (first, second):
        hall.kill()


@pytest.fixture
def stream(pair: Pair) -> str:
    """The session that is open."""
    return f"session/{pair[0].session()}"
