"""Snapshot before + frames = snapshot after: for every command, each audience, and own entities.

`Watched` checks this around each command. A command without a scenario fails.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import nh3
import pytest
from django.db import connection
from django.test import Client

from config.concepts import REGISTRY
from foundation import clock
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.journal.check_record import Chain
from foundation.journal.models import Entry, Stream
from foundation.journal.verification import check_chain, verify
from foundation.messages.projections import Audience
from foundation.messages.schema import type_of
from foundation.wire import execution, leases
from foundation.wire.leases import SocketJoined, SocketLeft
from sessions import permissions
from sessions.demo import loader
from sessions.floor import services as floor
from sessions.presence.services import record_attendance
from sessions.programme.services import journal_edits
from streaming.session_recordings import services as session_recordings
from streaming.session_recordings.models import SessionRecording
from streaming.session_recordings.services import FinishedFile
from streaming.video_statements import files
from streaming.video_statements import services as video_statements
from tests.foundation.journal import (
    announcement_scenarios,
    caption_scenarios,
    document_scenarios,
    help_scenarios,
    interpretation_scenarios,
    message_scenarios,
    minutes_scenarios,
    organiser_scenarios,
    outcome_scenarios,
    planning_scenarios,
    poll_scenarios,
    publication_scenarios,
    reaction_scenarios,
    readiness_scenarios,
    scenarios,
    session_recording_scenarios,
    video_statement_scenarios,
    vote_scenarios,
    written_scenarios,
)
from tests.support.demo import Demo
from tests.support.tier import THOROUGH
from tests.support.watched import OWNERS, Kept, Watched

OTHERS = (
    announcement_scenarios,
    caption_scenarios,
    document_scenarios,
    help_scenarios,
    interpretation_scenarios,
    message_scenarios,
    readiness_scenarios,
    minutes_scenarios,
    organiser_scenarios,
    outcome_scenarios,
    planning_scenarios,
    poll_scenarios,
    publication_scenarios,
    reaction_scenarios,
    video_statement_scenarios,
    session_recording_scenarios,
    vote_scenarios,
    written_scenarios,
)
SCENARIOS = vars(scenarios) | {name: scene for more in OTHERS for name, scene in vars(more).items()}


@pytest.fixture(scope="module")
def untouched(rows_of_module: None) -> Watched:
    """The demo, and what is read of it before a test begins."""
    watched = Watched(Demo(), Kept())
    for key in OWNERS:
        watched.demo.seat(key)
    with connection.execute_wrapper(watched.kept):
        for stream in watched.streams:
            watched.read(stream)
            watched.read_own(stream)
    return watched


@pytest.fixture(autouse=True)
def _nothing_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command is watched, also those that nobody may send in a demo."""
    monkeypatch.setattr(permissions, "WITHHELD_IN_DEMO", frozenset())


@pytest.fixture
def watched(untouched: Watched, db: None) -> Iterator[Watched]:
    watched = Watched(deepcopy(untouched.demo), untouched.kept.copy())
    with connection.execute_wrapper(watched.kept):
        yield watched


@pytest.fixture(autouse=True)
def _no_text_is_parsed_in_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a command parses HTML while it holds the stream's lock."""
    clean, is_open = nh3.clean, [False]

    @contextmanager
    def transaction() -> Iterator[None]:
        is_open[0] = True
        try:
            with write_transaction():
                yield
        finally:
            is_open[0] = False

    def clean_outside(html: str, **options: Any) -> str:
        assert not is_open[0]
        return clean(html, **options)

    monkeypatch.setattr(execution, "write_transaction", transaction)
    monkeypatch.setattr(nh3, "clean", clean_outside)


@pytest.mark.parametrize("kind", sorted(type_of(handler.command) for handler in REGISTRY.handlers))
def test_snapshot_before_and_frames_are_snapshot_after(watched: Watched, kind: str) -> None:
    scenario: Callable[[Watched], None] = SCENARIOS[kind.replace(".", "_")]
    watched.kind = kind
    scenario(watched)
    assert watched.demo.last == kind, "the scenario ends with the command it is for"
    _sent_again_it_changes_nothing(watched)
    for stream in journal.sealed_heads(watched.streams):
        assert check_chain(Stream.objects.get(name=stream), Chain(stream)) == ""
        if THOROUGH:
            assert verify(stream).differences == []


def _sent_again_it_changes_nothing(watched: Watched) -> None:
    """A command sent again changes nothing (FL24)."""
    heads = journal.heads(watched.streams)
    with watched.checked() if THOROUGH else nullcontext():
        assert watched.demo.send_last_again() == watched.demo.answer
    assert journal.heads(watched.streams) == heads


def test_an_untouched_session_has_a_complete_snapshot(watched: Watched) -> None:
    for session in watched.demo.conference.sessions.exclude(state="closed"):
        watched.streams = [session.stream, watched.demo.conference_stream]
        participant = watched.demo.participant("fiji")
        watched.do("moderator", "floor.seat", stream=session.stream, slot="chair", participant=participant)


