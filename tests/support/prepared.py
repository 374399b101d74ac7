"""The data of halls, with the demo or empty: made once a run, and copied for each hall.

The migrations run once for all of them, in two steps, because the tests of upgrades begin after the first. The demo is
loaded into a copy of the empty database.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from sessions.demo import loader
from tests.support import databases
from tests.support.demo import without_video
from tests.support.hall import Hall, copied
from tests.support.videos import repeat


def prepared(folder: Path, **environment: str) -> Hall:
    """A hall on a copy of the demo's data in `folder`, not started."""
    with _locked():
        copied(_made(video=False), folder)
    return Hall(folder, **environment)


def empty(folder: Path, **environment: str) -> Hall:
    """A hall that is no demo, on a copy of an empty database in `folder`, not started."""
    with _locked():
        copied(_made_empty(), folder)
    return Hall(folder, **NO_DEMO, **environment)


def squashed(folder: Path) -> Hall:
    """A hall that is no demo, whose database ends with the squashed migrations, in `folder`. Only to be migrated."""
    with _locked():
        copied(_made_squashed(), folder)
    return Hall(folder, **NO_DEMO)


def original(*, video: bool) -> Path:
    """The demo's data, only to be copied; with `video`, its video statement can be played."""
    with _locked():
        return _made(video=video)


def with_organiser(email: str, password: str) -> Path:
    """The demo's data with an organiser who has an account, only to be copied. Its video statement can be played."""
    with _locked():
        folder = settings.DATA_DIR / f"prepared-with-organiser{STACK}"
        if not folder.exists():
            with _unfinished(folder) as unfinished:
                copied(_made(video=True), unfinished)
                Hall(unfinished).account(email, password, "organiser")
        return folder


NO_DEMO = {"DEMO": "0", "SECRET_KEY": "of these tests alone, and long enough for Django's check of it"}

STACK = "-on-postgresql" if databases.SERVER else ""
"""One run of all tests uses one DATA_DIR for both stacks."""


@contextmanager
def _locked() -> Iterator[None]:
    with (settings.DATA_DIR / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _made(*, video: bool) -> Path:
    folder = settings.DATA_DIR / f"prepared{'-with-video' if video else ''}{STACK}"
    if not folder.exists():
        with _unfinished(folder) as unfinished:
            if video:
                copied(_made(video=False), unfinished)
                film = unfinished / "video_statements" / loader.VIDEO_FILE
                film.unlink()
                Hall(unfinished).python("from sessions.demo import loader; loader.make_video()")
                # A busy machine looks at it for longer than half a minute.
                once = film.rename(unfinished / f"once-{film.name}")
                repeat(once, film, 6)
                once.unlink()
            else:
                copied(_made_empty(), unfinished)
                without_video(unfinished)
                # Without the negotiation: journeys negotiate an untouched document.
                Hall(unfinished).python(
                    "from sessions.demo.loader import load_demo;"
                    "from streaming.interpretation.demo import add_channels;"
                    "assert load_demo(add_channels)"
                )
    return folder


def _made_empty() -> Path:
    folder = settings.DATA_DIR / f"prepared-empty{STACK}"
    if not folder.exists():
        with _unfinished(folder) as unfinished:
            copied(_made_squashed(), unfinished)
            Hall(unfinished, **NO_DEMO).manage("migrate", "--verbosity=0", "--skip-checks")
    return folder


TO_THE_SQUASHED = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

executor = MigrationExecutor(connection)
squashed = [key for key, one in executor.loader.disk_migrations.items() if one.replaces]
later = {"jobs", "mail", *(app for app, _ in squashed)}
others = [key for key in executor.loader.graph.leaf_nodes() if key[0] not in later]
executor.migrate([*others, *squashed, ("mail", "0001_initial")])
"""
"""Makes the tables of the last version before the squash."""


def _made_squashed() -> Path:
    folder = settings.DATA_DIR / f"prepared-squashed{STACK}"
    if not folder.exists():
        with _unfinished(folder) as unfinished:
            unfinished.mkdir()
            databases.create(unfinished)
            Hall(unfinished, **NO_DEMO).python(TO_THE_SQUASHED)
    return folder


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A folder to work in that becomes `folder` at the end."""
    unfinished = folder.with_suffix(".part")
    yield unfinished
    databases.move(unfinished, folder)
    unfinished.rename(folder)
