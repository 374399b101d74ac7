"""The entries that are kept between commands are those of the database."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from foundation import clock
from foundation.accounts.seats import Seat
from sessions.floor import entry_cache, services, store
from sessions.floor.core import speakers_list
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def chair(hall: Assembly) -> Seat:
    return hall.moderator()


def numbers(hall: Assembly) -> list[int] | None:
    kept = entry_cache.cached_entries(hall.session)
    return None if kept is None else [entry.number for entry in kept]


def test_entries_are_kept_after_a_command_and_not_loaded_by_the_next(hall: Assembly, chair: Seat) -> None:
    assert numbers(hall) is None
    for name in ("Fiji", "Chile"):
        hall.done(hall.delegate(name), "floor.inscribe")

    with CaptureQueriesContext(connection) as queries:
        floor = store.load_floor(hall.session, clock.now())

    assert numbers(hall) == [1, 2] == [entry.number for entry in floor.waiting]
    (loading,) = [q["sql"] for q in queries if 'FROM "conference_entry"' in q["sql"]]
    assert "'waiting'" not in loading.split("WHERE")[1].split("right_of_reply")[0]


def test_an_entry_of_the_journal_that_another_process_wrote_ends_them(hall: Assembly, chair: Seat) -> None:
    fiji = hall.delegate("Fiji")
    hall.done(fiji, "floor.inscribe")
    known = entry_cache._kept.pop(hall.session.pk)
    hall.done(fiji, "floor.withdraw", entry="1")
    entry_cache._kept[hall.session.pk] = known

    assert numbers(hall) is None
    assert store.load_floor(hall.session, clock.now()).requests == []


def test_a_transaction_that_is_rolled_back_leaves_nothing(hall: Assembly, chair: Seat) -> None:
    fiji = hall.delegate("Fiji")
    hall.done(fiji, "floor.inscribe")

    with transaction.atomic():
        services.apply_by_time(hall.session.pk, lambda floor, now: speakers_list.close_list(floor))
        assert numbers(hall) == [1]
        transaction.set_rollback(True)

    assert numbers(hall) is None
    assert [entry.number for entry in store.load_floor(hall.session, clock.now()).waiting] == [1]


def test_only_the_latest_sessions_are_kept(hall: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_cache, "MOST", 1)
    other = Assembly()
    hall.done(hall.delegate("Fiji"), "floor.inscribe")
    other.done(other.delegate("Chile"), "floor.inscribe")

    assert numbers(hall) is None
    assert numbers(other) == [1]
