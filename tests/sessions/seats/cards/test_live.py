"""Revoking a card ends the seats taken by it, and no others."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from foundation.accounts.seats import Seat
from foundation.database import in_thread, write_transaction
from foundation.wire.hub import Hub
from sessions.seats.cards import codes, services
from sessions.seats.cards.models import SeatCard
from tests.support.assembly import Assembly
from tests.support.fake_socket import FakeSocket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest_asyncio.fixture
async def hub(db: None) -> AsyncIterator[Hub]:
    """A hub, as in the server."""
    hub = Hub()
    await hub.start()
    yield hub
    await hub.stop()


def two_seats() -> tuple[Assembly, Seat, Seat]:
    """A member of Fiji and one of Chile, each with a seat by its card."""
    hall = Assembly()
    hall.party("Fiji")
    hall.party("Chile")
    with write_transaction():
        services.make_missing(hall.conference.pk)
        fiji, chile = (
            services.take_card_seat(codes.card_code(card.pk, card.key), "")
            for card in SeatCard.objects.order_by("pk")
        )
    return hall, fiji, chile


def revoke(hall: Assembly, seat: Seat) -> None:
    with write_transaction():
        services.revoke_card(hall.conference.pk, seat.party or "")


async def test_a_revoked_card_closes_the_sockets_of_its_phones_alone(hub: Hub) -> None:
    hall, fiji, chile = await in_thread(two_seats)
    gone, stays = FakeSocket(fiji), FakeSocket(chile)
    for sock in (gone, stays):
        hub.readers.add(sock)
        await hub.follow(sock, hall.conference.stream, None)
    seq = stays.of(hall.conference.stream).seq
    await in_thread(revoke, hall, fiji)
    await gone.wait(lambda: gone.closed == 4403)
    assert gone.frames[-1]["code"] == "seat.withdrawn"
    await stays.wait(lambda: stays.of(hall.conference.stream).seq > seq)
    assert stays.closed is None
    told = [frame["event"]["type"] for frame in stays.frames if "event" in frame]
    assert told == ["parties.left"]
