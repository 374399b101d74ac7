"""faster-whisper in its process, with a real model that hears nothing: what it writes tells only what it was asked."""

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator, Iterator
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from streaming.captions.recognition.engine import (
    CHUNK_OCTETS,
    EngineFailedError,
    EngineUnusableError,
    Recognised,
)
from streaming.captions.recognition.utterances import Samples, Utterances
from streaming.captions.recognition.whisper_engine import check_model, say_words, whisper_engine
from tests.support.patience import PATIENCE
from tests.support.speech import RATE, samples_of, speech_file
from tests.support.whisper_model import text_after, whisper_model

pytestmark = pytest.mark.real_time
PROMPT = ["<|startoftranscript|>", "<|notimestamps|>"]
SPOKEN = "We welcome the report on digital diplomacy and we support the proposal before the conference."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whisper_model(tmp_path_factory.mktemp("models") / "model")


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return samples_of(speech_file(SPOKEN, tmp_path_factory.mktemp("speech") / "speech.wav"), silence=2.0)


def chunks_of(samples: bytes) -> list[bytes]:
    return [samples[at : at + CHUNK_OCTETS] for at in range(0, len(samples), CHUNK_OCTETS)]


class Speaker:
    """Speaks in time with the engine: chunks of sound, then nothing until more is said or it ends."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue()

    def say(self, samples: bytes) -> None:
        """Speak."""
        for chunk in chunks_of(samples):
            self._waiting.put_nowait(chunk)

    def end(self) -> None:
        """No more sound comes."""
        self._waiting.put_nowait(None)

    async def sound(self) -> AsyncIterator[bytes]:
        """What is said."""
        while (chunk := await self._waiting.get()) is not None:
            yield chunk


async def first(words: AsyncIterator[Recognised], *, final: bool) -> Recognised:
    """The next result that is final, or that is not."""
    async with asyncio.timeout(PATIENCE):
        return await anext(found async for found in words if found.is_final is final)


async def test_words_come_while_the_speaker_goes_on_and_are_final_after_a_pause(
    model: Path, speech: bytes
) -> None:
    speaker = Speaker()
    words = whisper_engine(model, "en-GB", "").recognise(speaker.sound())
    half = 2 * 3 * RATE
    speaker.say(speech[:half])
    coming = await first(words, final=False)
    speaker.say(speech[half:])
    said = await first(words, final=True)
    assert coming.text == said.text == text_after(len(PROMPT))
    speaker.end()
    async with asyncio.timeout(PATIENCE):
        assert [each async for each in words] == []


class Heard:
    """Sound of speech alone, of which so many chunks come at a time."""

    def __init__(self, chunks: int, at_once: int) -> None:
        self._left, self._at_once = chunks, at_once

    def __iter__(self) -> Iterator[bytes]:
        while self._left:
            self._left -= 1
            yield b"\1\0" * (CHUNK_OCTETS // 2)

    def is_waiting(self) -> bool:
        """Whether more of those that came together are left."""
        return self._left % self._at_once != 0


@pytest.mark.parametrize(("at_once", "lengths"), [(1, [0.9, 1.8, 3.0, 3.9, 4.0]), (25, [1.5, 3.9, 4.0])])
def test_coming_words_are_recognised_once_a_second_and_never_while_more_sound_waits(
    at_once: int, lengths: list[float]
) -> None:
    asked: list[float] = []

    def recognise(samples: Samples, is_final: bool) -> str:
        asked.append(round(len(samples) / RATE, 1))
        return str(len(asked))

    said: list[Recognised] = []
    sound: Any = Heard(40, at_once)
    utterances = Utterances(lambda samples: [(0, len(samples))])
    say_words(sound, lambda *words: said.append(Recognised(*words)), utterances, recognise)
    assert asked == lengths
    assert [each.is_final for each in said] == [False] * (len(lengths) - 1) + [True]


@pytest.mark.thorough
async def test_what_is_said_last_is_final_when_the_sound_ends(model: Path, speech: bytes) -> None:
    speaker = Speaker()
    speaker.say(speech[: 2 * 2 * RATE])
    speaker.end()
    found = [each async for each in whisper_engine(model, "en", "").recognise(speaker.sound())]
    assert [each.is_final for each in found][-1:] == [True]


@pytest.mark.thorough
async def test_words_that_will_be_said_stand_before_what_is_written(model: Path, speech: bytes) -> None:
    speaker = Speaker()
    speaker.say(speech[: 2 * 2 * RATE])
    speaker.end()
    found = [each async for each in whisper_engine(model, "en", "Chair, Fiji").recognise(speaker.sound())]
    prompt = ["<|startofprev|>", "Chair", ",", "Fiji", *PROMPT]
    assert {each.text for each in found} == {text_after(len(prompt))}


@pytest.mark.thorough
async def test_who_speaks_on_is_cut(model: Path, speech: bytes) -> None:
    speaker = Speaker()
    without_pauses = speech[: 2 * 5 * RATE] * 4
    speaker.say(without_pauses)
    speaker.end()
    found = [each async for each in whisper_engine(model, "en", "").recognise(speaker.sound())]
    assert len([each for each in found if each.is_final]) >= 3


@pytest.mark.thorough
async def test_silence_has_no_words(model: Path) -> None:
    speaker = Speaker()
    speaker.say(bytes(2 * RATE * 10))
    speaker.end()
    assert [each async for each in whisper_engine(model, "en", "").recognise(speaker.sound())] == []


def child_of_this_process() -> int:
    """The engine's process."""
    (child,) = active_children()
    assert child.pid
    return child.pid


@pytest.mark.thorough
async def test_the_death_of_the_process_is_a_failure(model: Path, speech: bytes) -> None:
    speaker = Speaker()
    words = whisper_engine(model, "en", "").recognise(speaker.sound())
    speaker.say(speech[: 2 * 3 * RATE])
    await first(words, final=False)
    os.kill(child_of_this_process(), signal.SIGKILL)
    with pytest.raises(EngineFailedError, match="faster-whisper ended"):
        await first(words, final=True)


@pytest.mark.thorough
async def test_whoever_stops_listening_ends_the_process(model: Path, speech: bytes) -> None:
    speaker = Speaker()
    words = whisper_engine(model, "en", "").recognise(speaker.sound())
    speaker.say(speech[: 2 * 3 * RATE])
    await first(words, final=False)
    process = child_of_this_process()
    await words.aclose()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


async def test_a_folder_without_a_model_is_refused(tmp_path: Path, model: Path) -> None:
    check_model(model)
    with pytest.raises(EngineUnusableError, match=r"has no model\.bin"):
        check_model(tmp_path / "nowhere")
    (tmp_path / "model.bin").write_bytes(b"no model")
    with pytest.raises(EngineUnusableError, match=r"has no tokenizer\.json"):
        check_model(tmp_path)
    shutil.copy(model / "tokenizer.json", tmp_path)
    with pytest.raises(EngineUnusableError, match="cannot load the model"):
        await recognised_nothing(tmp_path, "en")


async def test_a_language_that_the_model_does_not_know(model: Path) -> None:
    with pytest.raises(EngineUnusableError, match="does not know the language fr"):
        await recognised_nothing(model, "fr-CA")


async def recognised_nothing(model: Path, language: str) -> None:
    """Start the engine and wait for words that never come."""
    async with asyncio.timeout(PATIENCE):
        async for _ in whisper_engine(model, language, "").recognise(Speaker().sound()):
            pass
