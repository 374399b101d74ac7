"""One hall for the socket tests of a worker, and its tabs."""

from collections.abc import Iterator

import pytest

from tests.support.hall import Hall


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The demo in a process of its own; tests that spoil its data or stop it take one of their own."""
    hall = Hall(tmp_path_factory.mktemp("hall"))
    hall.prepare()
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture(scope="session")
def session(hall: Hall) -> str:
    """The stream of the session that is open."""
    return f"session/{hall.session()}"
