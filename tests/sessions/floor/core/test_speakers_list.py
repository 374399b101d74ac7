"""Rules of the list of speakers, without a database."""

from dataclasses import replace
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from sessions.floor import protocol
from sessions.floor.core import speakers_list
from sessions.floor.core.state import Entry
from sessions.floor.protocol import Kind, ListState, Mode, Requested
from sessions.programme.protocol import SessionState
from tests.support.floors import (
    MODERATOR,
    NOW,
    OPERATOR,
    after,
    candidate,
    entry,
    floor,
    member,
    order,
    refused,
    speaking,
    turn,
    wish,
)  # fmt: skip

FJ = member("fj")
ENTERED = ("statement", "intervention")


def inscribed(**changes: Any) -> protocol.Inscribed:
    plain: dict[str, Any] = {
        "entry": "1", "party": "fj", "kind": "statement", "mode": "live", "place": "remote",
        "late_reason": "", "group_warning": "", "motion": "other" if changes.get("kind") == "motion" else None,
    }  # fmt: skip
    return protocol.Inscribed(**plain | changes)


# Inscribe


def test_FL1_the_party_stands_on_the_list() -> None:
    of = floor()
    outcome = speakers_list.inscribe(of, FJ, candidate(), wish(), NOW)
    assert outcome.event == inscribed()
    assert outcome.floor == replace(of, entries=(entry(1, "fj"),), next_number=2)


def test_FL1_one_waiting_entry_for_each_kind_and_capacity() -> None:
    of = floor(explains=1)
    wishes = [wish(kind=kind, on_behalf_of=group) for kind in get_args(Requested) for group in ("", "PIF")]
    for each in wishes:
        of = speakers_list.inscribe(of, FJ, candidate(), each, NOW).floor
    assert (len(of.item_requests), len(of.waiting), len(of.replies), len(of.explanations)) == (12, 4, 2, 2)
    for each in wishes:
        with refused("floor.already_inscribed"):
            speakers_list.inscribe(of, FJ, candidate(), each, NOW)


def test_FL1_another_group_is_the_same_capacity() -> None:
    of = speakers_list.inscribe(floor(), FJ, candidate(), wish(on_behalf_of="PIF"), NOW).floor
    with refused("floor.already_inscribed"):
        speakers_list.inscribe(of, FJ, candidate(), wish(on_behalf_of="AOSIS"), NOW)


@pytest.mark.parametrize("state", ["withdrawn", "called"])
def test_FL1_an_entry_that_does_not_wait_claims_nothing(state: Any) -> None:
    of = floor(entry(1, "fj", state=state))
    outcome = speakers_list.inscribe(of, FJ, candidate(), wish(), NOW)
    assert (outcome.event, order(outcome.floor)) == (inscribed(entry="2"), [2])


def test_FL1_a_party_that_speaks_may_ask_again() -> None:
    assert order(speakers_list.inscribe(speaking(1, "fj"), FJ, candidate(), wish(), NOW).floor) == [2]


def test_FL1_the_intended_speaker_is_a_member() -> None:
    assert (
        speakers_list.inscribe(floor(), FJ, candidate(), wish(speaker="2"), NOW).floor.entries[0].speaker
        == "2"
    )
    with refused("floor.not_a_member"):
        speakers_list.inscribe(floor(), FJ, candidate(), wish(speaker="3"), NOW)


@pytest.mark.parametrize("actor", [MODERATOR, OPERATOR, FJ])
def test_FL2_members_the_operator_and_moderators_inscribe_a_party(actor: speakers_list.Actor) -> None:
    assert speakers_list.inscribe(floor(), actor, candidate(), wish(), NOW).event == inscribed()


@pytest.mark.parametrize("actor", [member("cl"), speakers_list.Actor(party=None, participant=None)])
def test_FL2_nobody_inscribes_another_party(actor: speakers_list.Actor) -> None:
    with refused("floor.not_yours"):
        speakers_list.inscribe(floor(), actor, candidate(), wish(), NOW)


@pytest.mark.parametrize(("said", "becomes"), [(None, "hall"), ("hall", "hall"), ("remote", "remote")])
def test_FL2_hall_and_remote_stand_in_one_list(said: Any, becomes: str) -> None:
    outcome = speakers_list.inscribe(floor(entry(1)), FJ, candidate(place="hall"), wish(place=said), NOW)
    assert (outcome.floor.waiting[1].place, outcome.event) == (becomes, inscribed(entry="2", place=becomes))


