"""Whom a busy relay admits."""

from contextlib import AsyncExitStack

import pytest

from foundation.database import in_thread
from foundation.refusals import Refusal
from sessions.parties.models import Participant
from streaming.signalling.capacity import (
    ALL,
    CONNECTING,
    CONNECTING_OF_ADDRESS,
    LONG_ENOUGH,
    PICTURES,
    ROOM_AGAIN,
    SLOT,
    SOUND,
    VOICE,
    Capacity,
)
from streaming.signalling.media import Media
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.conftest import take
from tests.streaming.signalling.test_whip_whep import answered, media_token, post, post_offer, refused

pytestmark = pytest.mark.real_time


class Clock:
    """A process that uses a share of a core over time."""

    def __init__(self) -> None:
        self.now = self.used = 0.0
        self.capacity = Capacity(lambda: self.used, lambda: self.now)

    def spend(self, share: float, seconds: float = LONG_ENOUGH) -> None:
        self.now += seconds
        self.used += share * seconds


@pytest.fixture
def process() -> Clock:
    return Clock()


@pytest.fixture
def capacity(process: Clock) -> Capacity:
    """That of the media."""
    return process.capacity


def gets(capacity: Capacity, *, spectator: bool) -> str:
    """What a newcomer is given."""
    try:
        with capacity.admit(0, spectator=spectator) as pictures:
            return "pictures" if pictures else "sound"
    except Refusal as refusal:
        return refusal.code


def refuses(capacity: Capacity, *, spectator: bool) -> bool:
    return gets(capacity, spectator=spectator) == "media.full"


@pytest.mark.parametrize(
    ("share", "spectators", "others"),
    [
        (PICTURES - 0.01, "pictures", "pictures"),
        (PICTURES + 0.01, "sound", "pictures"),
        (SOUND + 0.01, "media.full", "pictures"),
        (ALL + 0.01, "media.full", "media.full"),
    ],
)
def test_spectators_leave_room_for_the_others(
    process: Clock, share: float, spectators: str, others: str
) -> None:
    process.capacity.measure_load()
    process.spend(share)
    assert gets(process.capacity, spectator=True) == spectators
    assert gets(process.capacity, spectator=False) == others


def test_a_crowd_at_once_is_counted_before_it_is_measured(process: Clock) -> None:
    process.capacity.measure_load()
    process.spend(0.1)
    room = int((PICTURES - 0.1) / (3 * SLOT))
    for _ in range(room + 1):
        with process.capacity.admit(3, spectator=True) as pictures:
            assert pictures
    assert gets(process.capacity, spectator=True) == "sound"
    assert not refuses(process.capacity, spectator=False)

    process.spend(0.2)
    process.capacity.measure_load()
    process.spend(0.2)
    assert not refuses(process.capacity, spectator=True)


def test_old_load_is_forgotten(process: Clock) -> None:
    process.capacity.measure_load()
    process.spend(1.0)
    assert refuses(process.capacity, spectator=True)
    process.spend(0.0)
    assert not refuses(process.capacity, spectator=True)


def test_a_moment_of_load_is_ignored(process: Clock) -> None:
    process.capacity.measure_load()
    process.spend(1.0, LONG_ENOUGH / 2)
    assert not refuses(process.capacity, spectator=True)


def test_spectators_wait_if_many_lines_are_unconnected(process: Clock) -> None:
    with process.capacity.admit(3, spectator=True, connecting=CONNECTING - 1):
        pass
    with pytest.raises(Refusal), process.capacity.admit(3, spectator=True, connecting=CONNECTING):
        pass
    with process.capacity.admit(3, spectator=False, connecting=CONNECTING):
        pass


def test_unconnected_lines_of_one_address_keep_nobody_else_out(process: Clock) -> None:
    there = {"connecting": CONNECTING_OF_ADDRESS, "of_address": CONNECTING_OF_ADDRESS}
    with pytest.raises(Refusal), process.capacity.admit(3, spectator=True, **there):
        pass
    with process.capacity.admit(3, spectator=True, connecting=CONNECTING_OF_ADDRESS):
        pass


async def test_unconnected_lines_are_counted(demo: str, media: Media, peers: AsyncExitStack) -> None:
    viewers = [await peers.enter_async_context(FakeListener(["floor", "chair", "hall"])) for _ in range(2)]
    answers = [
        answered(await post_offer(demo, "audience", await listener.offer(), action="listen"))
        for listener in viewers
    ]
    assert len(media.relay.connecting) == 2
    await viewers[0].accept(answers[0])
    await until(lambda: len(media.relay.connecting) == 1)


