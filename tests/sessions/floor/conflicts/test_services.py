"""A party on two lists at once: only staff and the party are told, and nothing is refused."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry as Journaled
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done
from sessions.floor.conflicts.models import Clash
from sessions.floor.conflicts.services import update_session_conflicts
from sessions.programme.models import Session
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(hall: Assembly) -> Session:
    """A session at the same time as the first one."""
    return hall.add_session("scheduled", "draft")


def clashes(hall: Assembly, audience: Audience = Audience.MODERATORS) -> list[tuple[str, list[str]]]:
    shown = journal.snapshot_of(hall.conference.stream, audience).entities.get("clash", {})
    return [(clash["party"], clash["sessions"]) for clash in shown.values()]


def mine(hall: Assembly, seat: Seat) -> int:
    return len(journal.own_snapshot_of(hall.conference.stream, seat.keys).entities["my_clash"])


def told(hall: Assembly) -> list[list[str]]:
    rows = Journaled.objects.filter(stream=hall.conference.stream, event__type="clashes.changed").order_by(
        "seq"
    )
    assert [row.everyone for row in rows] == [None] * len(rows)
    return [row.event["parties"] for row in rows]


def both(hall: Assembly, other: Session) -> list[str]:
    return [str(hall.session.pk), str(other.pk)]


def test_a_party_on_two_lists_is_warned_and_not_refused(
    hall: Assembly, other: Session, fiji: Seat, chile: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    assert clashes(hall) == []
    assert isinstance(hall.do(fiji, "floor.inscribe", stream=other.stream), Done)
    hall.done(chile, "floor.inscribe")
    assert clashes(hall) == [(fiji.party, both(hall, other))]
    assert clashes(hall, Audience.EVERYONE) == []
    assert (mine(hall, fiji), mine(hall, chile)) == (1, 0)
    assert told(hall) == [[fiji.party]]


def test_it_is_over_once_the_party_leaves_a_list_and_there_again_when_it_comes_back(
    hall: Assembly, other: Session, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.do(fiji, "floor.inscribe", stream=other.stream)
    hall.done(fiji, "floor.withdraw", entry="1")
    assert (clashes(hall), mine(hall, fiji)) == ([], 0)
    hall.done(fiji, "floor.restore", entry="1")
    assert clashes(hall) == [(fiji.party, both(hall, other))]
    assert told(hall) == [[fiji.party]] * 3


def test_who_speaks_clashes_until_the_turn_is_over(
    hall: Assembly, other: Session, chair: Seat, fiji: Seat
) -> None:
    hall.do(fiji, "floor.inscribe", stream=other.stream)
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert clashes(hall) == [(fiji.party, both(hall, other))]
    hall.done(chair, "floor.end", token=1)
    assert clashes(hall) == []


def test_a_session_that_closes_clashes_no_more(
    hall: Assembly, other: Session, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.do(fiji, "floor.inscribe", stream=other.stream)
    hall.done(chair, "session.close")
    assert clashes(hall) == []


def test_one_session_that_runs_into_the_next_clashes_with_it(
    hall: Assembly, other: Session, chair: Seat, fiji: Seat
) -> None:
    later(other)
    hall.done(fiji, "floor.inscribe")
    hall.do(fiji, "floor.inscribe", stream=other.stream)
    assert clashes(hall) == []
    hall.do(chair, "session.open", stream=other.stream)
    assert clashes(hall) == [(fiji.party, both(hall, other))]


def later(session: Session) -> None:
    session.starts_at += timedelta(hours=3)
    session.ends_at += timedelta(hours=3)
    session.save()


def test_a_session_that_is_moved_is_looked_at_again(hall: Assembly, other: Session, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.do(fiji, "floor.inscribe", stream=other.stream)
    later(other)
    update_session_conflicts(other)
    assert clashes(hall) == []
    hall.session.starts_at, hall.session.ends_at = other.starts_at, other.ends_at
    hall.session.save()
    update_session_conflicts(hall.session)
    assert clashes(hall) == [(fiji.party, both(hall, other))]


def test_a_point_of_order_is_on_no_list(hall: Assembly, other: Session, fiji: Seat) -> None:
    hall.do(fiji, "floor.inscribe", stream=other.stream)
    hall.done(fiji, "floor.inscribe", kind="point_of_order")
    assert clashes(hall) == []


def test_a_session_without_another_beside_it_writes_to_its_own_stream_alone(
    hall: Assembly, fiji: Seat
) -> None:
    Assembly().add_session()
    hall.done(fiji, "floor.inscribe")
    assert hall.events(hall.conference.stream) == []


def test_parties_from_a_file_are_looked_at_too(
    hall: Assembly, other: Session, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    rows = [{"party": fiji.party}, {"party": chile.party}]
    hall.done(chair, "floor.inscribe_many", rows=rows)
    hall.do(chair, "floor.inscribe_many", stream=other.stream, rows=rows)
    assert [party for party, _ in clashes(hall)] == [fiji.party, chile.party]
    assert told(hall) == [[fiji.party, chile.party]]


def test_a_right_of_reply_that_is_withdrawn_clashes_no_more_and_a_motion_never_does(
    hall: Assembly, other: Session, fiji: Seat
) -> None:
    hall.do(fiji, "floor.inscribe", stream=other.stream)
    hall.done(fiji, "floor.inscribe", kind="motion", motion="suspension")
    assert clashes(hall) == []
    hall.done(fiji, "floor.inscribe", kind="right_of_reply")
    assert clashes(hall) == [(fiji.party, both(hall, other))]
    hall.done(fiji, "floor.withdraw", entry="2")
    assert clashes(hall) == []


def test_a_session_that_closes_clears_what_was_left_of_its_clashes(
    hall: Assembly, other: Session, chair: Seat, fiji: Seat
) -> None:
    Clash.objects.create(party_id=fiji.party, first=hall.session, second=other, open=True)
    hall.done(chair, "session.close")
    assert clashes(hall) == []


def test_a_command_that_changes_no_place_reads_no_other_session(
    hall: Assembly, other: Session, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.do(fiji, "floor.inscribe", stream=other.stream)
    with CaptureQueriesContext(connection) as asked:
        hall.done(chair, "floor.set_budget", minutes=30)
    of_others = [query["sql"] for query in asked if f"'{hall.conference.stream}'" in query["sql"]]
    of_others = [sql for sql in of_others if "nonce" not in sql]  # the heads, by which entries are kept
    assert (of_others, told(hall)) == ([], [[fiji.party]])
