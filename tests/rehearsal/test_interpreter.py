"""The behaviour of a simulated interpreter."""

from typing import Any

import pytest

from rehearsal.acts import Act, Leave, OpenSocket, Publish, SendCommand
from rehearsal.interpreter import FREE_SECONDS, Interpreter
from rehearsal.plan import Plan
from tests.rehearsal.scenes import SESSION, Scene

OWN, COLLEAGUE = "7", "8"


def scene(**channel: Any) -> Scene:
    made = Scene()
    row = {
        "id": "fr",
        "position": 0,
        "on_duty": None,
        "from_hall": False,
        "offered_to": None,
        "offered_by": None,
    }
    made.set("language_channel", {"fr": row | channel})
    return made


def interpreter(pace: float = 1) -> Interpreter:
    """An interpreter in its booth, with its microphone connected."""
    made = Interpreter("fr", OWN, Plan(pace=pace))
    made.here = made.has_line = True
    return made


def after(made: Interpreter, of: Scene, seconds: float) -> Act | None:
    """What it does after the state of the room has lasted this long."""
    made.decide(of.room, 100.0)
    return made.decide(of.room, 100.0 + seconds)


def test_it_comes_and_connects_its_microphone_before_it_interprets() -> None:
    made, room = Interpreter("fr", OWN, Plan()), scene().room
    assert made.decide(room, 0.0) == OpenSocket()
    made.here = True
    assert made.decide(room, 1.0) == Publish()


def test_it_goes_on_duty_where_nobody_is() -> None:
    duty = SendCommand("interpretation.go_on_duty", {"language": "fr"})
    assert after(interpreter(), scene(), FREE_SECONDS) == duty
    assert after(interpreter(), scene(), FREE_SECONDS / 2) is None
    assert after(interpreter(pace=2), scene(), FREE_SECONDS / 2) == duty


def here(of: Scene, *people: str) -> Scene:
    """The room with these people connected."""
    of.room.session.signals["presence"] = {"parties": {}, "people": list(people), "moderators": 0}
    return of


@pytest.mark.parametrize("channel", [{"on_duty": COLLEAGUE}, {"on_duty": OWN}, {"from_hall": True}])
def test_it_leaves_the_channel_to_others(channel: dict[str, Any]) -> None:
    assert after(interpreter(), here(scene(**channel), COLLEAGUE), 600.0) is None


def test_it_takes_over_from_a_colleague_who_has_left() -> None:
    made, left = interpreter(), here(scene(on_duty=COLLEAGUE))
    takes = SendCommand("interpretation.hand_over", {"language": "fr", "to": OWN, "now": True})
    made.decide(left.room, 100.0)
    assert made.decide(left.room, 100.0 + made.plan.back_after - 1) is None
    # A reload of the page is shorter.
    made.decide(here(scene(on_duty=COLLEAGUE), COLLEAGUE).room, 140.0)
    made.decide(left.room, 150.0)
    assert made.decide(left.room, 150.0 + made.plan.back_after - 1) is None
    assert made.decide(left.room, 150.0 + made.plan.back_after) == takes


def test_it_waits_anew_each_time_that_somebody_goes_off_duty() -> None:
    made = interpreter()
    made.decide(scene().room, 100.0)
    made.decide(scene(on_duty=COLLEAGUE).room, 101.0)
    assert made.decide(scene().room, 100.5 + FREE_SECONDS) is None


@pytest.mark.parametrize(
    ("on_duty", "offered_to"), [(OWN, COLLEAGUE), (COLLEAGUE, OWN)], ids=["asked for", "offered"]
)
def test_it_accepts_a_handover(on_duty: str, offered_to: str) -> None:
    channel = {"on_duty": on_duty, "offered_to": offered_to, "offered_by": COLLEAGUE}
    accepts = SendCommand("interpretation.accept_handover", {"language": "fr"})
    assert after(interpreter(), scene(**channel), 0.5) == accepts
    assert after(interpreter(), scene(**channel | {"offered_by": OWN}), 0.5) is None


def test_a_handover_between_others_is_not_its_own() -> None:
    channel = {"on_duty": "9", "offered_to": COLLEAGUE, "offered_by": "9"}
    assert after(interpreter(), scene(**channel), 0.5) is None


def test_it_leaves_when_the_session_closes_or_its_channel_is_removed() -> None:
    closed = scene()
    closed.set("session", {SESSION: {"id": SESSION, "state": "closed"}})
    assert interpreter().decide(closed.room, 0.0) == Leave()
    assert interpreter().decide(Scene().room, 0.0) == Leave()
    assert Interpreter("fr", OWN, Plan()).decide(closed.room, 0.0) is None
