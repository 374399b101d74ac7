"""Who may enter: every role, with and without a participant and a code."""

import itertools

import pytest

from sessions import permissions
from sessions.access import rules

ACCESS = tuple(rules.CLEARANCE)


@pytest.mark.parametrize("role", [*permissions.TABLE, "emperor"])
def test_a_narrower_policy_admits_no_one_whom_a_wider_one_keeps_out(role: str) -> None:
    for is_registered, has_code in itertools.product((False, True), repeat=2):
        held = rules.clearance((role,), is_registered=is_registered, has_code=has_code)
        admitted = [rules.may_enter(access, held) for access in ACCESS]
        assert admitted == sorted(admitted, reverse=True)
        assert admitted[0]


def test_more_roles_never_admit_to_less() -> None:
    roles = [*permissions.TABLE]
    for one, other in itertools.combinations(roles, 2):
        alone = rules.clearance((one,), is_registered=False, has_code=False)
        both = rules.clearance((one, other), is_registered=False, has_code=False)
        assert both >= alone