@pytest.mark.parametrize("state", ["scheduled", "open", "suspended"])
@pytest.mark.parametrize("listed", ["draft", "open"])
def test_FL3_a_draft_and_an_open_list_take_entries(listed: ListState, state: SessionState) -> None:
    of = floor(list_state=listed, session=state)
    assert speakers_list.inscribe(of, FJ, candidate(), wish(), NOW).event == inscribed()


@pytest.mark.parametrize("kind", ENTERED)
@pytest.mark.parametrize("actor", [FJ, OPERATOR])
def test_FL3_a_closed_list_takes_none_but_a_moderators(actor: speakers_list.Actor, kind: Kind) -> None:
    with refused("floor.list_closed"):
        speakers_list.inscribe(
            floor(list_state="closed"), actor, candidate(), wish(kind=kind, reason="Late."), NOW
        )


def test_FL3_a_moderator_adds_to_a_closed_list_with_a_reason_that_is_recorded() -> None:
    outcome = speakers_list.inscribe(
        floor(list_state="closed"), MODERATOR, candidate(), wish(reason="A ferry."), NOW
    )
    assert outcome.event == inscribed(late_reason="A ferry.")
    assert outcome.floor.waiting[0].late_reason == "A ferry."


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_FL3_without_a_reason_a_moderator_adds_nothing_to_a_closed_list(reason: str) -> None:
    with refused("floor.reason_needed"):
        speakers_list.inscribe(floor(list_state="closed"), MODERATOR, candidate(), wish(reason=reason), NOW)


@pytest.mark.parametrize("kind", ["point_of_order", "right_of_reply", "motion"])
def test_FL3_points_of_order_and_replies_are_not_closed(kind: Kind) -> None:
    outcome = speakers_list.inscribe(
        floor(list_state="closed"), FJ, candidate(), wish(kind=kind, reason="Why."), NOW
    )
    assert outcome.event == inscribed(kind=kind, late_reason="")


def test_FL3_a_reason_on_an_open_list_is_no_late_reason() -> None:
    assert (
        speakers_list.inscribe(floor(), MODERATOR, candidate(), wish(reason="Why."), NOW).event == inscribed()
    )


@pytest.mark.parametrize("listed", ["draft", "open"])
def test_FL3_the_announced_closing_time_closes_to_the_second(listed: ListState) -> None:
    of = floor(list_state=listed, closes_at=after(minutes=10))
    assert speakers_list.accepts_entry(of, "statement", after(minutes=10, microseconds=-1))
    assert not speakers_list.accepts_entry(of, "statement", after(minutes=10))
    with refused("floor.list_closed"):
        speakers_list.inscribe(of, FJ, candidate(), wish(), after(minutes=10))


def test_FL4_a_video_statement_needs_a_file() -> None:
    with refused("floor.no_video_statement"):
        speakers_list.inscribe(floor(), FJ, candidate(), wish(mode="video_statement"), NOW)
    outcome = speakers_list.inscribe(
        floor(), FJ, candidate(has_video_statement=True), wish(mode="video_statement"), NOW
    )
    assert outcome.event == inscribed(mode="video_statement")


@pytest.mark.parametrize("mode", ["live", "read_out"])
@pytest.mark.parametrize("kind", get_args(Requested))
def test_FL4_every_kind_goes_live_or_read_out(kind: Requested, mode: Mode) -> None:
    outcome = speakers_list.inscribe(floor(explains=1), FJ, candidate(), wish(kind=kind, mode=mode), NOW)
    assert outcome.event == inscribed(kind=kind, mode=mode)


def test_FL4_a_kind_and_a_mode_are_of_those_named() -> None:
    requested = (
        "statement",
        "intervention",
        "point_of_order",
        "motion",
        "right_of_reply",
        "explanation_of_vote",
    )
    assert (get_args(Requested), get_args(Kind)) == (requested, (*requested, "on_motion"))
    assert get_args(Mode) == ("live", "video_statement", "read_out")
    for field in ("kind", "mode"):
        with pytest.raises(ValidationError):
            wish(**{field: "sung"})


