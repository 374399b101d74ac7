import pytest

from streaming.relay.keyframe_throttle import KeyframeThrottle


def test_the_first_request_goes_at_once() -> None:
    assert KeyframeThrottle().seconds_until_request(10.0) == 0.0


def test_a_request_that_comes_too_soon_waits_and_is_not_dropped() -> None:
    debounce = KeyframeThrottle()
    debounce.seconds_until_request(10.0)
    debounce.note_sent(10.0)

    assert debounce.seconds_until_request(10.2) == pytest.approx(0.3)


def test_a_request_that_could_not_be_sent_delays_none() -> None:
    debounce = KeyframeThrottle()
    debounce.seconds_until_request(10.0)

    debounce.note_failed()

    assert debounce.seconds_until_request(10.1) == 0.0


def test_one_waiting_request_serves_all() -> None:
    debounce = KeyframeThrottle()
    debounce.seconds_until_request(10.0)
    debounce.note_sent(10.0)
    debounce.seconds_until_request(10.1)

    assert debounce.seconds_until_request(10.2) is None
    debounce.note_sent(10.5)
    assert debounce.seconds_until_request(11.5) == 0.0
