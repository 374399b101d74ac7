"""The session of the demo that was held, with its minutes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from foundation import clock
from foundation.journal.models import Entry
from foundation.journal.verification import verify
from sessions.demo import loader
from sessions.demo.held_session import CORRECTION, SPEAKERS, hold_session
from sessions.minutes.services import minutes_of
from sessions.programme.models import Session
from tests.support.demo import without_video

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    moments = [datetime(2026, 3, 4, 2, 17, 31, tzinfo=UTC)]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return moments


@pytest.fixture
def held(moment: list[datetime]) -> Session:
    without_video(settings.DATA_DIR)
    assert loader.load_demo(hold_session)
    return Session.objects.exclude(turns=None).distinct().get()


def test_its_minutes_have_turns_a_decision_notes_and_a_correction(held: Session) -> None:
    assert held.state == held.floor.list_state == "closed"
    sections = {each.name: each for each in minutes_of(held, "en").sections}
    assert len(sections["turns"].rows) == len(SPEAKERS)
    assert len(sections["decisions"].rows) == 1
    assert len(sections["notes"].rows) == len(SPEAKERS)
    assert CORRECTION in minutes_of(held, "en").model_dump_json()


def test_all_of_it_lies_in_the_past_and_verifies(held: Session, moment: list[datetime]) -> None:
    for stream in (held.stream, held.conference.stream):
        times = list(Entry.objects.filter(stream=stream).order_by("seq").values_list("at", flat=True))
        assert times == sorted(times)
        assert times[-1] < moment[0]
        verdict = verify(stream)
        assert verdict.is_intact, verdict
    turns = held.turns.all()
    assert all(held.starts_at < turn.started_at < held.ends_at for turn in turns)


def test_it_stays_where_it_was_held_when_the_demo_moves(held: Session, moment: list[datetime]) -> None:
    was = held.starts_at
    opening = Session.objects.get(kind="opening")
    moment[0] += timedelta(days=5)
    loader.move_to_now()
    held.refresh_from_db()
    moved = Session.objects.get(kind="opening")
    assert held.starts_at == was
    assert moved.starts_at == opening.starts_at + timedelta(days=5)
