"""Speech made by espeak-ng, as 16-bit mono samples."""

import subprocess
from pathlib import Path

import av

RATE = 16_000


def speech_file(text: str, path: Path) -> Path:
    """A WAV file in which a text is spoken."""
    subprocess.run(["espeak-ng", "-s", "140", "-w", str(path), text], check=True, timeout=30)
    return path


def samples_of(path: Path, silence: float = 1.0) -> bytes:
    """The samples of a file, followed by some seconds of silence."""
    resampler = av.AudioResampler("s16", "mono", RATE)
    with av.open(str(path)) as file:
        found = b"".join(
            bytes(part.planes[0])[: part.samples * 2]
            for frame in file.decode(audio=0)
            for part in resampler.resample(frame)
        )
    return found + bytes(round(RATE * silence) * 2)
