"""Changed roles and withdrawn access take effect at once, and only for the seats concerned."""

import random
import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.signals import user_logged_out

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import SeatRevision, User
from foundation.database import in_thread, write_transaction
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.wire.hub import Hub
from sessions.parties.models import Participant
from sessions.parties.services import seat_for, withdraw_access
from sessions.programme.models import Conference
from tests.support.demo import Demo
from tests.support.fake_socket import FakeSocket
from tests.support.hubs import ManualHub, add_reader, do
from tests.support.store import without_empty

pytestmark = pytest.mark.django_db(transaction=True)


async def give_roles(demo: Demo, *roles: str) -> None:
    """Give Fiji's member other roles."""
    participant = demo.participant("fiji")
    await do(demo, "moderator", "parties.change_roles", stream=demo.conference_stream, participant=participant,
             roles=list(roles))  # fmt: skip


async def reseated(sock: FakeSocket, demo: Demo, roles: list[str], audience: str) -> None:
    """Wait until a reader has these roles, and both streams as that audience."""

    def is_so() -> bool:
        last = [frame for frame in sock.frames if "seat" in frame][-1:]
        cursors = [sock.of(stream).cursor or "" for stream in (demo.stream, demo.conference_stream)]
        return last != [] and last[0]["seat"]["roles"] == roles and all(c.endswith(audience) for c in cursors)

    await sock.wait(is_so)


def leaks(sock: FakeSocket) -> list[str]:
    """Cursors and events for moderators that came while the seat was none."""
    moderates, found = False, []
    for frame in sock.frames:
        if "seat" in frame:
            moderates = "moderator" in frame["seat"]["roles"]
        secret = (
            frame.get("cursor", "").endswith(".m")
            or (frame.get("event") or {}).get("type") == "question.asked"
        )
        if secret and not moderates:
            found.append(str(frame)[:200])
    return found


async def test_an_audience_becomes_moderator_and_back(hub: Hub, demo: Demo) -> None:
    streams = (demo.stream, demo.conference_stream)
    fiji, other = (
        await add_reader(hub, demo, "fiji", *streams),
        await add_reader(hub, demo, "chile", *streams),
    )
    await do(demo, "japan", "question.ask", text="Why?")

    await give_roles(demo, "moderator")
    await reseated(fiji, demo, ["moderator"], ".m")
    assert list(fiji.of(demo.stream).entities["question"]) == ["1"]
    (seat,) = [frame for frame in fiji.frames if "seat" in frame]
    assert seat["token"]
    await do(demo, "japan", "question.ask", text="How?")
    await fiji.wait(lambda: list(fiji.of(demo.stream).entities["question"]) == ["1", "2"])

    await give_roles(demo, "delegate")
    await reseated(fiji, demo, ["delegate"], ".e")
    assert fiji.of(demo.stream).entities["question"] == {}
    seq = await do(demo, "japan", "question.ask", text="When?")
    await fiji.wait(lambda: fiji.of(demo.stream).seq >= seq)
    assert fiji.of(demo.stream).entities["question"] == {}
    assert leaks(fiji) == []
    assert [frame for frame in other.frames if "seat" in frame] == []
    assert other.of(demo.stream).snapshots == 1


async def test_a_former_moderator_gets_nothing_that_came_after(quiet: ManualHub, demo: Demo) -> None:
    await give_roles(demo, "moderator")
    demo.seats["fiji"] = await in_thread(seats.current, demo.seat("fiji"))
    fiji = await add_reader(quiet, demo, "fiji", demo.conference_stream, demo.stream)
    await give_roles(demo, "delegate")
    await do(demo, "japan", "question.ask", text="Why?")
    await quiet.feed_reader.check_heads()
    await quiet.wait_for_tasks()
    assert fiji.events(demo.stream) == []
    assert [frame["seat"]["roles"] for frame in fiji.frames if "seat" in frame] == [["delegate"]]
    assert fiji.of(demo.stream).entities["question"] == {}


