"""docs/examples/nginx.conf in front of two web processes, and the Procfile as honcho runs it."""

import asyncio
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.processes.conftest import Pair
from tests.support import databases
from tests.support.hall import free_port
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared
from tests.support.proxy import answers, nginx
from tests.support.stack import Service
from tests.support.tab import Tab

pytestmark = pytest.mark.database


@pytest.fixture
def proxy(pair: Pair, tmp_path: Path) -> Iterator[int]:
    """The port of an nginx in front of both processes."""
    service, port = nginx(tmp_path / "nginx", [hall.port for hall in pair])
    yield port
    service.stop()


def fetched(port: int, path: str, encoding: str) -> tuple[int, dict[str, str], bytes]:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        assert answer.headers.get_content_subtype() in ("javascript", "svg+xml")
        named = ("Content-Encoding", "Cache-Control", "X-Content-Type-Options", "Vary")
        return answer.status, {name: answer.headers[name] for name in named}, answer.read()


def test_nginx_serves_the_front_end_as_the_application_does(pair: Pair, proxy: int) -> None:
    scripts = sorted((settings.FRONTEND_DIR / "assets").glob("*.js.gz"), key=lambda file: file.stat().st_size)
    built = f"assets/{scripts[-1].name.removesuffix('.gz')}"
    for path in (f"/static/app/{name}" for name in (built, "flags/id.svg", "theme.js")):
        for encoding in ("gzip", "identity"):
            answer = fetched(proxy, path, encoding)
            assert answer == fetched(pair[0].port, path, encoding)
            assert (answer[1]["Content-Encoding"] == "gzip") == (encoding == "gzip")
    with pytest.raises(urllib.error.HTTPError) as nowhere:
        fetched(proxy, "/static/app/assets/nowhere.js", "gzip")
    with nowhere.value as problem:
        assert problem.code == 404
        assert problem.headers["Content-Security-Policy"], "the application answered"


async def test_behind_nginx_tabs_go_to_the_process_that_is_left(pair: Pair, stream: str, proxy: int) -> None:
    url = f"ws://127.0.0.1:{proxy}/ws"
    token = pair[0].seat("moderator")["token"]
    tabs = [Tab(pair[0], token, url=url) for _ in range(2)]
    async with tabs[0], tabs[1]:
        for tab in tabs:
            await tab.follow(stream)
        await asyncio.to_thread(pair[0].kill)
        ends = [asyncio.create_task(tab.socket.wait_closed()) for tab in tabs]
        gone, here = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE)
        assert (len(gone), len(here)) == (1, 1)
        left = tabs[1] if ends[0] in gone else tabs[0]
        async with Tab(pair[0], token, url=url) as again:
            await again.follow(stream)
            seq = (await again.do(stream, "floor.close_list"))["seq"]
            await left.wait(lambda: left.readers[stream].seq >= seq)
        for end in here:
            end.cancel()


@pytest.mark.thorough
def test_honcho_runs_the_procfile_and_ends_it(tmp_path: Path, hints: tuple[Service, str]) -> None:
    hall, port = prepared(tmp_path / "data"), free_port(1, 100)
    environment = os.environ | databases.settings(hall.folder) | {
        "DEMO": "1", "DATA_DIR": str(hall.folder), "REDIS_URL": hints[1], "PORT": str(port),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }  # fmt: skip
    command = [sys.executable, "-m", "honcho", "start", "-c", "web=2,relay=1"]
    service = Service(
        tmp_path / "honcho", "TERM", command, lambda: [answers(port + each) for each in (0, 1, 100)],
        as_nobody=False, environment=environment,
    )  # fmt: skip
    service.start()
    with urllib.request.urlopen(f"http://127.0.0.1:{port + 1}/api/v1/demo", timeout=PATIENCE) as answer:
        assert answer.status == 200
    with urllib.request.urlopen(f"http://127.0.0.1:{port + 100}/media/health", timeout=PATIENCE) as answer:
        assert answer.status == 200
    service.stop()
    for each in (0, 1, 100):
        with pytest.raises(ConnectionRefusedError):
            answers(port + each)
    log = (tmp_path / "honcho").read_text()
    assert (log.count("stopped (rc=0)"), log.count("Traceback")) == (3, 0)
