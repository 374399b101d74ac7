"""PocketSphinx, in a process of its own: it computes for up to a second at the end of an utterance.

Its wheel brings an acoustic model and a dictionary of English. It is only useful with a language model of the session's
own texts (`language_model.py`).
"""

from pathlib import Path

from streaming.captions.recognition.engine import LONGEST_UTTERANCE, RATE
from streaming.captions.recognition.engine_process import EngineProcess, Say, Sound


def sphinx_engine(model: Path | None) -> EngineProcess:
    """Recognises English with PocketSphinx. `model` is a language model in ARPA form, or None for the general one."""
    return EngineProcess("PocketSphinx", _run, str(model or ""))


def _run(sound: Sound, say: Say, model: str) -> None:
    """Runs in the engine's own process."""
    from pocketsphinx import Decoder, Endpointer

    decoder = Decoder(samprate=RATE, loglevel="FATAL", **({"lm": model} if model else {}))
    endpointer = Endpointer(sample_rate=RATE, window=0.2, ratio=0.8)
    waiting, seconds, last = b"", 0.0, ""
    for chunk in sound:
        waiting += chunk
        while len(waiting) >= endpointer.frame_bytes:
            frame, waiting = waiting[: endpointer.frame_bytes], waiting[endpointer.frame_bytes :]
            speech = endpointer.process(frame)
            if speech is None:
                continue
            if not seconds:
                decoder.start_utt()
                last = ""
            decoder.process_raw(speech)
            seconds += len(speech) / 2 / RATE
            if not endpointer.in_speech or seconds >= LONGEST_UTTERANCE:
                decoder.end_utt()
                seconds = 0.0
                say(_hypothesis(decoder), True)
        said = _hypothesis(decoder) if seconds else ""
        if said and said != last:
            last = said
            say(said, False)


def _hypothesis(decoder: object) -> str:
    found = decoder.hyp()  # type: ignore[attr-defined]
    return found.hypstr if found else ""
