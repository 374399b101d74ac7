"""`make tour`: docs/tour.md with a picture of each present view, and a video of a remote country speaking.

Its own halls serve the demo on 127.0.0.1, and a browser visits every view.
"""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.journeys.conftest import PATIENCE_MS
from tests.support.hall import Hall
from tools.tour.remote_country import film
from tools.tour.views import Album, visit
from tools.tour.visitors import Visitors

DOCS = Path(__file__).resolve().parents[2] / "docs"


@contextlib.contextmanager
def hall(*, full: bool) -> Iterator[Hall]:
    """The demo in a process of its own; `full` adds simulated delegations."""
    with tempfile.TemporaryDirectory() as folder:
        served = Hall(Path(folder))
        served.prepare()
        served.start()
        rehearsal = served.rehearse() if full else None
        try:
            yield served
        finally:
            if rehearsal:
                rehearsal.terminate()
                rehearsal.wait()
            served.stop()


def main() -> None:
    """Make everything again."""
    album = Album(DOCS)
    expect.set_options(timeout=PATIENCE_MS)
    # The browsers' relative path of a film is shown as the camera's name in the pictures.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), sync_playwright() as playwright:
        for full, work in ((True, lambda who: visit(who, album)), (False, lambda who: film(who, album.film))):
            with hall(full=full) as served:
                visitors = Visitors(served, playwright, Path(folder))
                try:
                    work(visitors)
                finally:
                    visitors.leave()
    album.write()


if __name__ == "__main__":
    main()
