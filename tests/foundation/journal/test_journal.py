"""The journal: numbers of a stream are in order, and a commit is announced only after it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from foundation import clock
from foundation.database import read_transaction, write_transaction
from foundation.journal import services as journal
from foundation.journal.models import Entry, Stream
from foundation.messages.projections import Audience
from sessions.programme.protocol import ProgrammeEdited
from tests.support.patience import PATIENCE

pytestmark = [pytest.mark.database, pytest.mark.sqlite]

STREAM = "conference/1"


def append(stream: str = STREAM, audience: Audience = Audience.EVERYONE) -> int:
    with write_transaction():
        return journal.append(stream, ProgrammeEdited(), at=clock.now(), audience=audience)


@pytest.mark.django_db
def test_each_stream_has_its_own_numbers() -> None:
    assert [append(), append("conference/2"), append()] == [1, 1, 2]
    last = {entry.stream_id: (entry.seq, entry.nonce) for entry in Entry.objects.order_by("seq")}
    assert journal.heads([STREAM, "conference/2", "conference/3"]) == last
    assert last[STREAM][0] == 2


@pytest.mark.django_db
def test_a_withheld_number_has_no_frame_for_everyone_and_the_next_covers_it() -> None:
    for audience in (Audience.EVERYONE, Audience.MODERATORS, Audience.EVERYONE):
        append(audience=audience)
    first, withheld, last = journal.entries_since(STREAM, 1)
    assert withheld.everyone is None
    assert json.loads(last.everyone or "")["after"] == 1
    afters = [json.loads(entry.moderators)["after"] for entry in (first, withheld, last)]
    assert afters == [0, 1, 2]
    assert Stream.objects.get(name=STREAM).public_seq == 3


@pytest.mark.django_db
def test_entries_are_read_in_order_and_bounded() -> None:
    for _ in range(5):
        append()
    assert [entry.seq for entry in journal.entries_since(STREAM, 2, most=3)] == [2, 3, 4]
    assert [entry.seq for entry in journal.latest_entries(STREAM, 2)] == [4, 5]
    assert journal.entries_since("conference/9", 0) == journal.latest_entries("conference/9", 5) == []
    assert len({entry.nonce for entry in journal.latest_entries(STREAM, 5)}) == 5


@pytest.mark.django_db(transaction=True)
def test_listeners_hear_of_commits_and_not_of_rollbacks() -> None:
    heard: list[tuple[str, int]] = []
    unlisten = journal.call_after_commits(lambda stream, seq: heard.append((stream, seq)))
    append()
    with pytest.raises(ZeroDivisionError):
        _append_and_fail()
    assert append() == 2
    unlisten()
    append()
    assert heard == [(STREAM, 1), (STREAM, 2)]


def _append_and_fail() -> None:
    with write_transaction():
        journal.append(STREAM, ProgrammeEdited(), at=clock.now())
        raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_failing_listener_does_not_undo_the_commit(caplog: pytest.LogCaptureFixture) -> None:
    def fails(stream: str, seq: int) -> None:
        raise RuntimeError("deaf")

    unlisten = journal.call_after_commits(fails)
    assert append() == 1
    unlisten()
    assert Entry.objects.count() == 1
    assert "deaf" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_writers_on_many_threads_share_one_order() -> None:
    def write(_: int) -> int:
        try:
            return append()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(write, range(30))) == list(range(1, 31))


@pytest.mark.django_db(transaction=True)
def test_a_reader_sees_one_moment_and_blocks_no_writer() -> None:
    append()

    def write() -> int:
        try:
            return append()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool, read_transaction():
        assert Entry.objects.count() == 1
        assert pool.submit(write).result(timeout=PATIENCE) == 2
        assert Entry.objects.count() == 1
    assert Entry.objects.count() == 2
    with transaction.atomic(), read_transaction():
        assert Entry.objects.count() == 2
