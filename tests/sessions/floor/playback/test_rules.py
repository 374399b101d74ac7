"""Rules of playback (FL4): with or without an introduction, played to the end, or broken off."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sessions.floor.core import turns
from sessions.floor.core.state import Floor
from sessions.floor.playback import rules
from sessions.floor.playback.protocol import PlaybackStarted
from sessions.floor.protocol import Ended, TurnSuspended
from tests.support.floors import MODERATOR, NOW, after, entry, floor, member, refused, speaking


def playing(**changes: Any) -> Floor:
    return speaking(1, "fj", mode="video_statement", **changes)


def test_FL4_one_with_a_speaker_is_introduced_first() -> None:
    alone, live = entry(2, "cl", mode="video_statement"), entry(3, "pe", speaker="9")
    waiting = floor(entry(1, "fj", mode="video_statement", speaker="1"), alone, live)
    introduced = [turns.grant(waiting, number, 0, NOW).floor.turn for number in "123"]
    assert [turn is not None and turn.introducing for turn in introduced] == [True, False, False]


def test_FL4_a_moderator_or_the_party_itself_ends_the_introduction() -> None:
    introduced = playing(introducing=True)
    for actor in (MODERATOR, member("fj")):
        started = rules.start_playback(introduced, actor, 1, playable=True, now=NOW)
        assert started.event == PlaybackStarted(turn="1", party="fj")
        assert started.floor.turn is not None
        assert (started.floor.turn.introducing, started.floor.token) == (False, 2)


def test_FL15_the_clock_follows_the_video_statement_and_not_its_introduction() -> None:
    introduced = playing(introducing=True).turn
    assert introduced is not None
    assert introduced.spoken_time(after(seconds=50)) == timedelta()
    started = rules.start_playback(
        playing(introducing=True), MODERATOR, 1, playable=True, now=after(seconds=50)
    )
    turn = started.floor.turn
    assert turn is not None
    assert (turn.started_at, turn.running_since) == (NOW, after(seconds=50))
    assert [turn.spoken_time(after(seconds=at)).total_seconds() for at in (50, 60)] == [0, 10]


def test_FL15_an_introduction_that_stands_still_costs_nothing_either() -> None:
    held = playing(introducing=True, paused=True, suspended_at=after(seconds=20))
    turn = rules.start_playback(held, MODERATOR, 1, playable=True, now=after(seconds=50)).floor.turn
    assert turn is not None
    assert turn.spoken_time(after(seconds=60)) == timedelta()
    assert turn.resume(after(seconds=70)).spoken_time(after(seconds=75)).total_seconds() == 5


def test_FL16_no_turn_ends_by_itself_while_it_is_introduced() -> None:
    assert (
        turns.apply_time(replace(playing(introducing=True), ends_turns=True), after(seconds=900), True)
        is None
    )


def test_FL4_a_turn_without_a_file_waits_for_it_and_then_plays_by_itself() -> None:
    called = turns.grant(floor(entry(1, "fj", mode="video_statement")), "1", 0, NOW, playable=False).floor
    assert called.turn is not None
    assert called.turn.introducing
    came = rules.video_arrived(called, "fj", after(seconds=9))
    assert came is not None
    assert came.event == PlaybackStarted(turn="1", party="fj")
    assert came.floor.turn is not None
    assert came.floor.turn.spoken_time(after(seconds=9)) == timedelta()


def test_FL4_a_file_that_came_starts_nothing_else() -> None:
    introduced = playing(introducing=True, speaker="9")
    closed = replace(playing(introducing=True), session="suspended")
    for other in (
        floor(),
        introduced,
        closed,
        playing(),
        speaking(1, "cl", mode="video_statement", introducing=True),
    ):
        assert rules.video_arrived(other, "fj", NOW) is None


def test_FL4_who_may_not_end_it() -> None:
    introduced = playing(introducing=True)
    with refused("floor.not_yours"):
        rules.start_playback(introduced, member("cl"), 1, playable=True, now=NOW)
    with refused("floor.token_changed"):
        rules.start_playback(introduced, MODERATOR, 9, playable=True, now=NOW)
    with refused("floor.no_video_statement"):
        rules.start_playback(introduced, MODERATOR, 1, playable=False, now=NOW)
    with refused("floor.not_introducing"):
        rules.start_playback(playing(), MODERATOR, 1, playable=True, now=NOW)
    with refused("floor.nobody_speaks"):
        rules.start_playback(floor(token=1), MODERATOR, 1, playable=True, now=NOW)
    with refused("session.not_open"):
        rules.start_playback(floor(session="suspended"), MODERATOR, 0, playable=True, now=NOW)


def test_FL4_the_turn_ends_with_its_file() -> None:
    over = rules.video_ended(playing(), 1, after(seconds=190))
    assert over is not None
    assert over.event == Ended(
        turn="1", party="fj", by="finished", spoken=190, overtime=10, reason="", returned=None
    )
    assert over.floor.turn is None


def test_FL4_a_file_that_breaks_off_stops_the_clock() -> None:
    broken = rules.video_failed(playing(), 1, after(seconds=60), "It cannot be played.")
    assert broken is not None
    assert broken.event == TurnSuspended(turn="1", party="fj", reason="It cannot be played.")
    assert broken.floor.turn is not None
    assert broken.floor.turn.suspended_at == after(seconds=60)
    assert rules.video_failed(broken.floor, 1, after(seconds=61), "") is None


def test_what_no_longer_has_the_floor_moves_nothing() -> None:
    for other in (floor(), playing(introducing=True), speaking(1, "fj")):
        assert rules.video_ended(other, 1, NOW) is None
        assert rules.video_failed(other, 1, NOW, "") is None
    assert rules.video_ended(playing(), 2, NOW) is None
