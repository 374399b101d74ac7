"""The demo when a visitor arrives, today and a day later."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import models as db
from django.forms.models import model_to_dict

from foundation import clock
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from sessions import models
from sessions.demo import loader
from sessions.programme.models import Session
from tests.support.demo import Demo

pytestmark = pytest.mark.django_db
BALI = ZoneInfo("Asia/Makassar")


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    moments = [datetime(2026, 3, 4, 2, 17, 31, tzinfo=UTC)]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return moments


@pytest.fixture
def demo(moment: list[datetime]) -> Demo:
    return Demo()


def review() -> Session:
    return Session.objects.filter(kind="statements")[0]


def rows() -> dict[str, list[dict[str, Any]]]:
    """All stored rows of the conference, and the journal."""
    kinds: list[type[db.Model]] = [
        models.Conference, models.Day, models.Theme, models.Room, models.Session, models.Party,
        models.Participant, models.Floor, models.Entry, Entry,
    ]  # fmt: skip
    return {
        kind._meta.label: [model_to_dict(row) for row in kind._default_manager.order_by("pk")]
        for kind in kinds
    }


def test_twenty_one_delegations_of_both_themes(demo: Demo) -> None:
    parties = models.Party.objects.filter(outlet="")
    assert len(parties) == len({party.code for party in parties}) == 21
    assert {party.theme.key for party in parties if party.theme} == {
        theme.key for theme in models.Theme.objects.all()
    }
    assert models.Theme.objects.count() == 2
    assert all(set(party.name) == {"en", "id"} and party.illustrative for party in parties)
    assert all(party.members.count() == 1 for party in parties)


def test_two_journalists_come_to_the_press_briefing(demo: Demo) -> None:
    journalists = models.Party.objects.exclude(outlet="").order_by("pk")
    assert [(str(party), party.outlet) for party in journalists] == [
        ("Journalist 1 (demo)", "Demo Daily"),
        ("Journalist 2 (demo)", "Sample Radio"),
    ]
    assert all((party.illustrative, party.accredited) == (True, False) for party in journalists)
    assert [party.members.get().roles for party in journalists] == [["delegate"], ["delegate"]]
    briefings = Session.objects.filter(kind="press_briefing").order_by("starts_at")
    assert [session.state for session in briefings] == ["closed", "scheduled"]


def test_what_was_invented_is_marked(demo: Demo) -> None:
    assert {session.illustrative for session in Session.objects.all()} == {True}
    people = models.Participant.objects.values_list("name", flat=True)
    assert [name for name in people if not name.endswith("(demo)")] == []


def test_four_panels_stand_beside_each_other_in_four_rooms(demo: Demo) -> None:
    times: dict[tuple[datetime, datetime], set[int | None]] = {}
    for panel in Session.objects.filter(kind="panel"):
        times.setdefault((panel.starts_at, panel.ends_at), set()).add(panel.room_id)
    assert [len(rooms) for rooms in times.values() if len(rooms) > 1] == [4]


def test_the_review_is_going_on(demo: Demo, moment: list[datetime]) -> None:
    session = review()
    assert session.starts_at == datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
    assert session.starts_at <= moment[0] < session.ends_at
    assert (session.state, session.floor.list_state) == ("open", "open")
    assert [s.pk for s in Session.objects.filter(state="open")] == [session.pk]
    entries = models.Entry.objects.order_by("number").select_related("party")
    assert [(e.party.code, e.mode, e.place) for e in entries] == [
        ("AU", "live", "hall"),
        ("KH", "video_statement", "remote"),
    ]


def test_every_session_has_its_list_and_lies_on_its_day_in_bali(demo: Demo) -> None:
    lists = {"scheduled": "draft", "open": "open", "closed": "closed"}
    for session in Session.objects.select_related("floor", "day"):
        assert (session.floor.list_state, session.access) == (lists[session.state], "public")
        assert session.day.date == session.starts_at.astimezone(BALI).date()
        assert session.starts_at < session.ends_at


def test_the_notice_says_what_it_is(demo: Demo) -> None:
    notice = models.Conference.objects.get().notice
    assert notice.keys() == dict(settings.LANGUAGES).keys()
    assert notice["en"] == "Demo: conference of 16 November 2021"
    assert notice["id"] == "Demo: konferensi pada 16 November 2021"


def test_loaded_again_nothing_changes(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    before = rows()
    assert loader.load_demo() is False
    loader.move_to_now()
    call_command("demo")
    assert rows() == before
    assert capsys.readouterr().out == ""


def test_a_day_later_the_review_is_going_on_again(demo: Demo, moment: list[datetime]) -> None:
    first = {session.pk: (session.starts_at, session.ends_at) for session in Session.objects.all()}
    moment[0] += timedelta(days=1, hours=5)
    loader.move_to_now()
    assert review().starts_at <= moment[0] < review().ends_at
    shift = review().starts_at - first[review().pk][0]
    assert shift == timedelta(days=1, hours=5)
    moved = {session.pk: (session.starts_at, session.ends_at) for session in Session.objects.all()}
    assert moved == {pk: (starts + shift, ends + shift) for pk, (starts, ends) in first.items()}
    test_every_session_has_its_list_and_lies_on_its_day_in_bali(demo)
    assert models.Day.objects.filter(sessions=None).count() == 0
    before = rows()
    loader.move_to_now()
    assert rows() == before


def test_who_moves_the_demo_tells_its_readers_in_one_transaction(
    demo: Demo, moment: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    before = rows()
    moment[0] += timedelta(days=1)
    with monkeypatch.context() as patch:
        patch.setattr(loader, "journal_edits", fail)
        with pytest.raises(RuntimeError, match="the disk is full"):
            loader.move_to_now()
    assert rows() == before
    loader.move_to_now()
    told = Entry.objects.filter(stream=demo.conference_stream).latest("seq")
    assert f'"starts_at":"{clock.timestamp_text(review().starts_at)}"' in (told.everyone or "")
    live = journal.snapshot_of(demo.conference_stream, Audience.EVERYONE).entities["live"]
    assert live[str(review().pk)]["since"] == clock.timestamp_text(review().starts_at)


def test_while_the_review_goes_on_nothing_moves(demo: Demo, moment: list[datetime]) -> None:
    moment[0] = review().ends_at - timedelta(seconds=1)
    before = rows()
    loader.move_to_now()
    assert rows() == before


def test_without_a_demo_nothing_moves() -> None:
    loader.move_to_now()
    assert Entry.objects.count() == 0
