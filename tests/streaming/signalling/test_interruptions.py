"""The media follow a point of order, and the turn that resumes after it (FL13)."""

from contextlib import AsyncExitStack
from typing import Any

import pytest

from streaming.relay import FileSource
from streaming.signalling.media import Media
from tests.streaming.relay.peers import until
from tests.streaming.signalling.conftest import Chair, take
from tests.streaming.signalling.test_disconnect_detector import listens, publishes, speaks, words


async def raises(chair: Chair, key: str, entry: str, token: int) -> None:
    """A party raises a point of order, and the chair recognises it."""
    await Chair(chair.session, await take(key)).do(type="floor.inscribe", kind="point_of_order")
    await chair.do(type="floor.recognise", entry=entry, token=token, confirmed=True)


async def test_FL13_the_raiser_is_heard_alone_and_then_the_holder_again(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    fiji, chile = await publishes(peers, demo, "fiji"), await publishes(peers, demo, "chile")
    listener, stage = await listens(peers, demo), media.relay.stage(f"session/{demo}")

    async def both(fijis: bytes, chiles: bytes) -> None:
        await fiji.say(word=fijis)
        await chile.say(word=chiles)

    await speaks(chair, "fiji")
    await until(words(listener, b"statement"), during=lambda: both(b"statement", b"murmur"))
    await raises(chair, "chile", "4", token=1)
    chiles = f"person/{(await take('chile')).person}"
    await until(lambda: stage.slots.get("floor") == chiles)
    await until(words(listener, b"order"), during=lambda: both(b"grumble", b"order"))
    await chair.do(type="floor.rule", token=2, ruling="not_upheld", text="Go on.")
    await until(lambda: stage.slots.get("floor") != chiles)
    await until(words(listener, b"again"), during=lambda: both(b"again", b"protest"))
    spoken = {bytes(packet.payload[:-2]) for packet in listener.heard("floor", "audio")}
    assert spoken == {b"statement", b"order", b"again"}


async def test_FL13_after_a_ruling_a_paused_turn_is_silent_until_it_is_resumed(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await publishes(peers, demo, "fiji")
    await publishes(peers, demo, "chile")
    stage = media.relay.stage(f"session/{demo}")
    await speaks(chair, "fiji")
    await chair.do(type="floor.suspend_turn", token=1)
    await raises(chair, "chile", "4", token=2)
    await until(lambda: stage.slots.get("floor"))
    await chair.do(type="floor.rule", token=3, ruling="noted")
    await until(lambda: stage.slots.get("floor") is None)
    await chair.do(type="floor.resume_turn", token=4)
    await until(lambda: stage.slots.get("floor"))


async def test_FL11_the_gate_says_who_is_forwarded(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    fiji, seat = await publishes(peers, demo, "fiji"), await take("fiji")

    def forwarded() -> str | None:
        return media.lines_signal(demo).floor

    assert forwarded() is None
    await speaks(chair, "fiji")
    await until(lambda: forwarded() == seat.participant, during=fiji.say)
    await chair.do(type="floor.suspend_turn", token=1)
    await until(lambda: forwarded() is None, during=fiji.say)
    await chair.do(type="floor.resume_turn", token=2)
    await until(lambda: forwarded() == seat.participant, during=fiji.say)
    await chair.do(type="session.suspend", reason="Coffee.")
    await until(lambda: forwarded() is None, during=fiji.say)


@pytest.mark.usefixtures("film")
async def test_FL13_a_video_statement_that_is_interrupted_goes_on_where_it_was(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await publishes(peers, demo, "chile")
    stage = media.relay.stage(f"session/{demo}")
    await chair.do(
        type="floor.grant", entry="2", token=0, confirmed=True
    )  # Cambodia's statement is a video statement

    def video() -> Any:
        return stage.sources.get("playback/1")

    await until(lambda: video() and video().position > 0.2)
    first = video()
    assert isinstance(first, FileSource)
    await raises(chair, "chile", "3", token=1)
    await until(lambda: not first._playing.is_set())
    stood_at = first.position
    await chair.do(type="floor.rule", token=2, ruling="noted")
    await until(lambda: first.position > stood_at + 0.2)
    assert (video(), stage.slots.get("floor")) == (first, "playback/1")