def test_parties_arrive_and_leave(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    demo, process = watched.demo, uuid.uuid4()
    leases.renew(process)
    joined = [
        SocketJoined(f"s{i}", demo.stream, demo.seat(key))
        for i, key in enumerate(("fiji", "chile", "audience"))
    ]
    leases.store_changes(process, joined)
    with watched.checked():
        assert record_attendance(demo.stream) is False
    leases.store_changes(process, [SocketLeft("s0", demo.stream)])
    with watched.checked():
        assert record_attendance(demo.stream) is True
    _later(monkeypatch, seconds=31)
    leases.renew(process)
    with watched.checked():
        assert record_attendance(demo.stream) is False
    kinds = Entry.objects.filter(stream=demo.stream, event__type__startswith="presence").order_by("seq")
    assert [entry.event["type"] for entry in kinds] == [
        "presence.arrived",
        "presence.arrived",
        "presence.left",
    ]


def _later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    moment: datetime = clock.now() + timedelta(**by)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_changes_caused_by_time(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    scenarios.floor_set_limits(watched)
    watched.do("moderator", "floor.open_list", closes_at=(clock.now() + timedelta(hours=1)).isoformat())
    _later(monkeypatch, hours=2)
    process = uuid.uuid4()
    leases.renew(process)
    leases.store_changes(process, [SocketJoined("s0", watched.demo.stream, watched.demo.seat("moderator"))])
    assert floor.sessions_due() == [watched.demo.session.pk]
    for event in ("floor.ended", "floor.list_closed"):
        with watched.checked():
            floor.apply_time(watched.demo.session.pk)
        last = Entry.objects.filter(stream=watched.demo.stream).order_by("-seq")[0]
        assert last.event["type"] == event
    assert floor.sessions_due() == []


def test_a_video_statement_is_converted_or_is_not(watched: Watched) -> None:
    for end in ("video_statement.ready", "video_statement.failed"):
        video_statement_scenarios.video_statement_handed_in(
            watched, replace(video_statement_scenarios.FACTS, sound="aac")
        )
        job = video_statements.next_job()
        assert job is not None
        with watched.checked():
            assert video_statements.store_progress(job, 40)
        files.path_of(job.part_file).touch()
        with watched.checked():
            if end == "video_statement.ready":
                video_statements.store_converted(job, video_statement_scenarios.FACTS)
            else:
                video_statements.store_failure(job, "video_statement.not_converted")
        last = Entry.objects.filter(stream=watched.demo.conference_stream).order_by("-seq")[0]
        assert last.event["type"] == end
        files.path_of(job.part_file).unlink(missing_ok=True)


def test_a_recording_breaks_off_and_its_programme_is_made_or_is_not(watched: Watched) -> None:
    session_recording_scenarios.session_recording_start(watched)
    recording = SessionRecording.objects.get().pk
    with watched.checked():
        session_recordings.end_after_problem(recording, "disk_full")
    with watched.checked():
        session_recordings.store_finished_files(
            recording, [FinishedFile("floor", "floor.webm", 0.0, 60.0, 4_000_000, 2)]
        )
    watched.do("moderator", "session_recording.make_programme", recording=str(recording))
    with watched.checked():
        assert session_recordings.programme_progressed(recording, 40)
    with watched.checked():
        session_recordings.programme_failed(recording)
    watched.do("moderator", "session_recording.make_programme", recording=str(recording))
    with watched.checked():
        session_recordings.programme_made(
            recording, [FinishedFile("programme", "programme.mp4", 0.0, 60.0, 4_000_000, 2)]
        )


def test_a_session_that_closes_is_recorded_no_more(watched: Watched) -> None:
    session_recording_scenarios.session_recording_start(watched)
    watched.do("moderator", "session.close")
    assert SessionRecording.objects.get().state == "finishing"


def test_the_demo_moves_to_another_day(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    _later(monkeypatch, days=30)
    days = set(watched.demo.conference.days.values_list("pk", flat=True))
    with watched.checked():
        loader.move_to_now()
    assert days.isdisjoint(watched.demo.conference.days.values_list("pk", flat=True))


# Changes of rows


def test_a_party_is_edited_in_the_administration(watched: Watched, admin_client: Client) -> None:
    party = watched.demo.party("FJ")
    with watched.checked():
        page = f"/admin/conference/party/{party.pk}/change/"
        assert admin_client.post(page, {"outlet": "Fiji Times"}).status_code == 302
    state = journal.snapshot_of(watched.demo.conference_stream, Audience.EVERYONE)
    assert state.entities["party"][str(party.pk)]["outlet"] == "Fiji Times"


def test_deleted_rows_are_dropped(watched: Watched) -> None:
    conference = watched.demo.conference
    day = conference.days.create(date=date(2030, 1, 1))
    with watched.checked():
        journal_edits(conference.pk, clock.now(), [day])
    with watched.checked():
        journal_edits(conference.pk, clock.now(), [], gone=[day])
        day.delete()
