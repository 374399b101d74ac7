"""An uploaded MP4 plays into the slot `floor` (FL4): decoded by a listener, paused, spoken over; the clock follows."""

from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest
from aiortc.codecs.h264 import h264_depayload
from av.packet import Packet
from django.db.models import F

from foundation.accounts.seats import Seat
from foundation.database import in_thread
from sessions.floor.playback import services as playback
from sessions.models import Party, Turn
from streaming.relay import FileSource
from streaming.signalling.media import Media
from streaming.video_statements import services, subprocesses
from streaming.video_statements.files import IncomingUpload
from tests.streaming.relay.peers import FakeListener, until
from tests.streaming.signalling.conftest import Chair, take
from tests.streaming.signalling.test_disconnect_detector import listens, publishes, words
from tests.support.videos import video


@pytest.fixture(scope="session")
def video_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of H.264 and Opus in MP4."""
    return video(tmp_path_factory.mktemp("video") / "video.mp4", picture="h264", seconds=3)


def _hand_in(seat: Seat, video_file: Path) -> None:
    body = IncomingUpload(None)
    body.write(video_file.read_bytes())
    services.receive_upload(seat, str(seat.party), body, subprocesses.probe(video_file))
    body.discard()


@pytest.fixture
async def fiji(demo: str, chair: Chair, video_file: Path) -> Seat:
    """Fiji has handed it in and is on the list."""
    fiji = await take("fiji")
    await in_thread(_hand_in, fiji, video_file)
    await Chair(demo, fiji).do(type="floor.inscribe", mode="video_statement")
    return fiji


def pictures(listener: FakeListener) -> list[Any]:
    """The pictures in the slot `floor`, decoded."""
    decoder = av.CodecContext.create("h264", "r")
    return [frame for data in _access_units(listener) for frame in decoder.decode(_packet(data))]


def _access_units(listener: FakeListener) -> Iterator[bytes]:
    unit = b""
    for packet in listener.heard("floor", "video"):
        unit += h264_depayload(packet.payload)
        if packet.marker:
            yield unit
            unit = b""


def _packet(data: bytes) -> Packet:
    packet = Packet(data)
    packet.pts, packet.time_base = 0, Fraction(1, 90000)
    return packet


def sounds(listener: FakeListener) -> list[Any]:
    """The sound in the slot `floor`, decoded."""
    decoder = av.CodecContext.create("libopus", "r")
    heard = [decoder.decode(Packet(packet.payload)) for packet in listener.heard("floor", "audio")]
    return [frame for frames in heard for frame in frames]


async def test_FL4_an_uploaded_mp4_is_seen_and_heard_paused_resumed_and_ends_its_turn(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, fiji: Seat
) -> None:
    listener, stage = await listens(peers, demo), media.relay.stage(f"session/{demo}")
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)

    def player() -> Any:
        return stage.sources.get("playback/1")

    await until(lambda: len(listener.heard("floor", "video")) > 10)
    playing = player()
    assert isinstance(playing, FileSource)

    await chair.do(type="floor.suspend_turn", token=1)
    await until(lambda: not playing._playing.is_set())
    assert stage.slots.get("floor") is None
    stood_at, carried = playing.position, playing.stats().packets
    await chair.do(type="floor.resume_turn", token=2)
    await until(lambda: playing.stats().packets > carried)
    assert playing.position == pytest.approx(stood_at, abs=0.2)

    await until(lambda: player() is None)
    await until(lambda: stage.slots.get("floor") is None)
    turn = await in_thread(Turn.objects.get, session=int(demo), number=1)
    assert turn.ended_by == "finished"
    spoken = turn.ended_at - turn.started_at - turn.suspended
    assert spoken.total_seconds() == pytest.approx(3, abs=0.5)

    seen, heard = pictures(listener), sounds(listener)
    assert len(seen) > 40
    assert {(frame.width, frame.height) for frame in seen} == {(160, 90)}
    assert max(seen[-1].to_ndarray(format="gray").flatten()) > 200, "the bar is in it"
    assert len(heard) > 100
    assert max(abs(heard[-20].to_ndarray()).flatten()) > 1000, "the tone is in it"


async def test_FL4_the_chair_is_heard_over_a_video_statement(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, fiji: Seat
) -> None:
    moderator = await publishes(peers, demo, "moderator")
    await chair.do(type="floor.seat", slot="chair", participant=chair.seat.participant)
    listener = await listens(peers, demo)
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    await until(lambda: listener.heard("floor", "audio"))
    before = len(listener.heard("floor", "audio"))

    def chairs_words() -> set[bytes]:
        return {bytes(packet.payload[:-2]) for packet in listener.heard("chair", "audio")}

    await until(
        lambda: chairs_words() == {b"order"} and len(listener.heard("floor", "audio")) > before,
        during=lambda: moderator.say(word=b"order"),
    )


async def test_FL4_the_person_who_introduces_a_video_statement_is_heard_before_it(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, video_file: Path
) -> None:
    seat = await take("fiji")
    await in_thread(_hand_in, seat, video_file)
    fiji = await publishes(peers, demo, "fiji")
    listener, stage = await listens(peers, demo), media.relay.stage(f"session/{demo}")
    delegate = Chair(demo, seat)
    await delegate.do(type="floor.inscribe", mode="video_statement", speaker=seat.participant)
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    await until(words(listener, b"welcome"), during=lambda: fiji.say(word=b"welcome"))
    assert stage.slots["floor"] == f"person/{seat.person}"

    await delegate.do(type="floor.start_playback", token=1)
    await until(lambda: stage.slots.get("floor") == "playback/1")
    await until(lambda: len(listener.heard("floor", "video")) > 10, during=lambda: fiji.say(word=b"aside"))
    assert b"aside" not in {bytes(packet.payload[:-2]) for packet in listener.heard("floor", "audio")}


async def test_FL4_while_a_called_video_statement_is_converted_nothing_live_is_in_its_slot(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, video_file: Path
) -> None:
    """Its party is connected, with camera and microphone."""
    seat = await take("fiji")
    fiji = await publishes(peers, demo, "fiji")
    await in_thread(_hand_in, seat, video_file)
    file = (await in_thread(Party.objects.get, pk=seat.party)).video_statement_file
    converting = {"video_statement_file": "", "video_statement_coming": True, "video_statement_percent": 40}
    await in_thread(Party.objects.filter(pk=seat.party).update, **converting)
    await Chair(demo, seat).do(type="floor.inscribe", mode="video_statement")
    listener, stage = await listens(peers, demo), media.relay.stage(f"session/{demo}")
    refused = await chair.do(type="floor.grant", entry="3", token=0)
    assert "not ready: converting, 40 % done" in refused.model_dump()["message"]
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)

    await until(lambda: media.gate._known[stage.name].turn == "1", during=lambda: fiji.say(word=b"aside"))
    await in_thread(
        Party.objects.filter(pk=seat.party).update, video_statement_file=file, video_statement_coming=False
    )
    await in_thread(playback.video_arrived, int(seat.party or 0))
    await until(lambda: len(listener.heard("floor", "video")) > 10, during=lambda: fiji.say(word=b"aside"))
    assert stage.slots["floor"] == "playback/1"
    assert b"aside" not in {bytes(packet.payload[:-2]) for packet in listener.heard("floor", "audio")}


async def test_FL4_a_file_that_cannot_be_played_stops_the_clock(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, fiji: Seat, caplog: pytest.LogCaptureFixture
) -> None:
    await listens(peers, demo)
    await in_thread(Party.objects.filter(pk=fiji.party).update, video_statement_file="gone.mp4")
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)

    async def turn() -> Turn:
        found: Turn = await in_thread(Turn.objects.get, session=int(demo), number=1)
        return found

    while not (await turn()).paused:
        assert (await turn()).ended_at is None
    assert "The video statement of playback/1 cannot be played" in caplog.text


@pytest.mark.thorough
async def test_FL4_a_relay_that_begins_anew_plays_on_where_the_clock_is(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, fiji: Seat
) -> None:
    await listens(peers, demo)
    stage = media.relay.stage(f"session/{demo}")
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    await until(lambda: "playback/1" in stage.sources)
    earlier = F("started_at") - timedelta(seconds=2.1)
    await in_thread(Turn.objects.filter(session=int(demo)).update, started_at=earlier)
    await chair.do(type="floor.extend", token=1, seconds=30)
    await until(lambda: media.gate._known[stage.name].played > 2)

    former = stage.sources["playback/1"]
    media.gate._started.clear()
    media.gate.assign_slots(stage.name)
    await until(lambda: stage.sources.get("playback/1") not in (None, former))
    playing = stage.sources["playback/1"]
    assert isinstance(playing, FileSource)
    await until(lambda: playing.state == "connected")
    assert playing.position == pytest.approx(2, abs=0.2)
    await until(lambda: stage.slots.get("floor") is None)
    turn = await in_thread(Turn.objects.get, session=int(demo), number=1)
    assert (turn.ended_by, turn.overtime) == ("finished", 0)