def test_FL5_a_member_of_a_group_on_the_list_is_warned_and_not_refused() -> None:
    of = floor(entry(1, "cl", on_behalf_of="G77"), entry(2, "ws", on_behalf_of="PIF"))
    outcome = speakers_list.inscribe(of, FJ, candidate(groups=["PIF", "AOSIS"]), wish(), NOW)
    assert (outcome.event, order(outcome.floor)) == (inscribed(entry="3", group_warning="PIF"), [1, 2, 3])


def test_FL5_so_is_a_member_of_a_group_that_is_a_party_itself() -> None:
    of = floor(entry(1, "g1", category="group"), entry(2, "g2", category="group"))
    fiji = candidate(groups=["PIF", "AOSIS"], group_parties={"g2": "PIF"})
    outcome = speakers_list.inscribe(of, FJ, fiji, wish(), NOW)
    assert outcome.event == inscribed(entry="3", group_warning="PIF")


def test_FL5_a_group_is_not_warned_of_another() -> None:
    of, pacific = floor(entry(1, "ws", on_behalf_of="G77")), candidate(category="group", groups=["G77"])
    assert speakers_list.inscribe(of, FJ, pacific, wish(), NOW).event == inscribed(entry="2")


@pytest.mark.parametrize(
    ("waiting", "groups", "wanted"),
    [
        (entry(1, "ws", on_behalf_of="PIF"), [], wish()),
        (entry(1, "ws", on_behalf_of="PIF"), ["AOSIS"], wish()),
        (entry(1, "ws", on_behalf_of="PIF"), ["PIF"], wish(on_behalf_of="PIF")),
        (entry(1, "ws", on_behalf_of="PIF", state="withdrawn"), ["PIF"], wish()),
        (entry(1, "ws"), ["PIF", ""], wish()),
    ],
)
def test_FL5_nobody_else_is_warned(waiting: Entry, groups: list[str], wanted: protocol.Inscribe) -> None:
    outcome = speakers_list.inscribe(floor(waiting), FJ, candidate(groups=groups), wanted, NOW)
    assert outcome.event == inscribed(entry="2")


def test_FL6_first_come_stands_first_within_its_category() -> None:
    of = floor()
    for party, category in [
        ("a", "other"),
        ("b", "state"),
        ("c", "observer"),
        ("d", "state"),
        ("e", "group"),
    ]:
        of = speakers_list.inscribe(of, member(party), candidate(party, category=category), wish(), NOW).floor
    assert [waiting.party for waiting in of.waiting] == ["b", "d", "e", "c", "a"]
    assert [waiting.number for waiting in of.waiting] == [2, 4, 5, 3, 1]


@pytest.mark.parametrize("actor", [FJ, MODERATOR])
def test_FL26_a_closed_session_takes_no_entry(actor: speakers_list.Actor) -> None:
    with refused("session.closed"):
        speakers_list.inscribe(floor(session="closed"), actor, candidate(), wish(reason="Late."), NOW)


# Withdraw and restore


@pytest.mark.parametrize("actor", [FJ, MODERATOR, OPERATOR])
def test_FL2_a_member_withdraws_and_takes_back(actor: speakers_list.Actor) -> None:
    of = floor(entry(1, "fj"), entry(2, "cl"))
    gone = speakers_list.withdraw(of, actor, "1", NOW)
    withdrawn = entry(1, "fj", state="withdrawn", withdrawn_at=NOW, withdrawn_by=actor.participant)
    assert gone.event == protocol.Withdrawn(entry="1", party="fj")
    assert gone.floor == floor(withdrawn, entry(2, "cl"))
    back = speakers_list.restore(gone.floor, actor, "1", after(minutes=1))
    assert (back.event, back.floor) == (protocol.Restored(entry="1", party="fj"), of)


def test_FL2_a_withdrawal_by_a_person_without_a_part_names_nobody() -> None:
    gone = speakers_list.withdraw(
        floor(entry(1, "fj")), speakers_list.Actor(party="fj", participant=None), "1", NOW
    )
    assert gone.floor.entries[0].withdrawn_by == ""


def test_FL2_two_minutes_to_take_a_place_back() -> None:
    of = speakers_list.withdraw(floor(entry(1, "fj")), FJ, "1", NOW).floor
    assert order(speakers_list.restore(of, FJ, "1", after(seconds=120)).floor) == [1]
    with refused("floor.too_late"):
        speakers_list.restore(of, FJ, "1", after(seconds=120, microseconds=1))


