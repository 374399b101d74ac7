"""A picture in layers: told apart on arrival, one layer for each listener, changed without a break."""

import asyncio
import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from streaming.relay import Relay, rtcp
from streaming.relay.frame_assembler import Batch
from streaming.relay.listener import Listener
from streaming.relay.recorder import StageRecorder
from streaming.relay.source import Source
from tests.streaming.relay.conftest import Listen, PublishLayers
from tests.streaming.relay.peers import FakeListener, until
from tests.streaming.relay.simulcast_publisher import HEIGHTS, SimulcastPublisher
from tests.streaming.relay.test_feedback import read


def source_of(relay: Relay) -> Source:
    return relay.stage("session/1").sources["ana"]


def counted(relay: Relay) -> dict[str, int]:
    return {track.layer: track.reception.packets for track in source_of(relay).layers["video"]}


def seen(viewer: FakeListener) -> str:
    """The layers of a listener's pictures, in order."""
    layers = [chr(packet.payload[-1]) for packet in viewer.heard("floor", "video")]
    return "".join(layer for layer, before in zip(layers, ["", *layers], strict=False) if layer != before)


def sees(viewer: FakeListener) -> str:
    """The layer of a listener's last picture."""
    return "".join(chr(packet.payload[-1]) for packet in viewer.heard("floor", "video")[-1:])


async def test_layers_are_identified_by_name_and_then_by_ssrc(
    relay: Relay, publish_layers: PublishLayers
) -> None:
    publisher = await publish_layers("ana")
    assert "a=simulcast:recv l;m;h" in publisher.answer_sdp
    await publisher.send_pictures(key=("l", "m", "h"))
    await until(lambda: counted(relay) == {"l": 2, "m": 2, "h": 2})

    publisher.names = False
    await publisher.send_pictures(only=("m",))
    await until(lambda: counted(relay) == {"l": 2, "m": 4, "h": 2})

    assert {track.layer: track.height for track in source_of(relay).layers["video"]} == HEIGHTS


async def test_a_packet_of_an_unknown_layer_is_not_forwarded(
    relay: Relay, publish_layers: PublishLayers
) -> None:
    publisher = await publish_layers("ana")
    publisher.names = False
    await publisher.send_pictures()
    publisher.names = True
    publisher.ssrcs = {layer: random.getrandbits(32) for layer in publisher.layers}

    await until(lambda: counted(relay)["h"] > 4, during=publisher.send_pictures)

    assert counted(relay)["h"] == counted(relay)["l"]


async def test_feedback_covers_padding_and_retransmissions_too(
    relay: Relay, publish_layers: PublishLayers
) -> None:
    publisher = await publish_layers("ana")
    await publisher.send_pictures()
    await publisher.repeat("m", next(iter(publisher.sent)), 77)
    await publisher.probe("h", 78)
    sent = publisher.transport

    def told() -> set[int]:
        return {
            number for message in publisher.told for number, at in read(message)[1].items() if at is not None
        }

    # One more packet makes the relay look again when it is due.
    await until(lambda: told().issuperset(range(1, sent + 1)), during=publisher.say)

    assert publisher.limits == [], "who gets feedback for each packet is not told a limit"


async def send_pictures(until_so: Callable[[], Any], during: Callable[[], Any]) -> None:
    """Send 25 pictures a second until a condition holds."""
    await until(until_so, during=during, every=0.04)


def only_listener(relay: Relay) -> Listener:
    (listener,) = relay.stage("session/1").listeners
    return listener


def rates(relay: Relay) -> dict[str, float]:
    now = asyncio.get_running_loop().time()
    return {track.layer: track.rate(now) for track in source_of(relay).layers["video"]}


class LayeredCall:
    """A publisher of layers, and a listener that sends estimates of its line."""

    def __init__(self, relay: Relay, publisher: SimulcastPublisher, viewer: FakeListener) -> None:
        self.relay, self.publisher, self.viewer = relay, publisher, viewer
        self.only: tuple[str, ...] | None = None
        self.line = 50_000_000.0

    async def go_on(self) -> None:
        await self.publisher.say()
        await self.publisher.send_pictures(only=self.only)
        await self.viewer.tell_limit(round(self.line))

    async def until_seen(self, layer: str) -> None:
        await send_pictures(lambda: sees(self.viewer) == layer, self.go_on)


@pytest.fixture
async def call(relay: Relay, publish_layers: PublishLayers, listen: Listen) -> LayeredCall:
    relay.stage("session/1").assign("floor", "ana")
    call = LayeredCall(relay, await publish_layers("ana"), await listen(["floor"]))
    await call.publisher.send_pictures(key=call.publisher.layers)
    await send_pictures(lambda: all(rates(relay).values()), call.go_on)
    await call.until_seen("h")
    return call


