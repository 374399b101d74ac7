"""A process for an engine that computes for longer than sound can wait.

It takes sound by a pipe and sends words back.
"""

import asyncio
import contextlib
import multiprocessing
import signal
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from streaming.captions.recognition.engine import (
    EngineFailedError,
    EngineUnusableError,
    Recognised,
    clean_result,
)

ENDING_SECONDS = 3.0

Say = Callable[[str, bool], None]
"""Called with words, and whether they are final."""


class Sound:
    """The sound that comes to the engine's process, chunk by chunk until its end."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._pipe.recv_bytes():
            yield chunk

    def is_waiting(self) -> bool:
        """Whether more sound has come already: then the engine is behind."""
        return self._pipe.poll()


class EngineProcess:
    """An engine that is a function, in a process of its own for each time that it recognises.

    `run` is called there with the sound, a `Say`, and the arguments. It raises `EngineUnusableError` if it can never
    run.
    """

    def __init__(self, name: str, run: Callable[..., None], *arguments: Any) -> None:
        self._name, self._run, self._arguments = name, run, arguments

    async def recognise(self, sound: AsyncIterator[bytes]) -> AsyncGenerator[Recognised]:
        """The words in the sound. Raises `EngineFailedError`, `EngineUnusableError`."""
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=_serve, args=(theirs, self._run, *self._arguments), daemon=True)
        process.start()
        theirs.close()
        found: asyncio.Queue[Recognised | Exception | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        loop.add_reader(ours.fileno(), _read, ours, found)
        feeding = asyncio.create_task(_feed(ours, sound))
        try:
            while (result := await found.get()) is not None:
                if isinstance(result, Exception):
                    raise result
                yield result
            if not feeding.done():
                raise EngineFailedError(f"{self._name} ended")
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


def _read(ours: Connection, found: "asyncio.Queue[Recognised | Exception | None]") -> None:
    try:
        while ours.poll():
            found.put_nowait(ours.recv())
    except (EOFError, OSError):
        found.put_nowait(None)


def _serve(theirs: Connection, run: Callable[..., None], *arguments: Any) -> None:
    """Runs in the engine's own process, until the sound ends or whoever listens to the words is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it

    def say(text: str, is_final: bool) -> None:
        theirs.send(Recognised(clean_result(text), is_final))

    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            run(Sound(theirs), say, *arguments)
        except EngineUnusableError as error:
            theirs.send(error)
