"""The rules of the podium, without a database."""

from sessions.floor.core import turns
from sessions.floor.podium import rules
from sessions.floor.podium.protocol import Seated, Unseated
from tests.support.floors import NOW, entry, floor, refused


def test_FL12_a_moderator_seats_on_the_podium_without_a_turn() -> None:
    outcome = rules.seat(floor(), "chair", "5")
    assert outcome.event == Seated(slot="chair", participant="5")
    assert outcome.floor == floor(podium={"chair": "5"})


def test_FL12_who_sat_there_gives_way_and_who_sat_elsewhere_moves() -> None:
    of = floor(podium={"chair": "5", "panel-1": "6", "panel-2": "7"})
    assert rules.seat(of, "panel-1", "5").floor.podium == {"panel-1": "5", "panel-2": "7"}
    assert rules.seat(of, "chair", "5").floor == of


def test_FL12_who_seats_somebody_names_whom_it_saw_there() -> None:
    of = floor(podium={"panel-1": "5"})
    assert rules.seat(of, "panel-1", "6", seen="5").floor.podium == {"panel-1": "6"}
    assert rules.seat(of, "panel-2", "6", seen="").floor.podium == {"panel-1": "5", "panel-2": "6"}
    for slot, seen in (("panel-1", ""), ("panel-1", "7"), ("panel-2", "5")):
        with refused("floor.seat_changed"):
            rules.seat(of, slot, "6", seen=seen)  # type: ignore[arg-type]
    with refused("floor.seat_changed"):
        rules.unseat(of, "panel-1", seen="7")
    assert rules.unseat(of, "panel-1", seen="5").floor.podium == {}


def test_FL12_a_place_on_the_podium_is_freed_once() -> None:
    of = floor(podium={"chair": "5", "panel-1": "6"})
    outcome = rules.unseat(of, "chair")
    assert outcome.event == Unseated(slot="chair", participant="5")
    assert outcome.floor == floor(podium={"panel-1": "6"})
    with refused("floor.seat_free"):
        rules.unseat(outcome.floor, "chair")


def test_FL12_the_podium_outlives_turns() -> None:
    of = rules.seat(floor(entry(1)), "panel-6", "5").floor
    of = turns.grant(of, "1", 0, NOW).floor
    assert turns.end(of, 1, "closed", NOW).floor.podium == {"panel-6": "5"}


def test_FL20_nobody_is_seated_in_a_chair_where_another_presides() -> None:
    with refused("floor.chair_taken"):
        rules.seat(floor(podium={"chair": "5"}), "chair", "6", seen="5")
