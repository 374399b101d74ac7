"""Sound and picture of one slot keep one time while speakers with different lines follow each other."""

import random
import struct
import time
from typing import Any

import pytest
from pylibsrtp import Policy, Session

from streaming.relay import rtcp
from streaming.relay.clock import MOST_APART, MediaClock, SlotClock, SourceClock
from streaming.relay.connection import Certificate
from streaming.relay.listener import Listener
from streaming.relay.negotiated_media import Codec, NegotiatedMedia
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.rewriter import NEVER
from streaming.relay.send_path import SendPath
from streaming.relay.sender import Sender
from streaming.relay.sockets import SocketFactory
from streaming.relay.source import Origin, Source
from streaming.relay.stage import Stage
from streaming.relay.track import Track

SLOT = "floor"
RATES = {"audio": 48000, "video": 90000}
LINES = [(0.01, 0.04, 100.0), (0.3, 0.2, -5000.0), (0.02, 0.25, 0.0), (0.15, 0.15, 7.5)]
"""For each speaker: how long sound and picture are on their way, in seconds, and how far its clock is ahead."""
KEYFRAME = b"\x10\x00\x00\x00\x9d\x01\x2a\x80\x02\x68\x01"


class Nothing:
    """In place of a listener's socket."""

    def sendto(self, data: Any, address: Any) -> None:
        """Called by the packet writer."""


class Speaker(Source):
    """A person with a microphone and a camera, who reports the time of both."""

    def __init__(self, name: str, chance: random.Random, line: tuple[float, float, float]) -> None:
        super().__init__(name, Origin(name))
        shared = SourceClock()
        self.delays, self.ahead = {"audio": line[0], "video": line[1]}, line[2]
        self.tracks_by_kind = {
            kind: Track(kind, {"audio": "opus", "video": "VP8"}[kind], shared, PacketWriter(), None)
            for kind in RATES
        }
        self.layers = {kind: (track,) for kind, track in self.tracks_by_kind.items()}
        self.started = {kind: chance.randrange(1 << 32) for kind in RATES}
        self.numbers = {kind: chance.randrange(1 << 16) for kind in RATES}
        self.set_state("connected")

    def report(self, at: float) -> None:
        """Report sound and picture at a time of the loop. Reports have no delay here."""
        wall = at + time.time() - time.monotonic()
        for kind, track in self.tracks_by_kind.items():
            track.clock.note_sender_report(
                rtcp.ntp_timestamp(wall + self.ahead), self._timestamp(kind, at), wall
            )

    def send(self, captured: float) -> None:
        """Send a piece of sound and of picture, captured at a time of the loop."""
        for kind, track in self.tracks_by_kind.items():
            self.numbers[kind] += 1
            payload, now = (b"\xfc\0\0" if kind == "audio" else KEYFRAME), captured + self.delays[kind]
            track.add_packet(self.numbers[kind] & 0xFFFF, self._timestamp(kind, captured), True, payload, now)
            track.flush(now)

    def _timestamp(self, kind: str, at: float) -> int:
        return (self.started[kind] + round(at * RATES[kind])) & 0xFFFFFFFF


def hearing(stage: Stage) -> Listener:
    certificate = Certificate.generateCertificate()
    listener, clock = Listener([SLOT], Origin(), certificate, SocketFactory(), PacketWriter()), SlotClock()
    socket: Any = Nothing()
    policy = Policy(bytes(28), Policy.SSRC_ANY_OUTBOUND, srtp_profile=Policy.SRTP_PROFILE_AEAD_AES_128_GCM)
    for number, (kind, codec) in enumerate({"audio": "opus", "video": "VP8"}.items()):
        sender = Sender(SLOT, NegotiatedMedia(kind, (Codec(codec, 96, None),), number, 0, "0", {}), clock)
        sender.path = SendPath(Session(policy), socket, ("127.0.0.1", 9))
        listener.senders.append(sender)
    listener.layer_selector.begin(listener.senders, ())
    stage.add_listener(listener)
    return listener


