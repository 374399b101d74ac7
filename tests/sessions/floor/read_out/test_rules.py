"""Who may read a statement out, and who reads if nobody was named (FL4)."""

import pytest

from sessions.floor.protocol import Mode
from sessions.floor.read_out import rules
from sessions.floor.read_out.protocol import ReaderNamed
from tests.support.floors import entry, floor, refused, turn

READ = entry(1, "fj", mode="read_out")


@pytest.mark.parametrize(("of", "moderates"), [("fj", False), ("fj", True), (None, True), ("cl", True)])
def test_FL4_a_moderator_or_a_member_of_the_party_reads_it_out(of: str | None, moderates: bool) -> None:
    named = ReaderNamed(entry="1", party="fj", reader="11")
    assert rules.name_reader(floor(READ), "1", "11", of, moderates) == named


def test_FL4_the_reader_can_be_changed_in_the_middle_of_the_turn_also_of_one_that_waits() -> None:
    called = entry(1, "fj", mode="read_out", state="called")
    held = turn(called)
    named = ReaderNamed(entry="1", party="fj", reader="11")
    assert rules.name_reader(floor(called, turn=held), "1", "11", None, True) == named
    assert rules.name_reader(floor(called, interrupted_turns=(held,)), "1", "11", None, True) == named


@pytest.mark.parametrize("of", [None, "cl"])
def test_FL4_nobody_else_reads_it_out(of: str | None) -> None:
    with refused("floor.not_a_reader"):
        rules.name_reader(floor(READ), "1", "11", of, False)


@pytest.mark.parametrize("mode", ["live", "video_statement"])
def test_FL4_a_statement_that_its_party_makes_itself_has_no_reader(mode: Mode) -> None:
    with refused("floor.not_read_out"):
        rules.name_reader(floor(entry(1, "fj", mode=mode)), "1", "11", "fj", True)


@pytest.mark.parametrize("state", ["withdrawn", "called"])
def test_FL4_an_entry_that_is_gone_has_none(state: str) -> None:
    with refused("floor.entry_gone"):
        rules.name_reader(floor(entry(1, "fj", mode="read_out", state=state)), "1", "11", "fj", True)


def test_FL4_whoever_was_named_reads_else_the_speaker_else_the_chair() -> None:
    assert [
        rules.initial_reader(11, 12, 13),
        rules.initial_reader(None, 12, 13),
        rules.initial_reader(None, None, 13),
        rules.initial_reader(None, None, None),
    ] == [11, 12, 13, None]
