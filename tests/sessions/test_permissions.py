"""The table of permissions: every door opens for someone, and nobody unknown passes one."""

import pytest
from django.conf import settings

from config.wiring import HOUSE
from foundation.registry import Door
from foundation.wire.schema import type_of
from sessions import permissions
from sessions.parties.protocol import Role
from streaming.signalling.api import PERMISSIONS as MEDIA

NAMED = {door.permission for door in HOUSE.doors} | set(MEDIA.values()) | {"wire.follow"}


@pytest.mark.parametrize("door", HOUSE.doors, ids=lambda door: type_of(door.command))
def test_every_door_opens_for_someone_and_not_for_everyone(door: Door) -> None:
    granted = {role for role in permissions.TABLE if permissions.allows([role], door.permission)}
    assert granted
    assert "hall_screen" not in granted


@pytest.mark.parametrize("permission", sorted(NAMED))
def test_an_unknown_role_may_do_nothing(permission: str) -> None:
    assert not permissions.allows(["director", ""], permission)
    assert not permissions.allows([], permission)


def test_the_table_knows_the_roles_of_the_wire() -> None:
    assert set(permissions.TABLE) == set(Role.__args__)  # type: ignore[attr-defined]


def test_any_of_the_roles_is_enough() -> None:
    assert permissions.allows(["audience", "moderator"], "floor.grant")
    assert not permissions.allows(["audience", "delegate"], "floor.grant")


def test_moderators_alone_read_as_moderators() -> None:
    assert [role for role in permissions.TABLE if permissions.moderates([role])] == ["moderator"]


def test_the_house_reads_this_table() -> None:
    assert settings.HOUSE == "config.wiring.HOUSE"
    assert (HOUSE.allows, HOUSE.moderates) == (permissions.allows, permissions.moderates)
