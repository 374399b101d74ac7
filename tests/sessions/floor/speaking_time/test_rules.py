"""Presets of speaking times, and the time budget of a session (FL15, FL17)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry as Journaled
from foundation.messages.projections import Audience
from sessions.floor.core.state import Floor
from sessions.floor.protocol import Limits, PresetName
from sessions.floor.speaking_time import protocol as limits_protocol
from sessions.floor.speaking_time import rules as limits_rules
from sessions.floor.speaking_time.presets import PRESETS
from tests.support.assembly import Assembly
from tests.support.floors import LIMITS, NOW, after, entry, floor, refused, turn


def test_FL15_each_preset_has_its_figures_and_says_where_they_come_from() -> None:
    assert sorted(PRESETS) == sorted(get_args(PresetName))
    assert {name: (p.limits.state, p.reply_limits) for name, p in PRESETS.items()} == {
        "conference": (180, (180, 120)),
        "general_assembly": (900, (600, 300)),
        "who": (180, (180, 120)),
    }
    assert all(len(preset.source) > 20 for preset in PRESETS.values())
    plain = floor()
    ours = (plain.limits, plain.reply_limits, plain.ends_turns)
    known = PRESETS["conference"]
    assert ours == (known.limits, known.reply_limits, known.ends_turns)


@pytest.mark.parametrize("preset", get_args(PresetName))
def test_FL15_a_preset_sets_all_figures_at_once(preset: PresetName) -> None:
    outcome = limits_rules.apply_preset(floor(entry(1), ends_turns=True), preset)
    of, figures = outcome.floor, PRESETS[preset]
    assert (of.limits, of.reply_limits, of.ends_turns, of.preset) == (
        figures.limits,
        figures.reply_limits,
        figures.ends_turns,
        preset,
    )


def test_FL15_single_figures_change_afterwards_and_the_preset_is_no_longer_named() -> None:
    of = limits_rules.apply_preset(floor(), "general_assembly").floor
    same = limits_rules.set_limits(of, of.limits, None).floor
    assert same.preset == "general_assembly"
    changed = limits_rules.set_limits(of, of.limits, None, [600]).floor
    assert (changed.preset, changed.reply_limits) == (None, (600,))


@pytest.mark.parametrize("number", [0, 6])
def test_FL14_a_party_has_one_to_five_rights_of_reply(number: int) -> None:
    with refused("floor.bad_replies"):
        limits_rules.set_limits(floor(), LIMITS, None, [60] * number)
    assert limits_rules.set_limits(floor(), LIMITS, None, [60] * 5).floor.reply_limits == (60,) * 5


@pytest.mark.parametrize(("state", "lower"), [(60, True), (180, False), (240, False)])
def test_FL15_whether_somebody_has_less_is_said(state: int, lower: bool) -> None:
    limits = Limits(state=state, group=240, observer=10, other=60)
    event = limits_rules.set_limits(floor(entry(1)), limits, None).event
    assert isinstance(event, limits_protocol.LimitsSet)
    assert event.lower == lower


def test_FL17_the_budget_is_the_sessions_end_or_so_many_minutes_from_now() -> None:
    outcome = limits_rules.set_budget(floor(), 45, NOW)
    assert outcome.floor == floor(figures=1, ends_by=after(minutes=45))
    assert outcome.event == limits_protocol.BudgetSet(ends_by="2021-11-16T06:05:00.000Z")
    assert limits_rules.set_budget(outcome.floor, None, NOW).floor == floor(figures=2)
    with refused("session.closed"):
        limits_rules.set_budget(floor(session="closed"), 45, NOW)


def test_FL17_what_a_moderator_gave_is_beyond_the_limit_too() -> None:
    present = turn(entry(1))
    assert [present.overrun(after(seconds=s)) for s in (179, 180, 200.5)] == [0.0, 0.0, 20.5]
    longer = replace(present, allotted=240, extended=60)
    assert (longer.overrun(after(seconds=200)), longer.overtime(after(seconds=200))) == (20.0, 0.0)


def average(hall: Assembly, audience: Audience) -> float | None:
    entities = journal.snapshot_of(hall.stream, audience).entities
    found: float | None = entities["floor"][str(hall.session.pk)]["average_overrun"]
    return found


@pytest.mark.django_db
def test_FL17_moderators_alone_are_told_the_average_overrun_and_the_budget(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, moment: list[datetime]
) -> None:
    assert average(hall, Audience.MODERATORS) == 0.0
    for n, (seat, spoken) in enumerate([(fiji, 200), (chile, 120), (fiji, 200)], 1):
        hall.done(seat, "floor.inscribe")
        hall.done(chair, "floor.grant", entry=str(n), token=n - 1, confirmed=True)
        moment[0] += timedelta(seconds=spoken)
        hall.done(chair, "floor.end", token=n)
    assert average(hall, Audience.MODERATORS) == 13.3
    assert average(hall, Audience.EVERYONE) is None
    hall.done(chair, "floor.set_budget", minutes=10)
    told = Journaled.objects.filter(stream=hall.stream).latest("seq")
    assert (told.everyone, told.event["ends_by"]) == (None, "2021-11-16T05:38:40.000Z")


@pytest.mark.django_db
def test_FL17_points_of_order_and_turns_that_go_back_to_the_list_are_not_counted(
    hall: Assembly, chair: Seat, chile: Seat, moment: list[datetime]
) -> None:
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    hall.done(chair, "floor.recognise", confirmed=True, entry="1", token=0)
    moment[0] += timedelta(seconds=100)
    hall.done(chair, "floor.rule", token=1, ruling="noted")
    assert (hall.floor().timed, hall.floor().overrun) == (0, 0.0)


@pytest.mark.django_db
def test_FL14_replies_are_counted_by_real_commands(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    for n in (1, 2):
        hall.done(fiji, "floor.inscribe", kind="right_of_reply")
        granted = hall.done(chair, "floor.grant", entry=str(n), token=n - 1, confirmed=True)
        assert granted.event["allotted"] == (180, 120)[n - 1]
    hall.done(chair, "floor.end", token=2)
    assert hall.code(fiji, "floor.inscribe", kind="right_of_reply") == "floor.no_reply_left"


@pytest.mark.django_db
def test_FL14_when_the_first_is_withdrawn_the_second_is_told_as_the_first(hall: Assembly, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe", kind="right_of_reply")
    hall.done(fiji, "floor.inscribe", kind="right_of_reply", on_behalf_of="PIF")
    hall.done(fiji, "floor.withdraw", entry="1")
    shown = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["entry"]["2"]
    assert (shown["reply"], shown["limit"]) == (1, 180)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["floor.set_budget", "floor.apply_preset", "floor.turn_to_replies"])
def test_FL15_only_moderators_set_figures(hall: Assembly, fiji: Seat, kind: str) -> None:
    fields = {"minutes": 5, "preset": "who", "takes_replies": False}
    name = {"floor.set_budget": "minutes", "floor.apply_preset": "preset"}.get(kind, "takes_replies")
    assert hall.code(fiji, kind, **{name: fields[name]}) == "wire.forbidden"


def test_FL15_a_floor_keeps_the_limits_of_its_presets() -> None:
    of: Floor = floor()
    assert of.limits == LIMITS
