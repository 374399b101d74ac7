"""The chair's hand-over by real commands, and a session without a moderator (FL20)."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from foundation.accounts.seats import Seat
from foundation.wire import leases
from foundation.wire.leases import SocketJoined
from sessions.floor import services
from sessions.models import PodiumSeat
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@contextmanager
def connected(hall: Assembly, *seats: Seat) -> Iterator[None]:
    """Connect these seats to the session for the duration of the block."""
    process = uuid.uuid4()
    leases.renew(process)
    leases.store_changes(
        process, [SocketJoined(f"socket-{seat.person}"[:32], hall.stream, seat) for seat in seats]
    )
    yield
    leases.release_connections(process)


def presides(hall: Assembly) -> str:
    return str(PodiumSeat.objects.get(session=hall.session, slot="chair").participant_id)


def test_FL20_a_vice_chair_takes_the_chair_that_vanished(hall: Assembly, chair: Seat) -> None:
    vice = hall.moderator("Vice-chair")
    hall.done(chair, "floor.seat", slot="chair", participant=chair.participant)
    with connected(hall, vice):
        event = hall.done(vice, "floor.hand_over", chair=chair.participant).event
    assert event == {
        "type": "floor.handed_over",
        "participant": vice.participant,
        "before": chair.participant,
        "chair_was_here": False,
    }
    assert presides(hall) == vice.participant


def test_FL20_a_chair_hands_over_to_a_vice_chair(hall: Assembly, chair: Seat) -> None:
    vice, fiji = hall.moderator("Vice-chair"), hall.delegate("Fiji")
    hall.done(chair, "floor.seat", slot="chair", participant=chair.participant)
    with connected(hall, chair, vice):
        event = hall.done(chair, "floor.hand_over", chair=chair.participant, to=vice.participant).event
    assert (event["participant"], event["chair_was_here"]) == (vice.participant, True)
    saw = {"chair": vice.participant}
    assert hall.code(chair, "floor.hand_over", **saw, to=fiji.participant) == "floor.not_a_moderator"
    assert hall.code(chair, "floor.hand_over", **saw, to="0") == "parties.unknown_participant"
    assert hall.code(vice, "floor.hand_over", **saw) == "floor.presides_already"
    assert hall.code(chair, "floor.hand_over", chair=None) == "floor.chair_changed"
    assert hall.code(fiji, "floor.hand_over", **saw) == "wire.forbidden"


def test_FL20_without_a_moderator_the_holder_keeps_the_floor_and_any_moderator_takes_over(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    limits = {"state": 60, "group": 60, "observer": 60, "other": 60}
    hall.done(chair, "floor.set_limits", limits=limits, ends_turns=True)
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    moment[0] += timedelta(minutes=5)
    services.apply_time(hall.session.pk)
    assert hall.events()[-1] == "floor.granted"
    another = hall.moderator("Another")
    hall.done(another, "floor.extend", token=1, seconds=300)
    moment[0] += timedelta(minutes=5)
    with connected(hall, another):
        services.apply_time(hall.session.pk)
    assert hall.events()[-1] == "floor.ended"
