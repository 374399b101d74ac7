"""Frames assembled from packets that arrive in order, late, or not at all."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.relay import h264
from streaming.relay.frame_assembler import LONGEST, PATIENCE, Batch, Frame, FrameAssembler
from streaming.relay.matroska_writer import SlotWriter
from streaming.relay.rtp import Packet, packet_template
from streaming.relay.vp8 import descriptor

KEY, DELTA = b"\x00", b"\x01"


def picture(number: int, *, first: int, key: bool = False, packets: int = 3) -> list[Packet]:
    """The packets of one VP8 picture, from the sequence number `first` on."""
    return [
        packet_template(
            descriptor(number, first=at == 0)
            + ((KEY if key else DELTA) if at == 0 else b"")
            + bytes((number, at)),
            marker=at == packets - 1,
            sequence=first + at,
            timestamp=number * 3600,
            joinable=key and at == 0,
        )
        for at in range(packets)
    ]


def batch(packets: Iterable[Packet], *, now: float = 0.0, kind: str = "video", stream: int = 1) -> Batch:
    rate = 90000 if kind == "video" else 48000
    return Batch(
        "floor", kind, stream, "VP8" if kind == "video" else "opus", rate, 0, 10.0, now, list(packets)
    )


def shown(frames: list[Frame]) -> list[int]:
    return [frame.data[1] for frame in frames]


VIDEO = [picture(n, first=100 + 3 * n, key=n in (0, 5)) for n in range(10)]


def test_a_picture_is_its_packets_without_their_descriptors_at_its_time() -> None:
    frames = FrameAssembler("video").add_batch(batch(VIDEO[0] + VIDEO[1]))

    assert frames == [
        Frame("video", "VP8", 10.0, KEY + bytes((0, 0, 0, 1, 0, 2)), True),
        Frame("video", "VP8", 10.04, DELTA + bytes((1, 0, 1, 1, 1, 2)), False),
    ]


def test_padding_between_the_packets_of_a_picture_is_no_part_of_it() -> None:
    padding = packet_template(b"", marker=False, sequence=102, timestamp=0, joinable=False)
    begun = VIDEO[0][:2]
    ends = VIDEO[0][2]._replace(sequence=103)

    frames = FrameAssembler("video").add_batch(batch([*begun, padding, ends]))

    assert [frame.data for frame in frames] == [KEY + bytes((0, 0, 0, 1, 0, 2))]


@given(st.permutations(range(3, 15)))
def test_whatever_order_packets_come_in_pictures_are_in_order(order: list[int]) -> None:
    packets = [packet for one in VIDEO[:5] for packet in one]
    assembly = FrameAssembler("video")

    frames = assembly.add_batch(batch(packets[:3]))
    for at in order:
        frames += assembly.add_batch(batch([packets[at]]))

    assert shown(frames) == [0, 1, 2, 3, 4]
    assert assembly.lost == 0


def test_a_lost_packet_is_waited_for_and_then_nothing_is_shown_until_the_next_keyframe() -> None:
    assembly = FrameAssembler("video")
    frames = assembly.add_batch(batch(VIDEO[0]))
    frames += assembly.add_batch(batch(VIDEO[1][1:]))
    frames += assembly.add_batch(batch([packet for one in VIDEO[2:] for packet in one], now=PATIENCE - 0.1))
    assert shown(frames) == [0]

    frames += assembly.give_up_missing(PATIENCE + 0.1)

    assert shown(frames) == [0, 5, 6, 7, 8, 9]
    assert assembly.lost == 1


@pytest.mark.parametrize("told_by", ["packets", "time"])
def test_every_loss_asks_for_a_keyframe(told_by: str, tmp_path: Path) -> None:
    asked: list[str] = []
    slot = SlotWriter(tmp_path, "floor", asked.append)
    slot.write_batch(batch(VIDEO[0] + VIDEO[1][1:]))
    assert not asked

    if told_by == "packets":
        slot.write_batch(batch(VIDEO[2], now=PATIENCE + 0.1))
    else:
        slot.write_overdue(PATIENCE + 0.1)
    slot.write_overdue(PATIENCE + 0.2)

    assert asked == ["floor"]
    slot.close()


def test_a_late_packet_within_the_wait_completes_its_picture() -> None:
    assembly = FrameAssembler("video")
    frames = assembly.add_batch(batch(VIDEO[0] + VIDEO[1][1:] + VIDEO[2]))
    frames += assembly.add_batch(batch(VIDEO[1][:1], now=1.0))

    assert shown(frames) == [0, 1, 2]


def test_a_picture_begins_with_a_keyframe() -> None:
    assert shown(FrameAssembler("video").add_batch(batch(VIDEO[3] + VIDEO[4] + VIDEO[5] + VIDEO[6]))) == [
        5,
        6,
    ]


def test_another_source_ends_the_waiting_frames_and_begins_anew() -> None:
    assembly = FrameAssembler("video")
    frames = assembly.add_batch(batch(VIDEO[0] + VIDEO[1][1:]))
    frames += assembly.add_batch(batch(VIDEO[4] + VIDEO[5], stream=2, now=0.1))

    assert shown(frames) == [0, 5]


def test_sound_waits_for_what_is_sent_again_and_no_longer() -> None:
    words = [
        packet_template(bytes((n,)), marker=False, sequence=n, timestamp=960 * n, joinable=True)
        for n in range(5)
    ]
    assembly = FrameAssembler("audio")
    frames = assembly.add_batch(batch([words[0], words[2], words[1], words[4]], kind="audio"))
    assert [frame.data[0] for frame in frames] == [0, 1, 2]

    frames += assembly.give_up_missing(PATIENCE - 0.1)
    assert len(frames) == 3
    frames += assembly.give_up_missing(PATIENCE + 0.1)

    assert [(frame.data[0], round(frame.at, 3)) for frame in frames] == [
        (0, 10.0),
        (1, 10.02),
        (2, 10.04),
        (4, 10.08),
    ]


def test_h264_is_a_byte_stream_again() -> None:
    sps, pps, idr = b"\x67sps", b"\x68pps", b"\x65" + b"slice" * 500
    stream = b"".join(h264.START_CODE + unit for unit in (sps, pps, idr))

    assert h264.byte_stream_of(h264.rtp_payloads(stream)) == stream
    assert h264.is_key(stream)
    assert h264.parameter_sets(stream) == h264.START_CODE + sps + h264.START_CODE + pps
    assert not h264.is_key(h264.START_CODE + b"\x61slice")
    assert h264.parameter_sets(h264.START_CODE + sps + h264.START_CODE + idr) == b""


def test_a_picture_that_never_ends_is_bounded() -> None:
    endless = [
        packet_template(
            descriptor(1, first=at == 0) + KEY, marker=False, sequence=at, timestamp=0, joinable=at == 0
        )
        for at in range(LONGEST + 1)
    ]
    assembly = FrameAssembler("video")
    assert assembly.add_batch(batch(endless)) == []
    assert (assembly.lost, assembly.waits_for_key) == (1, True)

    key = picture(2, first=LONGEST + 1, key=True)
    assert [frame.key for frame in assembly.add_batch(batch(key))] == [True]
