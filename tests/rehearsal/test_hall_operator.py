"""The behaviour of the simulated operator."""

from foundation.films import Shot, hall_shots
from rehearsal.acts import Publish, Unpublish
from rehearsal.hall_operator import CUT_EVERY, HallOperator
from rehearsal.plan import Plan
from tests.rehearsal.scenes import SESSION, Scene, turn

NAMES = ["Australia", "Japan"]
WHOLE, PODIUM, AUSTRALIA, _ = hall_shots(NAMES)


def scene(*, on_air: bool = False) -> Scene:
    """A room in which the parties 1 and 2 sit in the hall."""
    made = Scene(3)
    for number, name in enumerate([*NAMES, "Fiji"], 1):
        made.room.parties[str(number)] |= {"name": {"en": name}, "code": ""}
    made.waits()
    made.publish()
    made.room.session.signals["media.lines"]["hall"] = on_air
    return made


def shown(made: HallOperator, of: Scene, now: float) -> Shot:
    made.decide(of.room, now)
    return made.shot


def test_it_sends_the_hall_while_nobody_else_does() -> None:
    made = HallOperator(NAMES, Plan())
    assert made.decide(scene().room, 0.0) == Publish()
    assert made.decide(scene(on_air=True).room, 1.0) is None
    assert made.decide(scene().room, 2.0) == Publish(), "the session would wait for the hall's line"
    made.has_line = True
    assert made.decide(scene(on_air=True).room, 3.0) is None


def test_it_ends_when_the_session_is_closed() -> None:
    made, closed = HallOperator(NAMES, Plan()), scene()
    closed.set("session", {SESSION: {"id": SESSION, "state": "closed"}})
    assert made.decide(closed.room, 0.0) is None
    made.has_line = True
    assert made.decide(closed.room, 0.0) == Unpublish()


def test_it_shows_the_whole_hall_and_its_podium_by_turns() -> None:
    made, free = HallOperator(NAMES, Plan(pace=2)), scene()
    assert made.shot == WHOLE
    every = CUT_EVERY / 2
    moments = (0.0, every - 0.1, every, 2 * every - 0.1, 2 * every)
    assert [shown(made, free, at) for at in moments] == [WHOLE, WHOLE, PODIUM, PODIUM, WHOLE]


def test_it_shows_whoever_speaks_in_the_hall_at_their_seat() -> None:
    made, of = HallOperator(NAMES, Plan()), scene()
    of.speaks(turn("1", place="hall"))
    assert shown(made, of, 0.0) == AUSTRALIA
    assert shown(made, of, 2 * CUT_EVERY) == AUSTRALIA
    of.speaks(turn("1", place="hall", suspended=True))
    assert shown(made, of, 60.0) == PODIUM, "it does not speak"
    of.speaks(None)
    assert shown(made, of, 61.0) == WHOLE
    assert shown(made, of, 60.9 + CUT_EVERY) == WHOLE


def test_a_remote_turn_a_text_that_is_read_out_and_a_person_are_not_seen_to_speak_in_the_hall() -> None:
    made, of = HallOperator(NAMES, Plan()), scene()
    for row in (turn("3"), turn("1", place="hall") | {"mode": "read_out"}):
        of.speaks(row)
        assert shown(made, of, 0.0) == WHOLE
    of.speaks(turn("2", place="hall"))
    of.present("h2")
    assert shown(made, of, 1.0) == WHOLE
