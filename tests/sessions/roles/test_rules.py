"""Roles in one session: what they add, what they leave alone, and why someone may do something."""

from itertools import product
from typing import get_args

import pytest

from foundation.accounts.roles import ROLE_ELSEWHERE, roles_in
from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from foundation.registry import StreamFacts
from foundation.wire.execution import check_permission_in
from sessions import permissions
from sessions.access.rules import CLEARANCE
from sessions.roles import rules
from sessions.roles.protocol import RoleInSession
from sessions.roles.rules import RightReason
from tests.support.floors import refused

ROLES = [*permissions.TABLE, "emperor"]
GIVEN = get_args(RoleInSession)
PERMISSIONS = sorted(set().union(*permissions.TABLE.values()))


def seat(role: str, *session_roles: tuple[str, str]) -> Seat:
    return Seat("person", "1", "Name", "remote", (role,), participant="7", session_roles=session_roles)


def may(seat: Seat, stream: str, permission: str, access: str = "") -> bool:
    try:
        check_permission_in(StreamFacts("1", access), seat, permission, stream)
    except Refusal:
        return False
    return True


def test_a_role_counts_in_its_session_and_is_known_in_the_others() -> None:
    held = (("4", "moderator"), ("5", "panellist"))
    assert roles_in("session/4", ("audience",), held) == ("audience", "moderator", ROLE_ELSEWHERE)
    assert roles_in("session/5", ("audience",), held) == ("audience", ROLE_ELSEWHERE, "panellist")
    assert roles_in("session/44", ("audience",), held) == ("audience", ROLE_ELSEWHERE)
    assert roles_in("conference/4", ("audience",), held) == ("audience", ROLE_ELSEWHERE)
    assert roles_in("session/4", ("audience",), ()) == ("audience",)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_in_a_session_takes_no_right_away(role: str) -> None:
    for given, stream in product(GIVEN, ("session/4", "session/5", "conference/1", "check/1")):
        for permission in PERMISSIONS:
            before, after = (may(one, stream, permission) for one in (seat(role), seat(role, ("4", given))))
            assert after or not before, (given, stream, permission)


@pytest.mark.parametrize("given", GIVEN)
def test_a_role_in_a_session_is_worth_there_what_it_is_worth_in_the_conference(given: str) -> None:
    kept = permissions.TABLE["audience"] | permissions.TABLE[ROLE_ELSEWHERE]
    for permission in PERMISSIONS:
        everywhere = may(seat(given), "session/4", permission)
        here = may(seat("audience", ("4", given)), "session/4", permission)
        assert here is (everywhere or permission in kept)
        for stream in ("session/5", "conference/1"):
            assert may(seat("audience", ("4", given)), stream, permission) is (permission in kept)


@pytest.mark.parametrize("access", CLEARANCE)
@pytest.mark.parametrize("role", ROLES)
def test_the_reasons_are_those_of_the_decisions(role: str, access: str) -> None:
    for given, of in product(GIVEN, ("4", "5")):
        held = seat(role, (of, given))
        reasons = rules.reasons_by_permission("4", access, held.roles, held.session_roles)
        assert {*reasons} == {p for p in PERMISSIONS if may(held, "session/4", p, access)}
        assert all(reasons.values())


def test_every_rule_is_named_that_gives_a_right() -> None:
    reasons = rules.reasons_by_permission(
        "4", "delegations", ["delegate"], [("4", "moderator"), ("5", "operator")]
    )
    assert reasons["media.publish"] == [
        RightReason("conference", "delegate"),
        RightReason("session", "moderator"),
    ]
    assert reasons["floor.grant"] == [RightReason("session", "moderator")]
    assert reasons[rules.ENTER][0] == RightReason("policy", "delegations")
    assert "media.publish_hall" not in reasons


def test_a_code_opens_a_session_with_a_code() -> None:
    assert rules.reasons_by_permission("4", "code", ["audience"], [], is_registered=False) == {}
    assert rules.reasons_by_permission("4", "code", ["audience"], [], is_registered=False, has_code=True)


def test_only_interpreters_have_a_language_and_roles_are_limited() -> None:
    rules.check_new_role("interpreter", "fr", 0)
    with refused("session_roles.language"):
        rules.check_new_role("moderator", "fr", 0)
    with refused("session_roles.too_many"):
        rules.check_new_role("moderator", "", rules.MAX_SESSION_ROLES)


@pytest.mark.parametrize("state", ["scheduled", "open", "suspended", "closed"])
def test_a_session_that_runs_keeps_a_moderator(state: str) -> None:
    rules.check_removal("moderator", state, has_other_moderators=True)
    rules.check_removal("panellist", state, has_other_moderators=False)
    if state in ("open", "suspended"):
        with refused("session_roles.last_moderator"):
            rules.check_removal("moderator", state, has_other_moderators=False)
    else:
        rules.check_removal("moderator", state, has_other_moderators=False)
