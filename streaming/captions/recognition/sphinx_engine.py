"""PocketSphinx in a process of its own: it computes for up to a second at the end of an utterance.

Its wheel brings an acoustic model and a dictionary of English. It is only useful with a language model of the session's
own texts (`language_model.py`).
"""

import asyncio
import contextlib
import multiprocessing
from collections.abc import AsyncIterator
from multiprocessing.connection import Connection
from pathlib import Path

from streaming.captions.recognition.engine import RATE, EngineFailedError, Recognised, clean_result

ENDING_SECONDS = 3.0
LONGEST_UTTERANCE = 7.0
"""Seconds after which words become final although the speaker goes on. Longer captions could not be read."""


class SphinxEngine:
    """Recognises English with PocketSphinx. `model` is a language model in ARPA form, or None for the general one."""

    def __init__(self, model: Path | None) -> None:
        self._model = model

    async def recognise(self, sound: AsyncIterator[bytes]) -> AsyncIterator[Recognised]:
        """The words in the sound. Raises `EngineFailedError`."""
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=_run, args=(theirs, str(self._model or "")), daemon=True)
        process.start()
        theirs.close()
        found: asyncio.Queue[Recognised | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        loop.add_reader(ours.fileno(), _read, ours, found)
        feeding = asyncio.create_task(_feed(ours, sound))
        try:
            while (recognised := await found.get()) is not None:
                yield recognised
            if not feeding.done():
                raise EngineFailedError("PocketSphinx ended")
        finally:
            feeding.cancel()
            loop.remove_reader(ours.fileno())
            process.kill()  # it has ended already, or nobody waits for its words any more
            await asyncio.to_thread(process.join, ENDING_SECONDS)
            ours.close()


async def _feed(ours: Connection, sound: AsyncIterator[bytes]) -> None:
    with contextlib.suppress(OSError):
        async for chunk in sound:
            # In a thread, because a full pipe blocks: then the oldest sound is dropped before it comes here.
            await asyncio.to_thread(ours.send_bytes, chunk)
        await asyncio.to_thread(ours.send_bytes, b"")


def _read(ours: Connection, found: "asyncio.Queue[Recognised | None]") -> None:
    try:
        while ours.poll():
            text, is_final = ours.recv()
            found.put_nowait(Recognised(clean_result(text), is_final))
    except (EOFError, OSError):
        found.put_nowait(None)


def _run(theirs: Connection, model: str) -> None:
    """Runs in the engine's own process: takes sound until an empty chunk, and sends words back."""
    from pocketsphinx import Decoder, Endpointer

    decoder = Decoder(samprate=RATE, loglevel="FATAL", **({"lm": model} if model else {}))
    endpointer = Endpointer(sample_rate=RATE, window=0.2, ratio=0.8)
    waiting, seconds, last = b"", 0.0, ""
    while chunk := theirs.recv_bytes():
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
                theirs.send((_hypothesis(decoder), True))
        said = _hypothesis(decoder) if seconds else ""
        if said and said != last:
            last = said
            theirs.send((said, False))


def _hypothesis(decoder: object) -> str:
    found = decoder.hyp()  # type: ignore[attr-defined]
    return found.hypstr if found else ""
