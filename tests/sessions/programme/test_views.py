"""Who spoke in a session, in the programme of a closed session."""

from datetime import datetime, timedelta

import pytest

from foundation import clock
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


class Clock:
    """The test's clock."""

    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2021-11-16T05:30:00+00:00")

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: int) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    time = Clock()
    monkeypatch.setattr(clock, "now", time)
    return time


def test_a_closed_session_tells_who_spoke_and_how_long(time: Clock) -> None:
    hall, token = Assembly(), 0
    chair, fiji, chile = hall.moderator(), hall.delegate("Fiji"), hall.delegate("Chile")

    def speaks(entry: str, seconds: int) -> None:
        nonlocal token
        hall.done(chair, "floor.grant", entry=entry, token=token, confirmed=True)
        time.passes(seconds)
        token += 1

    hall.done(fiji, "floor.inscribe")
    hall.done(chile, "floor.inscribe")
    hall.done(fiji, "floor.inscribe", kind="right_of_reply")
    speaks("1", 70)
    speaks("2", 30)
    hall.done(chair, "floor.suspend_turn", token=token)
    time.passes(500)
    hall.done(chair, "floor.resume_turn", token=token + 1)
    token += 2
    time.passes(5)
    speaks("3", 20)
    assert _spoken(hall) == {}
    hall.done(chair, "session.close")
    assert _spoken(hall) == {
        str(hall.session.pk): [
            {"party": fiji.party, "turns": 2, "seconds": 90},
            {"party": chile.party, "turns": 1, "seconds": 35},
        ]
    }


def test_a_session_in_which_nobody_spoke_tells_nothing() -> None:
    hall = Assembly()
    hall.done(hall.moderator(), "session.close")
    assert _spoken(hall) == {}


def _spoken(hall: Assembly) -> dict[str, object]:
    """The entity in the programme's snapshot."""
    entities = journal.snapshot_of(hall.conference.stream, Audience.EVERYONE).entities
    return {id: body["parties"] for id, body in entities["spoken"].items()}