async def test_no_frame_of_moderators_leaks_while_roles_change(hub: Hub, demo: Demo) -> None:
    chance = random.Random(4)
    sockets = [await add_reader(hub, demo, "fiji", demo.conference_stream, demo.stream) for _ in range(3)]
    asked = 0
    for number in range(12):
        await give_roles(demo, "moderator" if number % 2 == 0 else "delegate")
        for _ in range(chance.randrange(3)):
            asked += 1
            await do(demo, "japan", "question.ask", text="Why?")
            await do(demo, "moderator", "question.dismiss", question=str(asked), reason="Asked before")
        if chance.random() < 0.5:
            old = chance.choice(sockets)
            await hub.follow(old, demo.stream, old.of(demo.stream).cursor)
    for sock in sockets:
        await reseated(sock, demo, ["delegate"], ".e")
        assert leaks(sock) == []


async def test_withdrawn_access_ends_every_socket_of_the_person(hub: Hub, demo: Demo) -> None:
    gone = [await add_reader(hub, demo, "fiji"), await add_reader(hub, demo, "fiji", demo.conference_stream)]
    stays = await add_reader(hub, demo, "chile")
    await in_thread(_withdraw, demo)
    for sock in gone:
        await sock.wait(lambda sock=sock: sock.closed == 4403)
        assert sock.frames[-1]["code"] == "seat.withdrawn"
    seq = await do(demo, "moderator", "floor.close_list")
    await stays.wait(lambda: stays.of(demo.stream).seq >= seq)
    assert [sock.frames[-1].get("code") for sock in gone] == ["seat.withdrawn"] * 2
    assert stays.closed is None


async def test_signing_out_ends_every_socket_and_token_of_the_person_until_it_signs_in_again(
    hub: Hub, demo: Demo
) -> None:
    former = demo.seat("fiji")
    gone, stays = await add_reader(hub, demo, "fiji", demo.stream), await add_reader(hub, demo, "chile")
    user = await User.objects.aget(public_id=former.person)

    await in_thread(user_logged_out.send, User, request=None, user=user)

    await gone.wait(lambda: gone.closed == 4403)
    assert gone.frames[-1]["code"] == "seat.signed_out"
    with pytest.raises(Refusal) as refused:
        await in_thread(seats.current, former)
    assert (refused.value.code, stays.closed) == ("seat.signed_out", None)
    again = await in_thread(seat_for, user, await Conference.objects.aget(pk=former.conference))
    assert (await in_thread(seats.current, again)).roles == former.roles
    demo.seats["fiji"] = again
    back = await add_reader(hub, demo, "fiji", demo.stream)
    assert (back.closed, len(hub.readers.followed_by(back))) == (None, 1)


async def test_a_deactivated_seat_ends_even_if_another_process_renewed_it(
    quiet: ManualHub, demo: Demo
) -> None:
    """The account was deactivated at another process, and no hint came."""
    former = demo.seat("fiji")
    gone, stays = await add_reader(quiet, demo, "fiji"), await add_reader(quiet, demo, "chile")
    user = await User.objects.aget(public_id=former.person)
    await in_thread(User.objects.filter(pk=user.pk).update, is_active=False)
    quiet.seats.renew(gone)
    renewed, _ = seats.read(gone.frames[-1]["token"])
    with pytest.raises(Refusal) as refused:
        await in_thread(seats.current, renewed)
    assert refused.value.code == "seat.signed_out"
    await quiet.seats.refresh()
    assert (gone.closed, gone.frames[-1]["code"]) == (4403, "seat.signed_out")
    assert seats.refusal(quiet.seats.revisions.current(renewed)) is not None
    assert (stays.closed, gone in quiet.readers.all) == (None, False)


async def test_a_new_process_knows_changes_within_the_life_of_older_seats(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now - timedelta(hours=20))
    fiji = demo.seat("fiji")
    await in_thread(_revise, fiji, clock.now())
    monkeypatch.setattr(clock, "now", lambda: now)
    hub = ManualHub()
    await hub.start()
    assert hub.seats.revisions.current(fiji).roles == ("interpreter",)
    await hub.stop()


