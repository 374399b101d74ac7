"""What the gate reads of a statement that is read out (FL4)."""

import pytest

from foundation.accounts.seats import Seat
from streaming.signalling import proceedings
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


def called(hall: Assembly, **fields: str) -> Seat:
    """Fiji's turn has begun; gives the seat of the secretary in the hall, who was named to read."""
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    secretary = hall.person("Secretary", "moderator", place="hall")
    hall.done(fiji, "floor.inscribe", **fields)
    if fields:
        hall.done(chair, "floor.name_reader", entry="1", reader=secretary.participant)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    return secretary


def test_FL4_who_reads_it_out_speaks_from_its_own_place(hall: Assembly) -> None:
    secretary = called(hall, mode="read_out")
    now = proceedings.read(hall.session.pk)
    assert (now.speaking, now.reader, now.place) == (True, secretary.person, "hall")


def test_FL4_of_a_statement_that_is_made_live_nobody_reads(hall: Assembly) -> None:
    called(hall)
    now = proceedings.read(hall.session.pk)
    assert (now.speaking, now.reader, now.place) == (True, "", "remote")
