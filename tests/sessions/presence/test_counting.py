"""Examples of who counts as present."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sessions.presence.protocol import PartyPresence, Presence
from sessions.presence.rules import (
    Guests,
    PresenceChanges,
    SeenConnection,
    StoredAttendance,
    attendance_changes,
    presence_signal,
)

pytestmark = pytest.mark.database

NOW = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)
GRACE = timedelta(seconds=30)


def seen(
    person: str, party: str = "", place: str = "remote", *roles: str, participant: str = ""
) -> SeenConnection:
    return SeenConnection(person, participant, party, place, roles)


def changed(**changes: frozenset[str]) -> PresenceChanges:
    return PresenceChanges(
        **dict.fromkeys(("arrived", "left", "missing", "back"), frozenset[str]()) | changes
    )


def test_FL21_parties_are_counted_by_member_and_place_and_never_by_socket() -> None:
    connections = [
        seen("a", "fj", "remote", "delegate", participant="1"),
        seen("a", "fj", "remote", "delegate", participant="1"),
        seen("b", "fj", "hall", "delegate", participant="2"),
        seen("c", "", "remote", "moderator", participant="3"),
    ]
    guests = [Guests("hall", ("audience",), False, 2), Guests("remote", ("audience",), True, 1)]
    assert presence_signal(connections, guests) == Presence(
        parties={"fj": PartyPresence(hall=["2"], remote=["1"])},
        devices={"1": ["computer"], "2": ["computer"]},
        lost=[],
        people=["3"],
        audience_hall=2,
        audience_remote=1,
        audience_simulated=1,
        moderators=1,
    )


def test_FL21_the_machines_of_a_member_are_told_and_tabs_of_one_browser_are_on_one() -> None:
    fiji = seen("a", "fj", participant="1")
    laptop, phone = replace(fiji, device="laptop"), replace(fiji, device="phone", phone=True)
    assert presence_signal([laptop, laptop, phone]).devices == {"1": ["computer", "phone"]}
    assert presence_signal([laptop, replace(laptop, device="another")]).devices == {
        "1": ["computer", "computer"]
    }


def test_FL21_who_broke_off_is_lost_unless_it_is_here_from_elsewhere() -> None:
    fiji, chile = seen("a", "fj", participant="1"), seen("b", "cl", participant="2")
    told = presence_signal([replace(fiji, lost=True), fiji, replace(chile, lost=True)])
    assert (list(told.parties), told.lost) == (["fj"], ["2"])


def test_FL21_a_party_has_left_when_nobody_of_it_was_connected_for_thirty_seconds() -> None:
    here = StoredAttendance("fj", True, None)
    assert attendance_changes({"fj"}, [], NOW, GRACE) == changed(arrived=frozenset({"fj"}))
    assert attendance_changes(set(), [here], NOW, GRACE) == changed(missing=frozenset({"fj"}))
    missing = StoredAttendance("fj", True, NOW)
    assert attendance_changes(set(), [missing], NOW + GRACE - timedelta(microseconds=1), GRACE) == changed()
    assert attendance_changes(set(), [missing], NOW + GRACE, GRACE) == changed(left=frozenset({"fj"}))
    assert attendance_changes({"fj"}, [missing], NOW + GRACE, GRACE) == changed(back=frozenset({"fj"}))
