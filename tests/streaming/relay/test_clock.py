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


def test_a_source_whose_clock_was_set_back_or_forward_is_on_time_with_its_next_reports() -> None:
    for jump in (-50.0, 50.0):
        shared = SourceClock()
        sound, picture = MediaClock(48000, shared), MediaClock(90000, shared)
        sound.note_sender_report(rtcp.ntp_timestamp(500.0), 0, now=1000.0)
        picture.note_sender_report(rtcp.ntp_timestamp(500.0), 0, now=1000.0)
        sound.note_sender_report(rtcp.ntp_timestamp(501.0 + jump), 48000, now=1001.0)

        assert sound.timestamp(1001.0) == 48000
        assert picture.timestamp(1001.0) is None  # its last report is by the clock as it was before

        picture.note_sender_report(rtcp.ntp_timestamp(501.0 + jump), 90000, now=1001.01)
        assert picture.timestamp(1001.0) == 90000


def test_a_report_that_comes_late_does_not_move_the_clock() -> None:
    clock = MediaClock(48000, SourceClock())
    clock.note_sender_report(rtcp.ntp_timestamp(500.0), 0, now=1000.0)
    clock.note_sender_report(rtcp.ntp_timestamp(501.0), 48000, now=1004.0)

    assert clock.moment(48000) == 1001.0
