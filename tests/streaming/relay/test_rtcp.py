"""aiortc reads what we build, and we read what aiortc builds."""

from aiortc import rtp as theirs
from hypothesis import given
from hypothesis import strategies as st

from streaming.relay import rtcp

BLOCK = rtcp.ReportBlock(ssrc=5, lost_fraction=12, lost=-3, highest=70000, jitter=9, lsr=1, dlsr=2)


def read_by_them(data: bytes) -> list[theirs.AnyRtcpPacket]:
    return theirs.RtcpPacket.parse(data)


def test_reports_and_names_are_read_by_aiortc() -> None:
    packet = rtcp.sender_report(7, 1 << 40, 90000, (1 << 32) + 3, 600) + rtcp.sdes(7, "balai")

    report, names = read_by_them(packet)

    assert isinstance(report, theirs.RtcpSrPacket)
    assert report.sender_info == theirs.RtcpSenderInfo(1 << 40, 90000, 3, 600)
    assert isinstance(names, theirs.RtcpSdesPacket)
    assert names.chunks == [theirs.RtcpSourceInfo(7, [(1, b"balai")])]


def test_every_length_of_name_is_padded_with_at_least_one_zero() -> None:
    for length in range(1, 9):
        packet = rtcp.sdes(7, "n" * length)
        assert len(packet) == 4 * (int.from_bytes(packet[2:4], "big") + 1)
        assert packet.endswith(b"\0")


def test_a_receiver_report_is_read_by_aiortc_and_by_us() -> None:
    packet = rtcp.receiver_report(1, [BLOCK])

    (theirs_,) = read_by_them(packet)

    assert isinstance(theirs_, theirs.RtcpRrPacket)
    assert theirs_.reports[0] == theirs.RtcpReceiverInfo(5, 12, -3, 70000, 9, 1, 2)
    assert list(rtcp.parse(packet)) == [BLOCK]


def test_keyframe_requests_are_read_by_both() -> None:
    (theirs_,) = read_by_them(rtcp.pli(1, 9))

    assert theirs_ == theirs.RtcpPsfbPacket(fmt=1, ssrc=1, media_ssrc=9)
    assert list(rtcp.parse(rtcp.pli(1, 9))) == [rtcp.KeyframeRequest(9)]


def test_a_full_intra_request_names_its_stream_in_its_entry() -> None:
    packet = theirs.RtcpPsfbPacket(fmt=4, ssrc=1, media_ssrc=0, fci=b"\0\0\0\x09\x01\0\0\0")

    assert list(rtcp.parse(bytes(packet))) == [rtcp.KeyframeRequest(9)]


def test_a_bitrate_limit_is_read_by_aiortc() -> None:
    (packet,) = read_by_them(rtcp.remb(1, 1_200_000, [9]))

    assert isinstance(packet, theirs.RtcpPsfbPacket)
    bitrate, streams = theirs.unpack_remb_fci(packet.fci)
    assert streams == [9]
    assert abs(bitrate - 1_200_000) < 8


def test_a_sender_report_with_blocks_is_read() -> None:
    info = theirs.RtcpSenderInfo(ntp_timestamp=1 << 40, rtp_timestamp=5, packet_count=1, octet_count=1)
    block = theirs.RtcpReceiverInfo(5, 12, -3, 70000, 9, 1, 2)
    packet = theirs.RtcpSrPacket(ssrc=3, sender_info=info, reports=[block])

    assert list(rtcp.parse(bytes(packet))) == [rtcp.SenderReport(3, 1 << 40, 5), BLOCK]


@given(st.integers(0, 0xFFFF), st.sets(st.integers(0, 300), min_size=1, max_size=60))
def test_a_nack_names_the_lost_packets_over_a_wrap_too(start: int, offsets: set[int]) -> None:
    sequences = [(start + offset) & 0xFFFF for offset in sorted(offsets)]

    (message,) = rtcp.parse(rtcp.nack(1, 9, sequences))

    assert message == rtcp.Nack(9, tuple(sequences))


@given(st.binary(max_size=120))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    list(rtcp.parse(data))
    for kind in (rtcp.SR, rtcp.RR, rtcp.RTPFB, rtcp.PSFB):
        list(rtcp.parse(bytes((0x81, kind, 0, len(data) // 4)) + data))


def test_times_survive_the_fixed_point() -> None:
    assert abs(rtcp.unix_time(rtcp.ntp_timestamp(1_700_000_000.25)) - 1_700_000_000.25) < 1e-6


def test_only_the_first_numbers_of_a_long_nack_are_read() -> None:
    packet = rtcp.nack(1, 9, range(8000))

    assert list(rtcp.parse(packet)) == [rtcp.Nack(9, tuple(range(rtcp.MAX_LOST)))]


def test_messages_and_lost_packets_of_a_compound_packet_are_limited() -> None:
    every = rtcp.nack(1, 9, range(200))
    told = list(rtcp.parse(every + rtcp.nack(1, 8, range(200)) + rtcp.pli(1, 9) * 200))
    lost = [number for message in told if isinstance(message, rtcp.Nack) for number in message.sequences]
    assert lost == list(range(rtcp.MAX_LOST))
    assert told.count(rtcp.KeyframeRequest(9)) == rtcp.MAX_PARTS - 2
