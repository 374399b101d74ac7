"""Readers who may not stay in a session, since who may enter it was changed, are told why and are out."""

from dataclasses import replace

import pytest

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.database import in_thread, write_transaction
from foundation.wire.hub import Hub
from tests.support.demo import Demo
from tests.support.floors import refused
from tests.support.hubs import ManualHub, add_reader, do

pytestmark = pytest.mark.django_db(transaction=True)


async def test_readers_who_may_not_stay_are_told_why_and_are_out(quiet: ManualHub, demo: Demo) -> None:
    guest, delegate, staff = [await add_reader(quiet, demo, key) for key in ("audience", "fiji", "moderator")]
    await do(demo, "moderator", "session.set_access", access="delegations")
    await quiet.refresh_access()
    assert guest.frames[-1]["refused"] == demo.stream
    assert guest.frames[-1]["code"] == "session.delegations_only"
    assert list(quiet.feeds[demo.stream].readers) == [delegate, staff]
    await do(demo, "moderator", "session.set_access", access="staff")
    await quiet.refresh_access()
    assert delegate.frames[-1]["code"] == "session.staff_only"
    assert list(quiet.feeds[demo.stream].readers) == [staff]


async def test_a_hub_finds_out_by_itself(hub: Hub, demo: Demo) -> None:
    guest = await add_reader(hub, demo, "audience")
    await do(demo, "moderator", "session.set_access", access="staff")
    await guest.wait(lambda: guest.frames[-1].get("code") == "session.staff_only")
    again = await add_reader(hub, demo, "audience")
    assert again.frames[-1]["code"] == "session.staff_only"


async def test_a_session_closed_while_nobody_follows_it_lets_nobody_in(quiet: ManualHub, demo: Demo) -> None:
    guest = await add_reader(quiet, demo, "audience")
    quiet.readers.remove(guest)
    await do(demo, "moderator", "session.set_access", access="staff")
    with refused("session.staff_only"):
        await quiet.admit(guest.seat, demo.stream)


async def test_a_session_opened_again_while_nobody_follows_it_lets_people_in(
    quiet: ManualHub, demo: Demo
) -> None:
    guest = await add_reader(quiet, demo, "audience")
    await do(demo, "moderator", "session.set_access", access="staff")
    await quiet.refresh_access()
    await do(demo, "moderator", "session.set_access", access="public")
    await quiet.admit(guest.seat, demo.stream)
    again = await add_reader(quiet, demo, "audience")
    assert again in quiet.feeds[demo.stream].readers


async def test_the_same_again_changes_nothing(quiet: ManualHub, demo: Demo) -> None:
    first = await do(demo, "moderator", "session.set_access", access="code")
    assert await do(demo, "moderator", "session.set_access", access="code") == first


async def test_a_reader_whose_registration_ends_is_told_why_and_is_out(quiet: ManualHub, demo: Demo) -> None:
    demo.seats["audience"] = replace(await in_thread(demo.seat, "audience"), registered=True)
    await do(demo, "moderator", "session.set_access", access="registered")
    person = await add_reader(quiet, demo, "audience")
    assert list(quiet.feeds[demo.stream].readers) == [person]
    await in_thread(_end_registration, person.seat)
    await quiet.seats.refresh()
    await quiet.wait_for_tasks()
    assert person.frames[-1]["code"] == "session.registered_only"
    assert list(quiet.feeds[demo.stream].readers) == []


def _end_registration(seat: Seat) -> None:
    with write_transaction():
        seats.revise(seat.person, seat.conference, roles=("audience",))
