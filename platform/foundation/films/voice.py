"""The sound of a simulated speaker: a quiet hum with vowels and the rhythm of syllables and sentences. And that of a
hall in which nobody speaks.
"""

import math
import zlib
from functools import cache

import numpy as np
import numpy.typing as npt

RATE = 24_000
"""Samples per second."""

Samples = npt.NDArray[np.float64]
Sound = npt.NDArray[np.int16]
"""Mono samples, as they are encoded."""

_VOWELS = ((700, 1150), (400, 1900), (300, 2200), (450, 850), (350, 750))
"""The first two formants, Hz, of a, e, i, o and u."""

_HARMONICS = 14
_PEAK = 0.16
_SILENCE = -90
ROOM_DBOV = -58
"""The level of a hall in which nobody speaks: it is heard, and is no voice."""
_ROOM_HZ = 500


@cache
def _syllables(name: str, seconds: int) -> tuple[Samples, Samples]:
    """Where syllables begin, and how loud each is. 0 is a pause.

    The last second is silent, so that the film can loop.
    """
    dice = np.random.default_rng(zlib.crc32(name.encode()))
    starts, loud, at, left = [0.0], [0.0], 0.3, 0
    while at < seconds - 1.2:
        left = left or int(dice.integers(6, 15))
        starts.append(at)
        loud.append(float(dice.uniform(0.55, 1.0)))
        at += float(dice.uniform(0.16, 0.3))
        left -= 1
        if not left:
            starts.append(at)
            loud.append(0.0)
            at += float(dice.uniform(0.3, 0.8))
    return np.array([*starts, at]), np.array([*loud, 0.0])


def loudness(name: str, seconds: int, moment: Samples) -> Samples:
    """The loudness of a speaker, 0 to 1, at each `moment` of the film, in seconds."""
    starts, loud = _syllables(name, seconds)
    which = np.clip(np.searchsorted(starts, moment, side="right") - 1, 0, len(loud) - 1)
    ends = np.append(starts[1:], float(seconds))
    inside = np.clip((moment - starts[which]) / np.maximum(ends[which] - starts[which], 1e-6), 0, 1)
    return np.asarray(loud[which] * np.sin(np.pi * inside) ** 0.6)


def level_dbov(name: str, seconds: int, at: float) -> int:
    """The level of a film's sound at a moment, in dBov. -90 is silence."""
    loud = float(loudness(name, seconds, np.array([at]))[0]) * _PEAK
    return max(_SILENCE, round(20 * math.log10(max(loud, 1e-9))))


def voice_samples(name: str, seconds: int) -> Sound:
    """Make the voice of a simulated speaker: mono samples at `RATE`. The same name gives the same voice."""
    moment = np.arange(seconds * RATE) / RATE
    starts, _ = _syllables(name, seconds)
    seed = zlib.crc32(name.encode())
    pitch = 105 + seed % 70
    fundamental = pitch * (
        1 + 0.06 * np.sin(2 * np.pi * 0.31 * moment) + 0.02 * np.sin(2 * np.pi * 2.3 * moment)
    )
    phase = 2 * np.pi * np.cumsum(fundamental) / RATE
    which = (np.searchsorted(starts, moment, side="right") * 7 + seed) % len(_VOWELS)
    formants = np.array(_VOWELS, dtype=float)[which]
    sound = np.zeros_like(moment)
    for number in range(1, _HARMONICS + 1):
        sound += _gain(number * pitch, formants) / number**0.5 * np.sin(number * phase)
    sound *= loudness(name, seconds, moment) / np.max(np.abs(sound))
    return np.asarray(32_767 * _PEAK * sound, dtype=np.int16)


def room_samples(seconds: int) -> Sound:
    """The sound of air in a large room: low noise, which goes on without a break when it is repeated."""
    count = seconds * RATE
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    dice = np.random.default_rng(0)
    noise = dice.normal(size=len(hertz)) + 1j * dice.normal(size=len(hertz))
    sound = np.fft.irfft(noise / (1 + (hertz / _ROOM_HZ) ** 2), count)
    return np.asarray(32_767 * 10 ** (ROOM_DBOV / 20) * sound / np.std(sound), dtype=np.int16)


def _gain(frequency: float, formants: Samples) -> Samples:
    """The gain of the harmonic at this frequency, in a vowel with these formants."""
    return np.asarray(0.08 + np.exp(-(((frequency - formants) / 160) ** 2)).sum(axis=1))
