"""A screen in the slot `slides`: only while its person holds the floor or is seated (FL11, FL12)."""

from contextlib import AsyncExitStack
from dataclasses import replace

import pytest
from django.http import HttpResponse

from streaming.signalling.media import Media
from streaming.signalling.slot_assignment import (
    ConnectionState,
    FloorSnapshot,
    Publication,
    assign_sources,
    may_show,
)
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.conftest import Chair, take
from tests.streaming.signalling.test_disconnect_detector import speaks
from tests.streaming.signalling.test_whip_whep import answered, post, post_offer, refused, token

pytestmark = pytest.mark.real_time


FIJI = Publication("slides/fiji", "fiji", "6", 1)
CHILE = Publication("slides/chile", "chile", "4", 2)
HELD = FloorSnapshot(speaking=True, turn="3", party="6", place="remote")
SEATED = FloorSnapshot(speaking=False, podium=(("panel-1", "chile"),))


@pytest.mark.parametrize(
    ("proceedings", "shown"),
    [
        (HELD, "slides/fiji"),
        (replace(HELD, party="4"), "slides/chile"),
        (replace(HELD, party="9"), None),
        (replace(HELD, speaking=False), None),
        (replace(HELD, reader="chile"), "slides/chile"),
        (replace(HELD, video_statement="demo.webm"), "slides/fiji"),
        (replace(HELD, place="hall"), "slides/fiji"),
        (SEATED, "slides/chile"),
        (replace(SEATED, podium=()), None),
        (replace(HELD, podium=SEATED.podium), "slides/fiji"),
        (replace(HELD, party="9", podium=SEATED.podium), "slides/chile"),
    ],
)
def test_FL11_FL12_a_screen_belongs_to_the_holder_or_a_seated_person(
    proceedings: FloorSnapshot, shown: str | None
) -> None:
    assert assign_sources(proceedings, [], [FIJI, CHILE]).get("slides") == shown


def test_a_screen_takes_the_floor_from_nobody_and_gives_it_to_nobody() -> None:
    assert assign_sources(HELD, [], [FIJI]) == {"hall": "hall", "slides": "slides/fiji", "programme": "hall"}


def test_the_first_screen_stays_and_an_unconnected_one_delays_nobody() -> None:
    both = replace(HELD, podium=SEATED.podium)
    assert assign_sources(both, [], [CHILE, FIJI])["slides"] == "slides/fiji"
    assert (
        assign_sources(both, [], [replace(FIJI, state=ConnectionState.CONNECTING), CHILE])["slides"]
        == "slides/chile"
    )
    assert (
        assign_sources(both, [], [replace(FIJI, state=ConnectionState.CONNECTED), CHILE])["slides"]
        == "slides/fiji"
    )


def test_a_person_without_a_party_cannot_hold_the_floor() -> None:
    assert not may_show(replace(HELD, party=""), "fiji", "")


async def shows(peers: AsyncExitStack, session: str, key: str) -> FakePublisher:
    publisher = await peers.enter_async_context(FakePublisher(kinds=("video",)))
    offer = await publisher.offer()
    await publisher.accept(answered(await post_offer(session, key, offer, action="publish", feed="slides")))
    return publisher


async def watches(peers: AsyncExitStack, session: str, key: str) -> FakeListener:
    listener = await peers.enter_async_context(FakeListener(["floor", "slides"]))
    given = (await token(session, key, action="listen")).json()
    endpoint = given["url"] + "?slots=floor,slides"
    await listener.accept(answered(await post(endpoint, given["token"], await listener.offer())))
    return listener


async def test_FL11_a_screen_begins_and_ends_with_the_floor(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    listener, own = await watches(peers, demo, "audience"), await watches(peers, demo, "fiji")
    stage, seat = media.relay.stage(f"session/{demo}"), await take("fiji")
    held = await speaks(chair, "fiji")
    await until(lambda: media.gate.may_show(stage.name, seat.person, seat.party or ""))
    fiji = await shows(peers, demo, "fiji")
    await until(lambda: listener.heard("slides", "video"), during=lambda: fiji.show(key=True))
    assert (media.lines_signal(demo).slides, media.lines_signal(demo).publishing) == (seat.participant, [])
    assert own.heard("slides", "video") == []  # nobody gets its own screen
    await chair.do(type="floor.end", token=held)
    await until(lambda: stage.slots.get("slides") is None)
    assert media.lines_signal(demo).slides is None
    seen = len(listener.heard("slides", "video"))
    for _ in range(5):
        await fiji.show(key=True)
    assert len(listener.heard("slides", "video")) - seen <= 3  # one picture may have been on its way


async def test_only_a_visible_person_shows_a_screen_and_one_at_a_time(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    async def asks(key: str, offer: str = "v=0\r\nm=video 9") -> HttpResponse:
        return await post_offer(demo, key, offer, action="publish", feed="slides")

    fiji, chile = [await take(key) for key in ("fiji", "chile")]
    refused(await asks("fiji"), 409, "media.screen_not_due")
    refused(await asks("fiji", "v=0\r\nm=audio 9\r\nm=video 9"), 403, "media.screen_is_silent")
    await chair.do(type="floor.seat", slot="panel-1", participant=chile.participant)
    await speaks(chair, "fiji")
    stage = media.relay.stage(f"session/{demo}")
    for seat in (fiji, chile):
        await until(lambda seat=seat: media.gate.may_show(stage.name, seat.person, seat.party or ""))
    first = await shows(peers, demo, "fiji")
    await until(lambda: stage.slots.get("slides") == f"slides/{fiji.person}")
    refused(await asks("chile"), 409, "media.screen_taken")
    await media.relay.hang_up(first.resource)
    await shows(peers, demo, "chile")
    await until(lambda: stage.slots.get("slides") == f"slides/{chile.person}")


async def test_which_seats_get_a_token_for_a_screen(demo: str, media: Media) -> None:
    for key, status in (("fiji", 201), ("moderator", 201), ("audience", 403), ("operator", 403)):
        assert (await token(demo, key, action="publish", feed="slides")).status_code == status
    assert (await token(demo, "fiji", action="listen", feed="slides")).status_code == 400
