from streaming.relay.reception import Reception
from streaming.relay.rtcp import ReportBlock


def received(*sequences: int) -> Reception:
    reception = Reception(90000)
    for sequence in sequences:
        reception.add(sequence, 0, 100, 0.0)
    return reception


def test_an_unbroken_stream_lost_nothing() -> None:
    reception = received(*range(70000, 70100))

    block = reception.report_block(5, 1.0)

    assert block == ReportBlock(ssrc=5, lost_fraction=0, lost=0, highest=70099, jitter=0, lsr=0, dlsr=0)
    assert (reception.packets, reception.expected_packets, reception.octets) == (100, 100, 10000)


def test_the_fraction_is_of_the_interval_and_the_loss_of_all() -> None:
    reception = received(*range(70000, 70050), *range(70075, 70100))
    first = reception.report_block(5, 1.0)
    assert (first.lost_fraction, first.lost) == (64, 25)
    assert (reception.packets, reception.expected_packets, reception.loss) == (75, 100, 0.25)

    for sequence in range(70100, 70200):
        reception.add(sequence, 0, 100, 0.0)

    second = reception.report_block(5, 2.0)
    assert (second.lost_fraction, second.lost) == (0, 25)
    assert reception.loss == 0.0


def test_duplicates_do_not_make_the_loss_negative_in_the_fraction() -> None:
    reception = received(70000, 70001, 70001, 70001)

    block = reception.report_block(5, 1.0)

    assert (block.lost_fraction, block.lost) == (0, -2)


def test_a_stream_without_packets_has_an_empty_block() -> None:
    assert Reception(48000).expected_packets == 0
    assert Reception(48000).report_block(5, 1.0) == ReportBlock(5, 0, 0, 0, 0, 0, 0)


def test_jitter_grows_with_irregular_arrival_and_ignores_a_restart() -> None:
    reception = Reception(90000)
    for number in range(200):
        reception.add(70000 + number, 3000 * number, 100, number / 30 + (0.01 if number % 2 else 0.0))
    jitter = reception.report_block(5, 1.0).jitter
    assert 800 <= jitter <= 900

    reception.add(70200, 5, 100, 200 / 30)

    assert reception.report_block(5, 1.0).jitter == jitter


def test_the_sender_can_measure_its_round_trip() -> None:
    reception = received(70000)
    reception.note_sender_report(0x1234_5678_9ABC_DEF0, 10.0)

    block = reception.report_block(5, 10.5)

    assert (block.lsr, block.dlsr) == (0x5678_9ABC, 32768)
