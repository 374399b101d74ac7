"""Five hundred listeners that change their channel within a second, without a network."""

import random
from itertools import pairwise
from typing import Any

import pytest
from aiortc import RTCCertificate
from pylibsrtp import Policy, Session

from streaming.relay.clock import SlotClock, SourceClock
from streaming.relay.listener import Listener
from streaming.relay.negotiated_media import Codec, NegotiatedMedia
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.rtp import HEADER_SIZE, parse
from streaming.relay.send_path import SendPath
from streaming.relay.sender import Sender
from streaming.relay.slots import INTERPRETATION
from streaming.relay.sockets import SocketFactory
from streaming.relay.source import Origin, Source
from streaming.relay.stage import Stage
from streaming.relay.track import Track

LISTENERS, ROUNDS = 500, 50
"""A second has fifty packets of 20 ms."""
LANGUAGES = ("fr", "es", "ar")
KEY = bytes(28)


def session(direction: int) -> Session:
    policy = Policy(KEY, direction, srtp_profile=Policy.SRTP_PROFILE_AEAD_AES_128_GCM)
    policy.allow_repeat_tx = True
    return Session(policy)


class Inbox:
    """In place of a listener's socket: keeps what is sent."""

    def __init__(self) -> None:
        self.packets: list[bytes] = []

    def sendto(self, data: Any, address: Any) -> None:
        """Called by the packet writer."""
        self.packets.append(bytes(data))


class Interpreter(Source):
    """An interpreter's microphone, whose packets hold the language."""

    def __init__(self, language: str, packet_writer: PacketWriter) -> None:
        super().__init__(f"interpreter/{language}", Origin(language, is_booth=True))
        self.language = language
        self.track = Track("audio", "opus", SourceClock(), packet_writer, None)
        self.layers = {"audio": (self.track,)}
        self.number = random.randrange(0x10000)
        self.set_state("connected")

    def say(self, now: float) -> None:
        """Send one packet of 20 ms."""
        self.number = (self.number + 1) & 0xFFFF
        self.track.add_packet(self.number, self.number * 960, False, b"\xfc" + self.language.encode(), now)
        self.track.flush(now)


@pytest.fixture
def stage() -> Stage:
    return Stage("session/1", PacketWriter())


def listener_at(stage: Stage, certificate: RTCCertificate, ssrc: int) -> tuple[Listener, Inbox]:
    listener = Listener([INTERPRETATION], Origin(), certificate, SocketFactory(), PacketWriter())
    sender = Sender(
        INTERPRETATION, NegotiatedMedia("audio", (Codec("opus", 111, None),), ssrc, 0, "0", {}), SlotClock()
    )
    inbox: Any = Inbox()
    sender.path = SendPath(session(Policy.SSRC_ANY_OUTBOUND), inbox, ("127.0.0.1", 9))
    listener.senders.append(sender)
    stage.add_listener(listener)
    return listener, inbox


async def test_each_gets_one_packet_after_another_and_ends_on_its_channel(stage: Stage) -> None:
    chance, certificate = random.Random(20), RTCCertificate.generateCertificate()
    interpreters = [Interpreter(language, PacketWriter()) for language in LANGUAGES]
    for interpreter in interpreters:
        stage.add_source(interpreter)
        stage.assign(f"language/{interpreter.language}", interpreter.id)
    listeners = [listener_at(stage, certificate, 1000 + number) for number in range(LISTENERS)]
    chosen = {listener: LANGUAGES[0] for listener, _ in listeners}
    for listener in chosen:
        stage.tune(listener, INTERPRETATION, f"language/{LANGUAGES[0]}")
    changes: dict[Listener, list[int]] = {listener: [] for listener in chosen}

    for number in range(ROUNDS):
        for interpreter in interpreters:
            for listener, _ in chance.sample(listeners, LISTENERS // ROUNDS):
                chosen[listener] = chance.choice(LANGUAGES)
                stage.tune(listener, INTERPRETATION, f"language/{chosen[listener]}")
                changes[listener].append(number)
            interpreter.say(number * 0.02)
    for interpreter in interpreters:
        interpreter.say(ROUNDS * 0.02)

    for listener, inbox in listeners:
        read = [session(Policy.SSRC_ANY_INBOUND).unprotect(packet) for packet in inbox.packets]
        sequences = [parse(packet).sequence for packet in read]
        assert {(later - sooner) & 0xFFFF for sooner, later in pairwise(sequences)} == {1}
        heard = [packet[HEADER_SIZE + 1 :].decode() for packet in read]
        rounds_since = ROUNDS - max(changes[listener], default=-1)
        assert heard[-rounds_since:] == [chosen[listener]] * rounds_since
        # A change between the packets of two channels that arrive together gives one more, or one less.
        assert abs(len(read) - (ROUNDS + 1)) <= len(changes[listener])
    assert sum(len(interpreter.track.senders) for interpreter in interpreters) == LISTENERS