def reported(sender: Sender, wall: float) -> float:
    """The Unix time that a report gives the timestamp 0, less whole turns of the timestamp."""
    report = sender.report(wall)
    _, ntp, timestamp = struct.unpack_from("!IQI", report, 4)
    began: float = rtcp.unix_time(ntp) - timestamp / RATES[sender.kind]
    return began % ((1 << 32) / RATES[sender.kind])


@pytest.mark.parametrize("seed", range(5))
async def test_the_reports_of_all_speakers_lie_on_one_line(seed: int) -> None:
    chance = random.Random(seed)
    stage = Stage("session/1", PacketWriter())
    speakers = [Speaker(str(number), chance, line) for number, line in enumerate(LINES)]
    listener, now = hearing(stage), time.monotonic()
    lines: dict[str, set[float]] = {kind: set() for kind in RATES}
    for speaker in speakers:
        stage.add_source(speaker)

    for speaker in chance.sample(speakers, len(speakers)):
        speaker.report(now)
        stage.assign(SLOT, speaker.id)
        for _ in range(10):
            now += 0.02
            speaker.send(now)
        wall = now + time.time() - time.monotonic()
        for sender in listener.senders:
            lines[sender.kind].add(round(reported(sender, wall), 2))
        now += chance.uniform(1, 20)

    assert {kind: max(found) - min(found) <= 0.011 for kind, found in lines.items()} == dict.fromkeys(
        lines, True
    )


def test_sound_and_picture_of_a_source_get_one_delay_and_the_next_source_its_own() -> None:
    slot, first, second = SlotClock(), SourceClock(), SourceClock()

    assert slot.delay(first, 0.25) == 0.25
    assert slot.delay(first, 0.4) == 0.25
    assert slot.delay(second, 0.4) == 0.4
    assert slot.delay(first, 0.3) == 0.3


def test_a_source_whose_reports_disagree_has_the_delay_of_each_packet() -> None:
    slot, source = SlotClock(), SourceClock()

    assert slot.delay(source, 0.25) == 0.25
    assert slot.delay(source, 0.25 + 2 * MOST_APART) == 0.25 + 2 * MOST_APART


def test_how_long_a_packet_travelled_is_known_after_a_report() -> None:
    clock, now, wall = MediaClock(48000, SourceClock()), time.monotonic(), time.time()
    assert clock.travelled(0, now) is None

    clock.note_sender_report(rtcp.ntp_timestamp(wall + 500), 24000, wall)

    assert clock.travelled(24000, now + 0.25) == pytest.approx(0.25, abs=0.01)
    assert clock.travelled(0, now) == pytest.approx(0.5, abs=0.01)


async def test_a_speaker_without_reports_has_the_times_of_arrival() -> None:
    stage, speaker, now = (
        Stage("session/1", PacketWriter()),
        Speaker("1", random.Random(1), LINES[0]),
        time.monotonic(),
    )
    listener = hearing(stage)
    stage.add_source(speaker)
    stage.assign(SLOT, speaker.id)

    speaker.send(now)

    assert [sender.report(time.time()) for sender in listener.senders] == [b"", b""]
    assert all(sender.rewriter.first != NEVER for sender in listener.senders)


async def test_a_speaker_who_reports_late_is_on_the_line_of_arrival() -> None:
    stage, speaker, now = (
        Stage("session/1", PacketWriter()),
        Speaker("1", random.Random(1), (0.3, 0.3, 100.0)),
        time.monotonic(),
    )
    listener = hearing(stage)
    stage.add_source(speaker)
    stage.assign(SLOT, speaker.id)
    speaker.send(now)

    speaker.report(now)

    wall = now + time.time() - time.monotonic()
    for sender in listener.senders:
        timestamp = (speaker._timestamp(sender.kind, now) + sender.rewriter.timestamp_shift) & 0xFFFFFFFF
        _, ntp, reported_timestamp = struct.unpack_from("!IQI", sender.report(wall), 4)
        assert rtcp.unix_time(ntp) == pytest.approx(wall, abs=0.01)
        ahead = (timestamp - reported_timestamp + 0x80000000 & 0xFFFFFFFF) - 0x80000000
        assert ahead / RATES[sender.kind] == pytest.approx(0.3, abs=0.01)
