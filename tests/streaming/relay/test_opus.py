"""The duration of an Opus packet, compared with the decoder's."""

import av
import numpy as np
import pytest

from streaming.relay import opus


def toc(configuration: int, code: int) -> int:
    return configuration << 3 | code


@pytest.mark.parametrize(
    ("payload", "milliseconds"),
    [
        (bytes((toc(0, 0),)), 10),
        (bytes((toc(3, 0),)), 60),
        (bytes((toc(9, 0),)), 20),
        (bytes((toc(12, 0),)), 10),
        (bytes((toc(15, 1),)), 40),
        (bytes((toc(16, 0),)), 2.5),
        (bytes((toc(31, 0),)), 20),
        (bytes((toc(31, 2),)), 40),
        (bytes((toc(31, 3), 0xC0 | 3)), 60),
        (bytes((toc(3, 3), 63)), 120),
        (bytes((toc(31, 3),)), 0),
        (b"", 0),
    ],
)
def test_the_first_octets_say_how_long_it_lasts(payload: bytes, milliseconds: float) -> None:
    assert opus.duration(payload) == milliseconds * 48


@pytest.mark.parametrize("milliseconds", ["2.5", "10", "20", "60"])
def test_the_duration_is_that_of_a_real_encoders_packet(milliseconds: str) -> None:
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = 48000, "mono", "s16"  # type: ignore[attr-defined]
    encoder.options = {"frame_duration": milliseconds}
    encoder.open()
    size = encoder.frame_size  # type: ignore[attr-defined]
    frame = av.AudioFrame.from_ndarray(np.zeros((1, size), np.int16), format="s16", layout="mono")
    frame.sample_rate, frame.pts = 48000, 0
    packets = [*encoder.encode(frame), *encoder.encode(None)]  # type: ignore[attr-defined]

    assert opus.duration(bytes(packets[0])) == size == float(milliseconds) * 48
