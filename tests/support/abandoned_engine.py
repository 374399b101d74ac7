"""A process that starts an engine: `python -m tests.support.abandoned_engine waits`, or `says`.

The engine writes a line to standard output, then waits for sound that never comes, or says words without end.
"""

import asyncio
import sys
from collections.abc import AsyncIterator

from streaming.captions.recognition.engine_process import EngineProcess, Say, Sound


def recognise(sound: Sound, say: Say, does: str) -> None:
    """The engine."""
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    while does == "says":
        say("word", False)
    for _ in sound:
        pass


async def _silence() -> AsyncIterator[bytes]:
    while True:
        await asyncio.sleep(3600)  # no sound comes; the test ends this process
        yield b""


async def main(does: str) -> None:
    """Start the engine, and hear its words."""
    async for _ in EngineProcess("Test", recognise, does).recognise(_silence()):
        pass


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
