"""Cuts sound that comes piece by piece into utterances."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from streaming.captions.recognition.engine import RATE

Samples = npt.NDArray[np.float32]
"""Mono sound of `RATE`, from -1 to 1."""
FindSpeech = Callable[[Samples], list[tuple[int, int]]]
"""Returns where speech begins and ends in sound, in samples. Speech that goes on ends with the sound."""

STEP = round(RATE * 0.3)
"""How much sound comes before speech is looked for again."""
KEPT = round(RATE * 0.5)
"""How much of the silence before an utterance is kept, because speech is found a little after its begin."""


class Utterances:
    """The utterances in sound that comes piece by piece."""

    def __init__(self, find_speech: FindSpeech) -> None:
        self._find_speech = find_speech
        self._samples: Samples = np.zeros(0, np.float32)
        self._looked = 0
        self.current: Samples = self._samples
        """The utterance that goes on, empty if nobody speaks."""

    def add(self, chunk: bytes) -> list[Samples]:
        """Add sound, 16-bit and little-endian. Returns the utterances that have ended."""
        samples = np.frombuffer(chunk, "<i2").astype(np.float32) / 32768
        self._samples = np.concatenate([self._samples, samples])
        return self._cut(is_end=False) if len(self._samples) - self._looked >= STEP else []

    def end(self) -> list[Samples]:
        """Returns the utterance that was not ended, because no more sound comes."""
        return self._cut(is_end=True)

    def _cut(self, *, is_end: bool) -> list[Samples]:
        samples, spans = self._samples, self._find_speech(self._samples)
        ended = [(begin, end) for begin, end in spans if end < len(samples) or is_end]
        going_on = spans[len(ended) :]
        self.current = samples[going_on[0][0] :] if going_on else samples[:0]
        rest = max(0, (going_on[0][0] if going_on else len(samples)) - KEPT)
        if ended:
            rest = max(rest, ended[-1][1])
        self._samples = samples[rest:]
        self._looked = len(self._samples)
        return [samples[begin:end] for begin, end in ended]
