"""The floor as a value: its order and its clock."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from tests.support.floors import NOW, after, entry, floor, order, turn


def test_FL6_an_order_is_placement_then_category_then_rank_then_sequence() -> None:
    assert entry(7).order == (1, 0, 0, 0, 7)
    assert entry(7, category="other", rank=4).order == (1, 0, 3, 4, 7)
    assert entry(7, placement=2, category="other", rank=4).order == (0, 2, 3, 4, 7)


def test_FL6_the_server_alone_orders_whatever_order_the_entries_come_in() -> None:
    entries = (
        entry(9, placement=1),
        entry(8, category="other", placement=2),
        entry(2, rank=0),
        entry(5, rank=0),
        entry(1, rank=3),
        entry(3, category="group"),
        entry(4, category="observer"),
        entry(6, category="other"),
    )
    for shuffled in permutations(entries, len(entries)):
        assert order(floor(*shuffled)) == [9, 8, 2, 5, 1, 3, 4, 6]
        if shuffled[0].number == 8:
            break


def test_FL6_two_entries_at_one_placement_are_still_ordered() -> None:
    twins = entry(2, placement=1), entry(1, placement=1, category="group"), entry(3, placement=1)
    assert order(floor(*twins)) == [2, 3, 1]


def test_FL6_a_clock_of_a_browser_does_not_count() -> None:
    early, late = entry(2, inscribed_at=after(hours=-1)), entry(1, inscribed_at=after(hours=1))
    assert order(floor(early, late)) == [1, 2]


def test_FL1_a_claim_is_party_kind_and_capacity() -> None:
    assert entry(1, "fj").claim == ("fj", "statement", False, 1)
    group = entry(1, "fj", on_behalf_of="PIF", kind="intervention", item=2)
    assert group.claim == ("fj", "intervention", True, 2)
    assert entry(1, "fj", kind="right_of_reply", item=2).claim == ("fj", "right_of_reply", False, 0)
    assert entry(1, "fj", kind="on_motion", of=7, side="for").claim == ("fj", "on_motion", False, 7)


def test_waiting_leaves_out_those_withdrawn_and_those_called() -> None:
    of = floor(entry(1, state="withdrawn"), entry(2, state="called"), entry(3))
    assert order(of) == [3]
    assert (of.entry(1), of.entry(9)) == (entry(1, state="withdrawn"), None)


def test_with_entries_replaces_by_number_and_adds_the_rest() -> None:
    of = floor(entry(1), entry(2)).with_entries(entry(2, rank=5), entry(3))
    assert of.entries == (entry(1), entry(2, rank=5), entry(3))


def test_FL15_a_running_clock_is_now_less_the_start() -> None:
    running = turn(entry(1))
    assert running.spoken_time(NOW) == timedelta(0)
    assert running.spoken_time(after(seconds=61.5)) == timedelta(seconds=61.5)


def test_FL15_a_suspended_clock_stands_still() -> None:
    still = turn(entry(1)).suspend(after(seconds=30))
    assert still.spoken_time(after(seconds=30)) == still.spoken_time(after(hours=5)) == timedelta(seconds=30)


def test_FL15_several_suspensions_add_up() -> None:
    once = turn(entry(1)).suspend(after(seconds=10)).resume(after(seconds=70))
    twice = once.suspend(after(seconds=80)).resume(after(seconds=80.25))
    thrice = twice.suspend(after(seconds=100))
    assert (once.suspended, twice.suspended) == (timedelta(seconds=60), timedelta(seconds=60.25))
    assert once.spoken_time(after(seconds=75)) == timedelta(seconds=15)
    assert twice.spoken_time(after(seconds=90)) == timedelta(seconds=29.75)
    assert thrice.spoken_time(after(days=1)) == timedelta(seconds=39.75)
    assert thrice.resume(after(seconds=200)).suspended == timedelta(seconds=160.25)


def test_FL15_to_suspend_or_resume_twice_changes_nothing() -> None:
    running = turn(entry(1))
    still = running.suspend(after(seconds=10))
    assert still.suspend(after(seconds=20)) == still
    assert running.resume(after(seconds=20)) == running


def test_FL16_overtime_counts_from_the_allotted_second() -> None:
    running = turn(entry(1), allotted=60)
    assert [running.overtime(after(seconds=s)) for s in (0, 59.999, 60, 60.001, 90.5)] == [
        0.0, 0.0, 0.0, 0.001, 30.5,
    ]  # fmt: skip


def test_FL16_overtime_stands_still_with_the_clock() -> None:
    still = replace(
        turn(entry(1), allotted=60), suspended_at=after(seconds=75), suspended=timedelta(seconds=5)
    )
    assert still.overtime(after(hours=1)) == 10.0


def test_FL15_the_limit_is_that_of_the_category() -> None:
    limits = floor().limits
    categories = "state", "group", "observer", "other"
    assert [entry(1, category=c).limit(limits) for c in categories] == [180, 240, 120, 60]


def test_FL15_who_speaks_for_a_group_has_a_groups_time_and_its_own_place_in_the_order() -> None:
    speaker = entry(1, category="state", on_behalf_of="Pacific Islands Forum")
    assert speaker.limit(floor().limits) == 240
    assert speaker.order == entry(1, category="state").order
