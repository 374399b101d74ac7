"""Applies what happens by time alone: the list closes at an announced time (FL3), turns end by themselves (FL16)."""

import asyncio
import logging

from foundation.database import in_thread
from sessions.floor import services

TICK_SECONDS = 0.5

logger = logging.getLogger(__name__)


class Timekeeper:
    """The timekeeper of a process. Each process may run one: the first to lock a session's stream applies the time, and
    the others have nothing to do.
    """

    async def start(self) -> None:
        """Start the background task."""
        self._task = asyncio.create_task(apply_time_everywhere())

    async def stop(self) -> None:
        """Stop the background task."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


timekeeper = Timekeeper()


async def apply_time_everywhere() -> None:
    """Apply time to every session that is due, every `TICK_SECONDS`, until cancelled."""
    while True:
        await asyncio.sleep(TICK_SECONDS)
        try:
            sessions = await in_thread(services.sessions_due)
        except Exception:
            logger.exception("The timekeeper failed; it looks again in %s s", TICK_SECONDS)
            continue
        for session in sessions:
            await apply_time_to(session)


async def apply_time_to(session: int) -> None:
    """Apply time to one session. An error in it does not affect other sessions."""
    try:
        await in_thread(services.apply_time, session)
    except Exception:
        logger.exception("The timekeeper failed in session %s; it looks again in %s s", session, TICK_SECONDS)
