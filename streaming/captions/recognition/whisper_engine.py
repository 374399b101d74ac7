"""faster-whisper, with a model that is on this machine. It recognises whole clips, so it is asked again while somebody
speaks.

Utterances are found by its voice activity detector (Silero), which its wheel brings.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streaming.captions.recognition.engine import CHUNK_OCTETS, LONGEST_UTTERANCE, RATE, EngineUnusableError
from streaming.captions.recognition.engine_process import EngineProcess, Say, Sound
from streaming.captions.recognition.utterances import Samples, Utterances

MODEL_FILES = ("model.bin", "tokenizer.json")
"""Files of a model that faster-whisper would download otherwise, or without which there is none."""
Recognise = Callable[[Samples, bool], str]
"""Returns the words in an utterance, with more care if they are final."""
COMING_OCTETS = 10 * CHUNK_OCTETS
"""Words that may still change are recognised once for so much sound at most: a second."""
PAUSE_MS = 500
"""After so much silence an utterance has ended."""
PAD_MS = 200
"""How much silence an utterance keeps at each side. Less than `PAUSE_MS`."""
MOST_TOKENS = 200
"""The most tokens of an utterance. The model has 448, of which the hotwords take up to 223."""


def check_model(folder: Path) -> None:
    """Check that a folder has a converted model. Raises `EngineUnusableError`."""
    missing = [name for name in MODEL_FILES if not (folder / name).is_file()]
    if missing:
        raise EngineUnusableError(
            f"{folder} has no {missing[0]}. Name a folder with a Whisper model in the form of CTranslate2."
        )


def whisper_engine(model: Path, language: str, hotwords: str) -> EngineProcess:
    """Recognises a language, a BCP 47 tag, with the model in a folder. `hotwords` are words that will be said."""
    return EngineProcess("faster-whisper", _run, str(model), language.split("-")[0].lower(), hotwords)


def _run(sound: Sound, say: Say, folder: str, language: str, hotwords: str) -> None:
    """Runs in the engine's own process."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    model = _loaded(folder, language)

    def recognise(samples: Samples, is_final: bool) -> str:
        found, _ = model.transcribe(
            samples,
            language=language,
            hotwords=hotwords or None,
            beam_size=5 if is_final else 1,
            temperature=(0.0, 0.4) if is_final else 0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
            max_new_tokens=MOST_TOKENS,
        )
        return " ".join(segment.text.strip() for segment in found)

    say_words(sound, say, Utterances(_find_speech), recognise)


def say_words(sound: Sound, say: Say, utterances: Utterances, recognise: Recognise) -> None:
    """Say what is recognised of utterances when they end, and meanwhile of the one that goes on: once a second at most,
    and only while no more sound waits.
    """
    since, last = 0, ""
    for chunk in sound:
        since += len(chunk)
        for samples in utterances.add(chunk):
            say(recognise(samples, True), True)
            since, last = 0, ""
        if len(utterances.current) and since >= COMING_OCTETS and not sound.is_waiting():
            said, since = recognise(utterances.current, False), 0
            if said and said != last:
                last = said
                say(said, False)
    for samples in utterances.end():
        say(recognise(samples, True), True)


def _loaded(folder: str, language: str) -> Any:
    """The model. Raises `EngineUnusableError`."""
    from faster_whisper import WhisperModel

    try:
        model = WhisperModel(folder, device="auto", compute_type="auto", local_files_only=True)
    except (RuntimeError, ValueError) as error:
        raise EngineUnusableError(f"faster-whisper cannot load the model in {folder}: {error}") from error
    if language not in model.supported_languages:
        raise EngineUnusableError(f"The model in {folder} does not know the language {language}.")
    return model


def _find_speech(samples: Samples) -> list[tuple[int, int]]:
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(
        min_silence_duration_ms=PAUSE_MS, speech_pad_ms=PAD_MS, max_speech_duration_s=LONGEST_UTTERANCE
    )
    return [(span["start"], span["end"]) for span in get_speech_timestamps(samples, options, RATE)]