async def test_a_narrower_line_gets_a_smaller_layer_from_its_keyframe_on_and_no_break(
    call: LayeredCall,
) -> None:
    call.publisher.obeys = False
    before = len(call.viewer.heard("floor", "video"))
    call.line = rates(call.relay)["m"] * 1.1
    await send_pictures(
        lambda: call.publisher.keyframes["m"] and len(call.viewer.heard("floor", "video")) > before + 40,
        call.go_on,
    )
    assert seen(call.viewer).endswith("h"), "the layer before goes on until the keyframe"

    call.publisher.obeys = True
    await call.until_seen("m")
    call.line = 50_000_000
    await call.until_seen("h")

    heard = call.viewer.heard("floor", "video")
    numbers = [packet.sequence_number for packet in heard]
    assert all((after - number) & 0xFFFF == 1 for number, after in pairwise(numbers))
    pictures = [int.from_bytes(packet.payload[2:4], "big") & 0x7FFF for packet in heard]
    assert {(after - picture) & 0x7FFF for picture, after in pairwise(pictures)} == {0, 1}
    times = [packet.timestamp for packet in heard]
    assert all((after - time) & 0xFFFFFFFF < 0x8000_0000 for time, after in pairwise(times))
    assert seen(call.viewer)[-3:] == "hmh"


async def test_below_the_smallest_layer_the_picture_is_off_and_the_sound_goes_on(call: LayeredCall) -> None:
    call.line = rates(call.relay)["l"] / 4
    picture = only_listener(call.relay).senders[1]
    await send_pictures(lambda: picture.is_off, call.go_on)
    pictures, sounds = (len(call.viewer.heard("floor", kind)) for kind in ("video", "audio"))

    await send_pictures(lambda: len(call.viewer.heard("floor", "audio")) > sounds + 20, call.go_on)
    assert len(call.viewer.heard("floor", "video")) <= pictures + 2, "what was on its way"
    call.line = 50_000_000
    await send_pictures(lambda: len(call.viewer.heard("floor", "video")) > pictures + 40, call.go_on)

    assert not picture.is_off
    assert seen(call.viewer).endswith("h")


