"""The cost of a command does not grow with the history of its session."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation import clock
from foundation.journal.models import Entry as Journaled
from foundation.messages.protocol import Done
from sessions.floor import models, store
from sessions.written_statements.models import WrittenStatement
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def history(hall: Assembly, size: int) -> None:
    """Create this many past turns, old withdrawn entries, and written statements."""
    party = hall.party("History")
    long_ago = clock.now() - timedelta(hours=3)
    same = {
        "session": hall.session, "party": party, "category": "state", "kind": "statement", "mode": "live",
        "place": "hall", "inscribed_at": long_ago,
    }  # fmt: skip
    rows = models.Entry.objects.bulk_create(
        models.Entry(
            number=10_000 + n, state="called" if n % 2 else "withdrawn", withdrawn_at=long_ago, **same
        )
        for n in range(2 * size)
    )
    models.Turn.objects.bulk_create(
        models.Turn(
            session=hall.session, number=10_000 + row.number, entry=row, party=party, place="hall",
            started_at=long_ago, allotted=60, suspended=timedelta(), ended_at=long_ago,
        )
        for row in rows if row.state == "called"
    )  # fmt: skip
    WrittenStatement.objects.bulk_create(
        WrittenStatement(
            session=hall.session, party=party, language="en", text="We agree.", submitted_at=long_ago
        )
        for _ in range(size)
    )


def cost(size: int) -> tuple[int, int, int]:
    hall = Assembly()
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    history(hall, size)
    hall.done(fiji, "floor.inscribe")
    with CaptureQueriesContext(
        connection,
    ) as loading:
        floor = store.load_floor(hall.session, clock.now())
    assert len(floor.entries) == 1
    with CaptureQueriesContext(connection) as granting:
        assert isinstance(hall.do(chair, "floor.grant", entry="1", token=0, confirmed=True), Done)
    granted = Journaled.objects.filter(stream=hall.stream).latest("seq")
    ids = sum(len(str(i)) for i in (hall.session.pk, fiji.party, fiji.participant, chair.participant))
    return len(loading), len(granting), len(granted.everyone or "") - ids


def test_what_a_command_costs_does_not_grow_with_the_sessions_history() -> None:
    few, many, most = cost(10), cost(100), cost(1000)
    assert few[:2] == many[:2] == most[:2]
    assert max(few[2], many[2], most[2]) - min(few[2], many[2], most[2]) <= 16
