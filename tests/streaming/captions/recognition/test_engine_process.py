"""The process of an engine ends with the one that started it."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE

import pytest

from tests.support.hall import ROOT
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.real_time


@pytest.mark.parametrize("does", ["waits", "says"])
async def test_an_engine_ends_quietly_with_the_process_that_started_it(does: str) -> None:
    command = [sys.executable, "-m", "tests.support.abandoned_engine", does]
    paths = {"PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}"}
    starter = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=os.environ | paths, stdout=PIPE, stderr=PIPE
    )
    assert starter.stdout
    async with asyncio.timeout(PATIENCE):
        assert await starter.stdout.readline() == b"begun\n"
        starter.kill()
        assert await starter.communicate() == (b"", b"")  # ends when the engine's process has ended too
