"""Engines and what is between them and the server, with real processes and sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from streaming.captions.recognition import vosk_engine
from streaming.captions.recognition.engine import CHUNK_OCTETS, EngineFailedError, Recognised, clean_result
from streaming.captions.recognition.language_model import sentences_of, write_language_model
from streaming.captions.recognition.listener import MAX_WAITING, SoundQueue
from streaming.captions.recognition.sphinx_engine import sphinx_engine
from streaming.captions.recognition.vosk_engine import VoskEngine
from tests.support.speech import samples_of, speech_file
from tests.support.vosk_server import vosk_server

pytestmark = pytest.mark.real_time
SPOKEN = "We welcome the report on digital diplomacy. We support the proposal before the conference."


async def chunks(samples: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(samples), CHUNK_OCTETS):
        yield samples[at : at + CHUNK_OCTETS]


async def recognised(url: str, count: int) -> list[Recognised]:
    """What an engine at this address says to so many chunks."""
    async with ClientSession() as http:
        return [each async for each in VoskEngine(http, url).recognise(chunks(bytes(CHUNK_OCTETS * count)))]


def test_sentences_keep_the_words_that_can_be_recognised() -> None:
    known = frozenset({"we", "welcome", "the", "report"})
    text = "We welcome the Tokelauan report! Tokelau?\nThe report."
    assert sentences_of([text], known) == ["we welcome the report", "the report"]


def test_a_result_is_one_line_that_can_be_shown() -> None:
    assert clean_result("  We\x00 \u202eagree.\n") == "We agree."
    assert clean_result(None) == clean_result({"text": "We agree."}) == clean_result(float("nan")) == ""


def test_a_result_keeps_its_words_apart_and_its_letters_joined() -> None:
    assert clean_result("10\u00a0000 delegates\nagree\u3000.") == "10 000 delegates agree ."
    assert clean_result("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("chair " * 100, ("chair " * 83).strip()),  # 83 words have 497 characters: no part of the next one
        ("floor " * 82 + "delegate", "floor " * 82 + "delegate"),  # 500 characters exactly
        ("floor " * 82 + "delegates agree", ("floor " * 82).strip()),
        ("floor " * 82 + "delegate agrees", "floor " * 82 + "delegate"),
        ("x" * 1_000_000, "x" * 500),
    ],
)
def test_a_result_that_is_too_long_is_cut_between_words(text: str, cut: str) -> None:
    assert clean_result(text) == cut


async def test_partial_and_final_results_of_a_server() -> None:
    answers = [
        {"partial": ""},
        {"partial": "we"},
        {"partial": "we agree"},
        {"result": [], "text": "we agree"},
    ]
    async with vosk_server(answers) as url:
        assert await recognised(url, 6) == [
            Recognised("we", False), Recognised("we agree", False), Recognised("we agree", True),
        ]  # fmt: skip


@pytest.mark.parametrize(
    "answer", ["{", "[]", "[" * 60_000, '"text"', '{"partial": "' + "x" * vosk_engine.LONGEST_ANSWER + '"}']
)
async def test_what_is_no_answer_ends_the_engine(answer: Any) -> None:
    async with vosk_server([answer]) as url:
        with pytest.raises(EngineFailedError, match="no answer"):
            await recognised(url, 2)


async def test_an_engine_that_stalls_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vosk_engine, "ANSWER_SECONDS", 0.1)
    async with vosk_server([{"partial": "we"}], stalls=True) as url:
        with pytest.raises(EngineFailedError, match="did not answer"):
            await recognised(url, 3)


async def test_an_engine_that_floods_is_given_up() -> None:
    async def with_pauses() -> AsyncIterator[bytes]:
        while True:
            yield bytes(CHUNK_OCTETS)
            await asyncio.sleep(0.01)  # sound comes in time; the test waits for the engine alone

    async with vosk_server([], times=2000) as url, ClientSession() as http:
        words = VoskEngine(http, url).recognise(with_pauses())
        with pytest.raises(EngineFailedError, match="more than one answer"):
            await anext(words)


async def test_markup_of_an_engine_is_text_of_bounded_length() -> None:
    markup = "<img src=x onerror=alert(1)>\u202e" + "x" * 1000
    async with vosk_server([{"text": markup}]) as url:
        (found,) = await recognised(url, 1)
    assert found.is_final
    assert found.text == markup.replace("\u202e", "")[:500]


async def test_an_engine_that_never_finishes_the_handshake_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vosk_engine, "HANDSHAKE_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(EngineFailedError, match="reached"):
        await recognised(f"ws://127.0.0.1:{silent.getsockname()[1]}", 2)


async def test_an_engine_that_is_not_there() -> None:
    with pytest.raises(EngineFailedError, match="cannot be reached"):
        await recognised("ws://127.0.0.1:1", 1)


async def test_sound_that_waits_is_bounded_and_ends() -> None:
    queue = SoundQueue()
    for number in range(MAX_WAITING + 5):
        queue.put(bytes([number]) * CHUNK_OCTETS)
    queue.end()
    taken = [chunk[0] async for chunk in queue.chunks()]
    assert taken == list(range(5, MAX_WAITING + 5))


async def test_sound_that_comes_later_is_taken() -> None:
    queue = SoundQueue()
    found: list[int] = []

    async def take() -> None:
        async for chunk in queue.chunks():
            found.append(len(chunk))

    task = asyncio.create_task(take())
    await asyncio.sleep(0)
    queue.put(bytes(CHUNK_OCTETS + 7))
    await asyncio.sleep(0)
    queue.end()
    await task
    assert found == [CHUNK_OCTETS]


@pytest.mark.thorough
async def test_pocketsphinx_recognises_what_the_sessions_texts_have(tmp_path: Path) -> None:
    texts = [SPOKEN, "Thank you, Chair. The Tokelauan delegation has the floor."]
    assert write_language_model(texts, tmp_path / "session.lm") == 4
    samples = samples_of(speech_file(SPOKEN, tmp_path / "speech.wav"))
    engine = sphinx_engine(tmp_path / "session.lm")
    said = [each.text async for each in engine.recognise(chunks(samples)) if each.is_final]
    words = " ".join(said).split()
    assert {"report", "digital", "diplomacy", "proposal", "conference"} <= set(words)


def test_no_texts_are_no_model(tmp_path: Path) -> None:
    assert write_language_model(["Ŷŷ 123"], tmp_path / "session.lm") == 0
    assert not (tmp_path / "session.lm").exists()
