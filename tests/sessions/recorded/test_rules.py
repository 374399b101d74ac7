"""A recorded statement has the floor (FL4): introduced or not, played to its end, or broken off."""

from typing import Any

from sessions.floor import turns
from sessions.floor.protocol import Ended, TurnSuspended
from sessions.floor.state import Floor
from sessions.recorded import rules
from sessions.recorded.protocol import RecordingStarted
from tests.support.floors import MODERATOR, NOW, after, entry, floor, member, refused, speaking


def playing(**changes: Any) -> Floor:
    return speaking(1, "fj", mode="recorded", **changes)


def test_FL4_one_with_a_speaker_is_introduced_first() -> None:
    alone, live = entry(2, "cl", mode="recorded"), entry(3, "pe", speaker="9")
    waiting = floor(entry(1, "fj", mode="recorded", speaker="1"), alone, live)
    introduced = [turns.grant(waiting, number, 0, NOW).floor.turn for number in "123"]
    assert [turn is not None and turn.introducing for turn in introduced] == [True, False, False]


def test_FL4_a_moderator_or_the_party_itself_ends_the_introduction() -> None:
    introduced = playing(introducing=True)
    for actor in (MODERATOR, member("fj")):
        started = rules.start_recording(introduced, actor, 1, playable=True)
        assert started.event == RecordingStarted(turn="1", party="fj")
        assert started.floor.turn is not None
        assert (started.floor.turn.introducing, started.floor.token) == (False, 2)


def test_FL4_who_may_not_end_it() -> None:
    introduced = playing(introducing=True)
    with refused("floor.not_yours"):
        rules.start_recording(introduced, member("cl"), 1, playable=True)
    with refused("floor.token_changed"):
        rules.start_recording(introduced, MODERATOR, 9, playable=True)
    with refused("floor.no_recording"):
        rules.start_recording(introduced, MODERATOR, 1, playable=False)
    with refused("floor.not_introducing"):
        rules.start_recording(playing(), MODERATOR, 1, playable=True)
    with refused("floor.nobody_speaks"):
        rules.start_recording(floor(token=1), MODERATOR, 1, playable=True)
    with refused("session.not_open"):
        rules.start_recording(floor(session="suspended"), MODERATOR, 0, playable=True)


def test_FL4_the_turn_ends_with_its_file() -> None:
    over = rules.played_out(playing(), 1, after(seconds=190))
    assert over is not None
    assert over.event == Ended(
        turn="1", party="fj", by="finished", spoken=190, overtime=10, reason="", returned=None
    )
    assert over.floor.turn is None


def test_FL4_a_file_that_breaks_off_stops_the_clock() -> None:
    broken = rules.broke_off(playing(), 1, after(seconds=60), "It cannot be played.")
    assert broken is not None
    assert broken.event == TurnSuspended(turn="1", party="fj", reason="It cannot be played.")
    assert broken.floor.turn is not None
    assert broken.floor.turn.suspended_at == after(seconds=60)
    assert rules.broke_off(broken.floor, 1, after(seconds=61), "") is None


def test_what_no_longer_has_the_floor_moves_nothing() -> None:
    for other in (floor(), playing(introducing=True), speaking(1, "fj")):
        assert rules.played_out(other, 1, NOW) is None
        assert rules.broke_off(other, 1, NOW, "") is None
    assert rules.played_out(playing(), 2, NOW) is None