async def test_fiji_is_admitted_while_the_audience_must_wait(
    demo: str, media: Media, peers: AsyncExitStack, process: Clock
) -> None:
    media.capacity.measure_load()
    process.spend(SOUND + 0.05)
    listener = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    refused(await post_offer(demo, "audience", await listener.offer(), action="listen"), 503, "media.full")
    fiji = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    await fiji.accept(answered(await post_offer(demo, "fiji", await fiji.offer(), action="listen")))

    process.spend(0.1)
    process.capacity.measure_load()
    process.spend(0.1)
    await listener.accept(
        answered(await post_offer(demo, "audience", await listener.offer(), action="listen"))
    )
    await until(lambda: len(media.relay.stage(f"session/{demo}").listeners) == 2)


@pytest.mark.parametrize(
    ("roles", "status"),
    [(["audience"], 503), (["audience", "panellist"], 201), (["interpreter"], 201), (["organiser"], 201)],
)
async def test_room_is_kept_for_roles_and_not_for_participants_of_the_audience(
    demo: str, media: Media, peers: AsyncExitStack, process: Clock, roles: list[str], status: int
) -> None:
    media.capacity.measure_load()
    process.spend(SOUND + 0.05)
    seat = await take("fiji")
    await in_thread(lambda: Participant.objects.filter(pk=seat.participant).update(roles=roles))
    listener = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))

    assert (await post_offer(demo, "fiji", await listener.offer(), action="listen")).status_code == status


async def test_a_listener_with_sound_only_is_told_and_gets_pictures_later(
    demo: str, media: Media, peers: AsyncExitStack, process: Clock
) -> None:
    media.capacity.measure_load()
    process.spend(PICTURES + 0.05)
    listener = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    answer = await post_offer(demo, "audience", await listener.offer(), action="listen")
    assert answer["Balai-Pictures"] == "later"
    await listener.accept(answered(answer))
    fiji = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    answer = await post_offer(demo, "fiji", await fiji.offer(), action="listen")
    assert answer["Balai-Pictures"] == "now"
    await fiji.accept(answered(answer))
    hall = await peers.enter_async_context(FakePublisher())
    await hall.accept(
        answered(await post_offer(demo, "operator", await hall.offer(), action="publish", feed="hall"))
    )

    async def send() -> None:
        await hall.say()
        await hall.show(key=True)

    await until(lambda: fiji.heard("hall", "video") and listener.heard("hall", "audio"), during=send)
    await media.started.watcher.check()  # as it does every two seconds
    await send()
    assert listener.heard("hall", "video") == []

    process.spend(0.1)
    process.capacity.measure_load()
    process.spend(0.1)
    await media.started.watcher.check()
    await until(lambda: listener.heard("hall", "video"), during=send)


def test_as_many_listeners_get_pictures_as_there_is_room_for(process: Clock) -> None:
    process.capacity.measure_load()
    process.spend(PICTURES - 0.01)
    assert not process.capacity.has_room_again(3)
    process.spend(PICTURES - ROOM_AGAIN - 0.01)
    given = 0
    while process.capacity.has_room_again(3):
        given += 1
    assert given == int(0.01 / (3 * (SLOT - VOICE))) + 1


LISTENS = "m={} 9 UDP/TLS/RTP/SAVPF 96\r\na=recvonly\r\n"
NO_CODEC = "v=0\r\n" + LISTENS.format("audio") + LISTENS.format("video")


@pytest.mark.parametrize(
    ("slots", "offer", "status", "code"),
    [
        ("floor," * 400, "v=0", 400, "media.unknown_slot"),
        ("floor", "v=0", 400, "media.slots_mismatch"),
        ("floor", NO_CODEC, 422, "media.no_common_codec"),
    ],
)
async def test_an_offer_that_is_refused_takes_no_room(
    demo: str, media: Media, process: Clock, slots: str, offer: str, status: int, code: str
) -> None:
    media.capacity.measure_load()
    endpoint = f"/media/sessions/{demo}/whep?slots={slots}"
    refused(await post(endpoint, media_token(demo, action="listen"), offer), status, code)
    assert media.capacity.measure_load() == 0
