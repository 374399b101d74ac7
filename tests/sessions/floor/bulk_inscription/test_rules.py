"""Rules of bulk inscription: all parties or none."""

import pytest

from foundation.refusals import Refusal
from sessions.floor.bulk_inscription.protocol import InscribedMany, InscribedRow
from sessions.floor.bulk_inscription.rules import RequestedRow, inscribe_many, judge_rows
from tests.support.floors import MODERATOR, NOW, candidate, entry, floor, order, refused, wish

FIJI, CHILE = RequestedRow(candidate("fj"), wish()), RequestedRow(candidate("cl"), wish(mode="read_out"))


def test_FL3_rows_come_onto_the_list_in_their_order_by_one_event() -> None:
    outcome = inscribe_many(floor(entry(1)), MODERATOR, [FIJI, CHILE], "", NOW)
    assert (order(outcome.floor), outcome.floor.next_number) == ([1, 2, 3], 4)
    shared = {"kind": "statement", "place": "remote", "group_warning": ""}
    assert outcome.event == InscribedMany(
        rows=[
            InscribedRow(entry="2", party="fj", mode="live", **shared),
            InscribedRow(entry="3", party="cl", mode="read_out", **shared),
        ],
        late_reason="",
    )


def test_FL3_a_row_finds_the_list_as_those_before_left_it() -> None:
    group = RequestedRow(candidate("fj"), wish(on_behalf_of="Islands"))
    member = RequestedRow(candidate("to", groups=("Islands",)), wish())
    after, verdicts = judge_rows(floor(), MODERATOR, [group, member, FIJI, FIJI], NOW)
    assert order(after) == [1, 2, 3]
    said = [v.code if isinstance(v, Refusal) else v.group_warning for v in verdicts]
    assert said == ["", "Islands", "", "floor.already_inscribed"]


def test_FL3_one_row_that_cannot_be_put_there_stops_all() -> None:
    with refused("inscriptions.list_changed"):
        inscribe_many(floor(entry(1, "cl")), MODERATOR, [FIJI, CHILE], "", NOW)


def test_FL3_a_closed_list_takes_them_with_a_reason_alone() -> None:
    closed = floor(list_state="closed")
    with refused("floor.reason_needed"):
        inscribe_many(closed, MODERATOR, [FIJI], "", NOW)
    reason = "Handed in on paper"
    late = RequestedRow(candidate("fj"), wish(reason=reason))
    outcome = inscribe_many(closed, MODERATOR, [late], reason, NOW)
    assert isinstance(outcome.event, InscribedMany)
    assert (outcome.event.late_reason, outcome.floor.entries[0].late_reason) == (reason, reason)


def test_a_closed_session_takes_none() -> None:
    with refused("session.closed"):
        inscribe_many(floor(session="closed"), MODERATOR, [FIJI], "", NOW)


@pytest.mark.parametrize("mode", ["video_statement"])
def test_what_cannot_be_played_is_judged_row_by_row(mode: str) -> None:
    _, verdicts = judge_rows(floor(), MODERATOR, [RequestedRow(candidate("fj"), wish(mode=mode)), CHILE], NOW)
    assert [v.code if isinstance(v, Refusal) else "" for v in verdicts] == ["floor.no_video_statement", ""]
