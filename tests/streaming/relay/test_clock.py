from streaming.relay import rtcp
from streaming.relay.clock import MediaClock, SourceClock


def test_sound_and_picture_of_a_source_share_one_offset() -> None:
    shared = SourceClock()
    sound, picture = MediaClock(48000, shared), MediaClock(90000, shared)
    sound.note_sender_report(rtcp.ntp_timestamp(500.0), 48000, now=1000.02)
    picture.note_sender_report(rtcp.ntp_timestamp(500.5), 90000, now=1000.51)

    # The picture's report arrived faster, so 500.5 there is 1000.51 here; both are read by that.
    assert sound.timestamp(1000.01) == 48000
    assert picture.timestamp(1000.51) == 90000
    assert picture.timestamp(1001.51) == 180000


def test_timestamps_are_unknown_before_a_report_and_after_a_restart() -> None:
    clock = MediaClock(90000, SourceClock())
    assert clock.timestamp(1.0) is None

    clock.note_sender_report(rtcp.ntp_timestamp(1.0), 5, now=1.0)
    assert clock.timestamp(1.0) == 5
    clock.forget_reports()

    assert clock.timestamp(1.0) is None


def test_timestamps_wrap() -> None:
    clock = MediaClock(90000, SourceClock())
    clock.note_sender_report(rtcp.ntp_timestamp(10.0), 0xFFFFFFFF, now=10.0)

    assert clock.timestamp(11.0) == 89999
