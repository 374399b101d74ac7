"""What every test has in common."""

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.signals import post_migrate

from foundation import clock, limits
from foundation.accounts.passwords import Argon2Hasher
from foundation.audit import triggers
from foundation.database import share_connections
from tests.support import tables
from tests.support.database_threads import with_database_threads

# Each test client would have WhiteNoise look up all static files, for a quarter of a second.
settings.WHITENOISE_USE_FINDERS = False

# What a script runs in its background is told to ignore Ctrl-C, and so would be each server that a test stops by it.
signal.signal(signal.SIGINT, signal.default_int_handler)


share_connections()

# At Python's own threshold, every 2,000 new objects begin a collection. At the server's, what tests leave in cycles
# fills the processor's cache before it goes.
gc.set_threshold(10_000, 10, 10)

# The same examples each time, so that a change turns a test red and chance does not. `make torture` draws new ones.
# A busy machine is slow at drawing them, too.
WITHOUT_DEADLINE = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("balai", WITHOUT_DEADLINE, derandomize=True, database=None)
hypothesis.settings.register_profile("chance", WITHOUT_DEADLINE)
hypothesis.settings.load_profile("balai")

# Hubs of one worker hear no hint of another's, whose sessions have the same numbers.
if settings.REDIS_URL:
    settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = os.environ.get("PYTEST_XDIST_WORKER", "alone")


def pytest_collection_finish() -> None:
    """Modules and collected tests stay until the end: each full collection would look through all of them again."""
    gc.collect()
    gc.freeze()


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The connections that a test's loop opens are closed with it."""
    return {"real": lambda: with_database_threads(asyncio.new_event_loop())}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests empty their tables, which the triggers of the audit log refuse. Those of the log install them.

    Nor are the rows of permissions and content types, which no test reads, made again each time: a tenth of a second.
    """
    with django_db_blocker.unblock():
        triggers.drop_triggers(connection)
        tables.empty_only_filled()
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Fixtures of a module that ask for this one make rows for all of its tests, each of which is rolled back to them.

    Not where a test of the module has transactions of its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash of a password in 0.1 ms instead of 25 ms."""
    monkeypatch.setattr(Argon2Hasher, "memory_cost", 8)


@pytest.fixture(autouse=True)
def limits_of_its_own() -> None:
    """What earlier tests did counts towards no limit."""
    for limit in limits.LIMITS.values():
        for rate in limit.rates.values():
            rate.forget_all()


@pytest.fixture(autouse=True)
def content_types_of_its_own() -> None:
    """Django remembers rows that were rolled back or emptied with an earlier test."""
    ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def a_clock_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Journals of tests that live in another time put no later test ahead."""
    monkeypatch.setattr(clock, "_clock", clock.Clock())