def test_FL2_the_place_taken_back_is_the_one_a_moderator_gave() -> None:
    of = speakers_list.move(floor(entry(1, "cl"), entry(2, "fj")), "2", 0, "1", 0).floor
    of = speakers_list.withdraw(of, FJ, "2", NOW).floor
    assert order(speakers_list.restore(of, FJ, "2", NOW).floor) == [2, 1]


def test_FL2_a_place_is_taken_back_on_a_closed_list_too() -> None:
    of = speakers_list.withdraw(floor(entry(1, "fj"), list_state="closed"), FJ, "1", NOW).floor
    assert order(speakers_list.restore(of, FJ, "1", NOW).floor) == [1]


@pytest.mark.parametrize("number", ["2", "0", "01", "", "x", "-1", "١", "9" * 40])
def test_FL2_what_is_not_on_the_list_cannot_be_withdrawn_or_taken_back(number: str) -> None:
    of = floor(entry(1, "fj"), entry(2, "fj", state="called", kind="intervention"))
    with refused("floor.entry_gone"):
        speakers_list.withdraw(of, MODERATOR, number, NOW)
    with refused("floor.too_late"):
        speakers_list.restore(of, MODERATOR, number, NOW)


def test_FL2_what_waits_cannot_be_taken_back_and_what_is_withdrawn_not_withdrawn() -> None:
    of = floor(entry(1, "fj"))
    with refused("floor.too_late"):
        speakers_list.restore(of, FJ, "1", NOW)
    with refused("floor.entry_gone"):
        speakers_list.withdraw(speakers_list.withdraw(of, FJ, "1", NOW).floor, FJ, "1", NOW)


def test_FL2_another_party_neither_withdraws_nor_takes_back() -> None:
    of = floor(entry(1, "fj"))
    with refused("floor.not_yours"):
        speakers_list.withdraw(of, member("cl"), "1", NOW)
    with refused("floor.not_yours"):
        speakers_list.restore(speakers_list.withdraw(of, FJ, "1", NOW).floor, member("cl"), "1", NOW)


def test_FL1_a_place_cannot_be_taken_back_beside_a_newer_one() -> None:
    of = speakers_list.withdraw(floor(entry(1, "fj")), FJ, "1", NOW).floor
    of = speakers_list.inscribe(of, FJ, candidate(), wish(), NOW).floor
    with refused("floor.already_inscribed"):
        speakers_list.restore(of, FJ, "1", NOW)


def test_FL26_nothing_is_taken_back_in_a_closed_session() -> None:
    of = floor(entry(1, "fj", state="withdrawn", withdrawn_at=NOW), session="closed")
    with refused("session.closed"):
        speakers_list.restore(of, FJ, "1", NOW)


# Speaker


def test_FL1_the_speaker_of_a_waiting_entry_changes() -> None:
    outcome = speakers_list.change_speaker(floor(entry(1, "fj")), FJ, "1", "2", {"1", "2"})
    assert outcome.event == protocol.SpeakerChanged(entry="1", party="fj", speaker="2")
    assert outcome.floor == floor(entry(1, "fj", speaker="2"))


def test_FL1_the_speaker_changes_in_the_middle_of_the_turn() -> None:
    of = speaking(1, "fj", speaker="1")
    outcome = speakers_list.change_speaker(of, FJ, "1", "2", {"1", "2"})
    assert outcome.event == protocol.SpeakerChanged(entry="1", party="fj", speaker="2")
    assert outcome.floor == replace(of, turn=turn(entry(1, "fj"), speaker="2"))
    assert outcome.floor.token == of.token


@pytest.mark.parametrize("of", [floor(entry(1, "fj")), speaking(1, "fj")])
def test_FL1_the_speaker_is_changed_to_a_member_by_the_party(of: Any) -> None:
    with refused("floor.not_a_member"):
        speakers_list.change_speaker(of, FJ, "1", "3", {"1", "2"})
    with refused("floor.not_yours"):
        speakers_list.change_speaker(of, member("cl"), "1", "2", {"1", "2"})


@pytest.mark.parametrize("state", ["withdrawn", "called"])
def test_FL1_the_speaker_of_what_is_over_does_not_change(state: Any) -> None:
    with refused("floor.entry_gone"):
        speakers_list.change_speaker(floor(entry(1, "fj", state=state)), FJ, "1", "2", {"1", "2"})
