"""Playback by real commands, on real tables (FL4)."""

from datetime import timedelta

import pytest

from foundation.accounts.seats import Seat
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done
from sessions.floor.playback import services
from sessions.floor.projections import show_turn
from sessions.models import Party, Turn
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_video(hall: Assembly, fiji: Seat) -> Seat:
    """Fiji's video statement is here."""
    Party.objects.filter(pk=fiji.party).update(video_statement_file="fiji.webm")
    return fiji


def test_FL4_an_introduced_statement_is_played_on_command(
    hall: Assembly, chair: Seat, with_video: Seat
) -> None:
    hall.done(with_video, "floor.inscribe", mode="video_statement", speaker=with_video.participant)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert Turn.objects.get().introducing
    Party.objects.update(video_statement_file="")
    assert hall.code(with_video, "floor.start_playback", token=1) == "floor.no_video_statement"
    Party.objects.update(video_statement_file="fiji.webm")
    entry = hall.done(with_video, "floor.start_playback", token=1)
    assert entry.event == {"type": "floor.playback_started", "turn": "1", "party": with_video.party}
    assert not Turn.objects.get().introducing


def test_FL4_the_turn_follows_its_file(hall: Assembly, chair: Seat, with_video: Seat) -> None:
    hall.done(with_video, "floor.inscribe", mode="video_statement")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert services.is_playing(int(with_video.party or 0))
    assert services.video_failed(hall.session.pk, 1)
    assert not services.video_failed(hall.session.pk, 1)
    assert isinstance(hall.do(chair, "floor.resume_turn", token=2), Done)
    assert services.video_ended(hall.session.pk, 1)
    assert not services.video_ended(hall.session.pk, 1)
    assert Turn.objects.get().ended_by == "finished"
    assert not services.is_playing(int(with_video.party or 0))


def test_FL4_everyone_sees_how_long_a_video_statement_still_plays_once_it_does(
    hall: Assembly, chair: Seat, with_video: Seat
) -> None:
    def plays_until() -> float | None:
        shown = show_turn(Turn.objects.get(), Audience.EVERYONE)
        assert shown is not None
        return shown.plays_until

    Party.objects.filter(pk=with_video.party).update(video_statement_seconds=42.25)
    hall.done(with_video, "floor.inscribe", mode="video_statement", speaker=with_video.participant)
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert plays_until() is None
    hall.done(with_video, "floor.start_playback", token=1)
    assert plays_until() == 42.2
    # As a substitute for a speaker who dropped, the video begins in the middle of the turn (FL20).
    Turn.objects.update(played_from=timedelta(seconds=30))
    assert plays_until() == 72.2
    Party.objects.update(video_statement_seconds=0)
    assert plays_until() is None


def test_FL4_who_hands_in_a_video_statement_that_is_still_converted_stands_on_the_list(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    assert hall.code(fiji, "floor.inscribe", mode="video_statement") == "floor.no_video_statement"
    Party.objects.filter(pk=fiji.party).update(video_statement_coming=True)
    hall.done(fiji, "floor.inscribe", mode="video_statement")


def test_FL4_a_video_statement_that_gets_ready_after_its_turn_was_called_plays_by_itself(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    fijis = Party.objects.filter(pk=fiji.party)
    fijis.update(video_statement_coming=True)
    hall.done(fiji, "floor.inscribe", mode="video_statement")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert Turn.objects.get().introducing
    assert not services.is_playing(fijis.get().pk)
    fijis.update(video_statement_file="fiji.webm", video_statement_coming=False)
    services.video_arrived(fijis.get().pk)
    services.video_arrived(fijis.get().pk)
    assert hall.events()[-1:] == ["floor.playback_started"]
    assert (hall.events().count("floor.playback_started"), Turn.objects.get().introducing) == (1, False)
    assert services.is_playing(fijis.get().pk)
