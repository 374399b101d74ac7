"""Who speaks, and the quality of lines, from real packets."""

import asyncio
import itertools
from contextlib import AsyncExitStack

import pytest

from foundation.wire import signals
from streaming.relay.frame_size import picture_size
from streaming.signalling import monitor
from streaming.signalling.media import Media
from streaming.signalling.monitor import Voice
from streaming.signalling.protocol import LINE_STATES, SPEAKING, LineState
from tests.streaming.relay.peers import FakePublisher, until
from tests.streaming.relay.test_frame_size import encoded
from tests.streaming.signalling.conftest import Chair, take
from tests.streaming.signalling.test_disconnect_detector import publishes, speaks

LEVEL = 2
"""The id of the header extension in the offers of the tests' peers."""


def level(dbov: int) -> bytes:
    """The audio level of RFC 6464, in RFC 8285's one-byte form."""
    return bytes((0xBE, 0xDE, 0, 1, LEVEL << 4, -dbov, 0, 0))


async def say(publisher: FakePublisher, dbov: int) -> None:
    await publisher.say(word=b"a word that is long enough for a voice", extension=level(dbov))


def course(*heard: bool) -> list[bool]:
    """Whether it speaks after each tick, by whether it was heard in it."""
    voice, voiced_at, spoke = Voice(), None, list[bool]()
    for tick, was in enumerate(heard):
        now = 100 + tick * 0.1
        voiced_at = now - 0.01 if was else voiced_at
        voice.note_tick(voiced_at, -20, now)
        spoke.append(voice.speaks)
    return spoke


def test_a_voice_speaks_within_a_fifth_of_a_second_and_stops_after_a_pause_of_one() -> None:
    assert course(True, True) == [False, True]
    assert course(True, False, True) == [False, False, True]
    spoke = course(True, True, *[False] * 12)
    assert spoke.index(False, 1) == 11
    assert not any(spoke[11:])


def test_a_cough_does_not_count_and_a_breath_does_not_end_speaking() -> None:
    assert course(True, False, False, True, False, False) == [False] * 6
    assert course(True, True, *[False] * 8, True, *[False] * 8) == [False, *[True] * 18]


def test_a_voice_is_as_loud_as_its_loudest_moment_of_a_second() -> None:
    voice = Voice()
    for tick, dbov in enumerate((-20, *[-60] * 9)):
        voice.note_tick(None, dbov, 100 + tick * 0.1)
    assert voice.loudest == -20
    voice.note_tick(None, -60, 101.0)
    assert voice.loudest == -60
    voice.note_tick(None, None, 101.1)
    assert voice.loudest is None


async def test_only_speakers_in_a_slot_are_reported(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    told: list[signals.ChangedSignal] = []
    unlisten = signals.call_when_changed(told.append)
    fiji, chile = await publishes(peers, demo, "fiji"), await publishes(peers, demo, "chile")

    async def both() -> None:
        await say(fiji, -20)
        await say(chile, -20)

    own = f"session/{demo}", f"person/{(await take('chile')).person}"
    await until(lambda: media.started.monitor._voices.get(own, Voice()).speaks, during=both)
    assert media.speaking_signal(demo).slots == []
    await speaks(chair, "fiji")
    await until(lambda: media.speaking_signal(demo).slots == ["floor"], during=both)

    async def lively_room() -> None:
        await say(fiji, -45)

    await until(lambda: media.speaking_signal(demo).slots == [], during=lively_room)
    assert told.count((f"session/{demo}", SPEAKING, "")) == 2
    unlisten()


async def test_of_two_panellists_the_louder_one_is_shown_and_stays_in_a_pause(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(monitor, "TICK_SECONDS", 0.05)
    monkeypatch.setattr(monitor, "PAUSE_SECONDS", 0.2)
    fiji, chile = await publishes(peers, demo, "fiji"), await publishes(peers, demo, "chile")
    for slot, key in (("panel-1", "fiji"), ("panel-2", "chile")):
        done = await chair.do(type="floor.seat", slot=slot, participant=(await take(key)).participant)
        assert hasattr(done, "seq"), done
    stage = media.relay.stage(f"session/{demo}")
    await until(lambda: {"panel-1", "panel-2"} <= {slot for slot, held in stage.slots.items() if held})

    async def both() -> None:
        await say(fiji, -30)
        await say(chile, -10)

    await until(lambda: media.speaking_signal(demo).slots == ["panel-1", "panel-2"], during=both)
    await until(lambda: media.speaking_signal(demo).panel == "panel-2", during=both)
    await until(lambda: media.speaking_signal(demo).slots == [])
    assert media.speaking_signal(demo).panel == "panel-2"
    await until(lambda: media.speaking_signal(demo).panel == "panel-1", during=lambda: say(fiji, -30))


async def test_line_states_are_sent_once_a_second(demo: str, media: Media, peers: AsyncExitStack) -> None:
    told: list[float] = []
    loop = asyncio.get_running_loop()
    unlisten = signals.call_when_changed(
        lambda changed: told.append(loop.time()) if changed[1] == LINE_STATES else None
    )
    fiji = await publishes(peers, demo, "fiji")
    me = (await take("fiji")).participant or ""
    picture = encoded("libvpx", 320, 180)
    assert picture_size("VP8", b"\x10" + picture) == (320, 180)

    async def show() -> None:
        await say(fiji, -23)
        await fiji._send("video", "VP8", b"\x10" + picture[:1000], marker=1, skip=False)
        fiji.timestamp["video"] += 3600

    def known() -> LineState | None:
        return media.line_states_signal(demo).lines.get(me)

    await until(lambda: (seen := known()) is not None and seen.width is not None, during=show)
    state = known()
    assert state is not None
    assert (state.level, state.width, state.height, state.loss, state.candidate_type) == (
        -23,
        320,
        180,
        0.0,
        "host",
    )
    assert (state.rtt_ms or 0) >= 0
    assert media.line_states_signal(demo).hall is None
    ticks = [round((later - sooner) / monitor.TICK_SECONDS) for sooner, later in itertools.pairwise(told)]
    assert {tick % monitor.SECOND for tick in ticks} <= {0}
    await media.relay.hang_up(fiji.resource)
    await until(lambda: me not in media.line_states_signal(demo).lines)
    unlisten()