async def test_a_seat_without_roles_follows_nothing(hub: Hub, demo: Demo) -> None:
    fiji = await add_reader(hub, demo, "fiji", demo.stream, demo.conference_stream)
    await give_roles(demo)
    refused = {"code": "wire.forbidden", "message": "Your role does not allow this. Ask a moderator."}
    await fiji.wait(lambda: sum("refused" in frame for frame in fiji.frames) == 2)
    told = [frame for frame in fiji.frames if "refused" in frame]
    assert sorted(told, key=lambda frame: frame["refused"]) == [
        {"refused": stream, **refused} for stream in sorted((demo.stream, demo.conference_stream))
    ]
    assert hub.readers.followed_by(fiji) == []


async def test_a_reader_whose_snapshot_fails_is_closed_with_4013(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError("no database")

    fiji = await add_reader(hub, demo, "fiji")
    monkeypatch.setattr(journal, "own_snapshots_of", fail)
    await give_roles(demo, "moderator")
    await fiji.wait(lambda: fiji.closed == 4013)
    assert (hub.readers.all, hub.readers.followed_by(fiji)) == (set(), [])


def _withdraw(demo: Demo) -> None:
    with write_transaction():
        withdraw_access(Participant.objects.get(pk=demo.participant("fiji")))


async def test_a_seat_that_expires_ends_its_socket(hub: Hub, demo: Demo) -> None:
    fiji, chile = [await add_reader(hub, demo, key) for key in ("fiji", "chile")]
    fiji.ends_at = time.monotonic()
    await hub.seats.end_expired()
    assert fiji.closed == 4401
    assert fiji.frames[-1] == {
        "refused": "hello", "code": "seat.expired", "message": "Your seat has expired. Take it again."
    }  # fmt: skip
    assert (hub.readers.all, chile.closed) == ({chile}, None)


async def test_a_reader_with_changed_roles_gets_a_new_token(hub: Hub, demo: Demo) -> None:
    fiji = await add_reader(hub, demo, "fiji")
    fiji.ends_at = soon = time.monotonic() + 60
    await give_roles(demo, "moderator")
    await fiji.wait(lambda: fiji.seat.roles == ("moderator",))
    assert fiji.ends_at > soon


async def test_setting_the_clock_closes_no_socket(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    fiji = await add_reader(hub, demo, "fiji")
    hub.seats.renew(fiji)
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    await hub.seats.end_expired()
    assert fiji in hub.readers.all


async def test_a_seat_that_changes_during_follow_gets_the_right_own_entities(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    await do(demo, "fiji", "question.ask", text="Why?")
    sock, later, read = FakeSocket(demo.seat("fiji")), demo.seat("chile"), journal.own_snapshots_of

    def read_then_change(*args: Any) -> Any:
        found = read(*args)
        sock.seat = later
        return found

    quiet.readers.add(sock)
    monkeypatch.setattr(journal, "own_snapshots_of", read_then_change)
    await quiet.follow(sock, demo.stream, None)
    assert without_empty(sock.of(demo.stream).mine) == {}


async def test_a_seat_that_moves_to_another_conference_during_follow_gets_nothing(
    quiet: ManualHub, demo: Demo
) -> None:
    sock = FakeSocket(replace(demo.seat("fiji"), conference="999"))
    quiet.readers.add(sock)
    await quiet.follow(sock, demo.stream, None)
    assert [frame["code"] for frame in sock.frames] == ["wire.wrong_conference"]
    assert quiet.readers.followed_by(sock) == []


async def test_a_change_that_was_committed_late_is_read(quiet: ManualHub, demo: Demo) -> None:
    """The process that made it stood still meanwhile, and others made changes."""
    fiji = await add_reader(quiet, demo, "fiji")
    late = clock.now() - timedelta(seconds=40)
    await in_thread(_revise, demo.seat("chile"), clock.now())
    await quiet.seats.refresh()
    await in_thread(_revise, demo.seat("fiji"), late)
    await quiet.seats.refresh()
    await quiet.wait_for_tasks()
    assert fiji.seat.roles == ("interpreter",)


def _revise(seat: seats.Seat, at: datetime) -> None:
    with write_transaction():
        seats.revise(seat.person, seat.conference, roles=("interpreter",))
        SeatRevision.objects.filter(person=seat.person).update(at=at)
