"""Absences: no decoders, encoders or threads, and nothing left behind by closed peers."""

import asyncio
import fractions
import gc
import os
import threading
from typing import Any

import av
import numpy as np
import pytest
from aiortc import MediaStreamTrack, VideoStreamTrack

from streaming.relay import Origin, Relay
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import Peer, until
from tests.support.patience import PATIENCE


def forbid(*args: Any, **kwargs: Any) -> None:
    raise AssertionError("Something is decoded or encoded.")


async def test_nothing_is_decoded_or_encoded_and_no_thread_is_started(
    relay: Relay, publish: Publish, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "aiortc.rtcrtpreceiver.get_decoder",
        "aiortc.rtcrtpsender.get_encoder",
        "av.CodecContext.create",
    ):
        monkeypatch.setattr(name, forbid)
    threads = set(threading.enumerate())
    relay.stage("session/1").assign("floor", "ana")
    ana = await publish("ana")
    viewers = [await listen(["floor", "chair"]) for _ in range(3)]

    async def talk() -> None:
        await ana.say()
        await ana.show(key=True)

    await until(lambda: all(len(listener.heard("floor", "video")) > 50 for listener in viewers), during=talk)

    # Those of a test before may end meanwhile.
    assert set(threading.enumerate()) <= threads


class Bars(VideoStreamTrack):
    """Pictures for a real encoder."""

    async def recv(self) -> av.VideoFrame:
        pts, time_base = await self.next_timestamp()
        frame = av.VideoFrame.from_ndarray(np.full((90, 160, 3), pts // 3000 % 255, np.uint8), format="rgb24")
        frame.pts, frame.time_base = pts, time_base
        return frame


class Tone(MediaStreamTrack):
    """Sound for a real encoder."""

    kind = "audio"
    _at = 0

    async def recv(self) -> av.AudioFrame:
        await asyncio.sleep(0.02)
        samples = (8000 * np.sin(np.arange(self._at, self._at + 960) / 20)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 48000, self._at, fractions.Fraction(1, 48000)
        self._at += 960
        return frame


@pytest.mark.real_time
async def test_a_real_decoder_decodes_what_a_real_encoder_sends(relay: Relay) -> None:
    relay.stage("session/1").assign("floor", "ana")
    async with Peer() as sender, Peer() as receiver:
        sender.pc.addTrack(Tone())
        sender.pc.addTrack(Bars())
        for transceiver in sender.pc.getTransceivers():
            transceiver.direction = "sendonly"
        offer = await sender.offer()
        await sender.accept(await relay.publish("session/1", offer, source="ana", origin=Origin()))
        for kind in ("audio", "video"):
            receiver.pc.addTransceiver(kind, direction="recvonly")
        offer = await receiver.offer()
        await receiver.accept(await relay.listen("session/1", offer, slots=["floor"], origin=Origin()))

        sound, picture = (transceiver.receiver.track for transceiver in receiver.pc.getTransceivers())
        frames = await asyncio.wait_for(
            asyncio.gather(sound.recv(), *[picture.recv() for _ in range(5)]), PATIENCE
        )

    assert frames[0].sample_rate == 48000
    assert [(frame.width, frame.height) for frame in frames[1:]] == [(160, 90)] * 5


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


async def test_closed_peers_leave_nothing_behind(relay: Relay, publish: Publish, listen: Listen) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "ana")

    async def join_and_leave() -> None:
        ana = await publish("ana")
        viewers = [await listen(["floor", "chair"]) for _ in range(2)]
        await until(lambda: all(listener.heard("floor", "audio") for listener in viewers), during=ana.say)
        for peer in (*viewers, ana):
            assert await relay.hang_up(peer.resource)
            await peer.pc.close()

    def left() -> tuple[int, int, int]:
        gc.collect()
        return len(asyncio.all_tasks()), open_files(), threading.active_count()

    await join_and_leave()
    baseline = left()
    for _ in range(4):
        await join_and_leave()

    await until(lambda: all(now <= then for now, then in zip(left(), baseline, strict=True)))
    assert stage.sources == {}
    assert stage.listeners == frozenset()
    assert relay._resources == {}


async def test_a_closed_relay_leaves_no_task_and_no_socket(
    publish: Publish, listen: Listen, relay: Relay
) -> None:
    before = open_files()
    ana, listener = await publish("ana"), await listen(["floor"])

    await relay.close()
    for peer in (ana, listener):
        await peer.pc.close()

    await until(lambda: len(asyncio.all_tasks()) == 1)
    assert open_files() <= before
    assert relay.stages == {}