async def test_a_slightly_too_slow_line_keeps_the_smallest_layer_for_a_while(
    call: LayeredCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.relay.layer_selector.DOUBT", 3600.0)
    call.line = rates(call.relay)["l"] * 0.7
    picture = only_listener(call.relay).senders[1]
    await call.until_seen("l")
    pictures = len(call.viewer.heard("floor", "video"))
    await send_pictures(lambda: len(call.viewer.heard("floor", "video")) > pictures + 40, call.go_on)
    assert not picture.is_off

    monkeypatch.setattr("streaming.relay.layer_selector.DOUBT", 0.1)
    await send_pictures(lambda: picture.is_off, call.go_on)


@pytest.mark.parametrize("stalls", [False, True], ids=["waits for a keyframe", "stalls"])
async def test_a_picture_that_is_off_takes_no_bandwidth(
    relay: Relay, publish_layers: PublishLayers, listen: Listen, stalls: bool
) -> None:
    stage, loop = relay.stage("session/1"), asyncio.get_running_loop()
    stage.assign("floor", "ana")
    stage.assign("chair", "ben")
    ana, ben, viewer = (
        await publish_layers("ana"),
        await publish_layers("ben"),
        await listen(["floor", "chair"]),
    )
    ben.obeys = stalls
    listener = only_listener(relay)
    floor, chair = (sender for sender in listener.senders if sender.kind == "video")

    async def go_on() -> None:
        await asyncio.gather(ana.send_pictures(), ben.send_pictures(), viewer.tell_limit(50_000_000))

    def is_full() -> bool:
        tracks = [floor.track, chair.track]
        return all(track and track.layer == "h" and track.rate(loop.time()) for track in tracks)

    await send_pictures(
        lambda: is_full() and sees(viewer) == "h" and bool(viewer.heard("chair", "video")) == stalls,
        go_on,
    )
    if stalls:
        silent = stage.sources["ben"].layers["video"][-1].bitrate
        await send_pictures(lambda: not silent.is_flowing(loop.time()), ana.send_pictures)
    assert floor.track is not None

    limit = rtcp.Remb(round(0.85 * floor.track.rate(loop.time())))
    listener.layer_selector.note_feedback(limit, loop.time())

    assert floor.coming is None, "all that goes out comes through"


async def test_a_listener_leaves_a_layer_that_stops_for_one_that_arrives(call: LayeredCall) -> None:
    call.only = ("l", "m")

    await call.until_seen("m")

    call.only = None
    await call.until_seen("h")


async def test_an_unwanted_layer_is_counted_and_not_kept(call: LayeredCall) -> None:
    low = source_of(call.relay).layers["video"][0]
    before, kept = low.reception.packets, (low.latest, low.packets)

    await send_pictures(lambda: low.reception.packets > before + 20, call.go_on)

    assert (low.latest, low.packets) == kept


async def test_a_listener_with_a_small_picture_gets_a_small_layer(call: LayeredCall) -> None:
    listener = only_listener(call.relay)
    mid = listener.senders[1].mid

    listener.layer_selector.set_heights({mid: 0})
    await call.until_seen("l")
    listener.layer_selector.set_heights({mid: 400})
    await call.until_seen("m")
    listener.layer_selector.set_heights({mid: None})
    await call.until_seen("h")


async def test_a_switch_to_another_source_cancels_a_change_of_layer(
    call: LayeredCall, publish_layers: PublishLayers
) -> None:
    call.publisher.obeys = False
    call.line = rates(call.relay)["m"] * 1.1
    await send_pictures(lambda: call.publisher.keyframes["m"], call.go_on)
    stage = call.relay.stage("session/1")

    stage.assign("floor", None)

    tracks = source_of(call.relay).tracks
    assert [(track.senders, track.switching) for track in tracks] == [([], [])] * 4


async def test_a_player_without_estimates_is_judged_by_its_losses(
    relay: Relay, publish_layers: PublishLayers, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.relay.layer_selector.DOUBT", 3600.0)
    relay.stage("session/1").assign("floor", "ana")
    publisher, viewer = await publish_layers("ana"), await listen(["floor"])
    await publisher.send_pictures(key=publisher.layers)
    # At a hundred pictures a second its first guess has room for one layer, and a probe for the next.
    await until(lambda: sees(viewer) == "m", during=publisher.send_pictures)
    first, picture = viewer.heard("floor", "video")[0].sequence_number, viewer.ssrcs["floor", "video"][0]
    sender = only_listener(relay).senders[1]
    fraction, lost, before = 0.2, 0.0, 0

    async def lose() -> None:
        nonlocal lost, before
        await publisher.send_pictures()
        came = len(viewer.heard("floor", "video"))
        lost, before = lost + fraction * (came - before), came
        await viewer.report(picture, first + came, int(lost))

    await until(lambda: sees(viewer) == "l", during=lose)
    line = only_listener(relay).layer_selector._estimator
    fell_at = line._fell_at
    await until(lambda: line._fell_at > fell_at, during=lose)
    assert not sender.is_off, "a moment of loss passes by itself"

    fraction = 0.5
    await until(lambda: sender.is_off, during=lose)


async def test_a_few_listeners_are_probed_at_once_and_each_in_turn(
    call: LayeredCall, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.relay.layer_selector.MAX_PROBES", 1)
    other = await listen(["floor"])
    await other.tell_limit(round(call.line))
    await send_pictures(lambda: sees(other) == "h", call.go_on)
    call.line = rates(call.relay)["l"] * 1.5
    viewings = [listener.layer_selector for listener in call.relay.stage("session/1").listeners]
    tried: list[frozenset[object]] = []

    async def go_on() -> None:
        await call.go_on()
        await other.tell_limit(round(call.line))
        tried.append(frozenset(v for v in viewings if v._estimator.probe_goal is not None))

    await send_pictures(lambda: frozenset(viewings) == frozenset().union(*tried), go_on)

    assert {len(at_once) for at_once in tried} == {0, 1}
    await call.relay.close()
    assert not call.relay._packet_writer.padded


async def test_a_recording_keeps_the_smaller_layer_until_the_larger_has_its_keyframe(
    call: LayeredCall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call.only = ("l", "m")
    await call.until_seen("m")
    batches: list[Batch] = []
    put = StageRecorder.write_batch
    monkeypatch.setattr(
        StageRecorder,
        "write_batch",
        lambda recording, batch: (batches.append(batch), put(recording, batch))[1],
    )
    recording = StageRecorder(
        tmp_path,
        begun=0.0,
        may_record=bool,
        leaves_out=frozenset({"programme"}),
        reserve=0,
        on_end=pytest.fail,
    )
    stage = call.relay.stage("session/1")
    stage.add_recording(recording)

    def layer() -> str:
        pictures = [batch for batch in batches if batch.kind == "video"]
        return chr(pictures[-1].packets[-1].data[-1]) if pictures else ""

    async def go_on() -> None:
        recording.check_sources_again()
        await call.go_on()

    await send_pictures(
        lambda: layer() == "m" and not source_of(call.relay).layers["video"][1].is_keyframe_awaited(), go_on
    )
    call.publisher.obeys, call.only = False, None
    await send_pictures(lambda: call.publisher.keyframes["h"], go_on)
    before = len(batches)
    await send_pictures(lambda: len([b for b in batches[before:] if b.kind == "video"]) > 20, go_on)
    assert layer() == "m"

    call.publisher.obeys = True
    await send_pictures(lambda: layer() == "h", go_on)
    await stage.remove_recording(recording)
