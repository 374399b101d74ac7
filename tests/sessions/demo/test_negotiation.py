"""The demo's outcome document under negotiation."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from foundation import clock
from foundation.journal import services as journal
from foundation.journal.verification import verify
from sessions.demo import loader
from sessions.demo.negotiation import negotiate
from sessions.outcome.models import Outcome
from tests.support.demo import without_video

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    moments = [datetime(2026, 3, 4, 2, 17, 31, tzinfo=UTC)]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return moments


@pytest.fixture
def document(moment: list[datetime]) -> Outcome:
    without_video(settings.DATA_DIR)
    assert loader.load_demo(negotiate)
    return Outcome.objects.get()


def test_each_kind_of_amendment_is_tabled(document: Outcome) -> None:
    rows = list(document.amendments.order_by("number"))
    assert [(row.kind, row.paragraph.label if row.paragraph else "", row.state) for row in rows] == [
        ("words", "2", "tabled"),
        ("words", "1", "tabled"),
        ("words", "6", "tabled"),
        ("words", "6", "tabled"),
        ("paragraph", "7", "tabled"),
    ]
    insertion, deletion, replacement, other, _ = rows
    assert (insertion.words, len(insertion.supporters)) == ("", 2)
    assert (deletion.text, bool(deletion.words)) == ("", True)
    assert replacement.start < other.end, "they compete"
    assert other.start < replacement.end
    assert document.comments.count() == 2


def test_paragraphs_are_agreed_and_ad_referendum(document: Outcome) -> None:
    rows = {row.label: row for row in document.paragraphs.filter(kind="paragraph")}
    marked = {label: row.status for label, row in rows.items() if row.status != "open"}
    assert marked == {"3": "agreed", "7": "ad_referendum"}
    assert document.taken_up == rows["6"], "whose competing amendments stand in brackets"


def test_all_of_it_is_journaled_and_verifies(document: Outcome) -> None:
    entries = [entry.event["type"] for entry in journal.latest_entries(document.stream, 100)]
    assert entries.count("outcome.supported") == 2
    verdict = verify(document.stream)
    assert verdict.is_intact, verdict


def test_the_deadline_moves_with_the_demo(document: Outcome, moment: list[datetime]) -> None:
    before = document.amendments_until
    assert before is not None
    assert before > moment[0] + timedelta(days=1)
    moment[0] += timedelta(days=5)
    loader.move_to_now()
    document.refresh_from_db()
    assert document.amendments_until == before + timedelta(days=5)


def test_a_deadline_that_somebody_set_stays(document: Outcome, moment: list[datetime]) -> None:
    given = moment[0] + timedelta(days=9)
    Outcome.objects.update(amendments_until=given)
    moment[0] += timedelta(days=5)
    loader.move_to_now()
    document.refresh_from_db()
    assert document.amendments_until == given


def test_an_adopted_document_keeps_its_deadline(document: Outcome, moment: list[datetime]) -> None:
    before = document.amendments_until
    Outcome.objects.update(state="adopted")
    moment[0] += timedelta(days=5)
    loader.move_to_now()
    document.refresh_from_db()
    assert document.amendments_until == before
