"""Sound is cut into utterances, with a detector that takes silence for what is exactly zero."""

import numpy as np
import pytest

from streaming.captions.recognition.engine import CHUNK_OCTETS, RATE
from streaming.captions.recognition.utterances import KEPT, STEP, Samples, Utterances

PAUSE, LONGEST = RATE // 2, 3 * RATE


def find_speech(samples: Samples) -> list[tuple[int, int]]:
    """Where there is sound; half a second of silence ends it, and three seconds of sound."""
    spans: list[tuple[int, int]] = []
    begin = end = None
    for at in np.flatnonzero(samples):
        if begin is None or end is None:
            begin = at
        elif at - end > PAUSE:
            spans.append((int(begin), int(end)))
            begin = at
        elif at - begin >= LONGEST:
            spans.append((int(begin), int(at)))
            begin = at
        end = at + 1
    if begin is not None and end is not None:
        spans.append((int(begin), len(samples) if len(samples) - end < PAUSE else int(end)))
    return spans


def sound(*seconds: float) -> bytes:
    """Seconds of speech, of silence, of speech, and so on."""
    parts = [np.full(round(each * RATE), (at + 1) % 2, "<i2") for at, each in enumerate(seconds)]
    return np.concatenate(parts).tobytes()


def heard(utterances: Utterances, samples: bytes) -> list[float]:
    """The seconds of each utterance that ends in these samples."""
    chunks = [samples[at : at + CHUNK_OCTETS] for at in range(0, len(samples), CHUNK_OCTETS)]
    return [round(len(each) / RATE, 1) for chunk in chunks for each in utterances.add(chunk)]


def test_silence_ends_an_utterance() -> None:
    utterances = Utterances(find_speech)
    assert heard(utterances, sound(1.2, 0.9, 0.6, 0.9)) == [1.2, 0.6]
    assert len(utterances.current) == 0


def test_the_utterance_that_goes_on_is_known() -> None:
    utterances = Utterances(find_speech)
    assert heard(utterances, sound(0, 1.2, 1.2)) == []
    assert len(utterances.current) == round(1.2 * RATE)
    assert [len(each) for each in utterances.end()] == [round(1.2 * RATE)]


@pytest.mark.parametrize("seconds", [7.0, 9.5])
def test_a_long_utterance_is_cut_and_nothing_of_it_is_lost(seconds: float) -> None:
    utterances = Utterances(find_speech)
    found = heard(utterances, sound(seconds)) + [len(each) / RATE for each in utterances.end()]
    assert max(found) == 3.0
    assert sum(found) == pytest.approx(seconds)


def test_long_silence_is_not_kept() -> None:
    lengths: list[int] = []

    def measured(samples: Samples) -> list[tuple[int, int]]:
        lengths.append(len(samples))
        return find_speech(samples)

    utterances = Utterances(measured)
    assert heard(utterances, sound(0, 30.0)) == []
    assert max(lengths) <= KEPT + STEP


def test_no_sound_is_no_utterance() -> None:
    assert Utterances(find_speech).end() == []
