"""Watches an upload: whether its sender may still hand it in, and whether it still arrives."""

import asyncio
import logging
from collections.abc import Callable

from foundation.database import in_thread
from foundation.refusals import Refusal
from streaming.video_statements.files import IncomingUpload

CHECK_SECONDS = 5.0
CHECKS = 6
LEAST = 64 * 1024
"""The fewest octets that must arrive within `CHECKS` checks (half a minute). A line of 17 kbit/s carries them."""

logger = logging.getLogger(__name__)
_watches: set[asyncio.Task[None]] = set()


def watch_upload(body: IncomingUpload, check_permission: Callable[[], None]) -> None:
    """Watch an upload on the running loop, until the file is complete or gone.

    `check_permission` asks the database, and refuses if the sender may no longer upload.
    """
    task = asyncio.create_task(
        _check_until_arrived(body, check_permission), name="video statement that comes"
    )
    _watches.add(task)
    task.add_done_callback(_watches.discard)


async def _check_until_arrived(body: IncomingUpload, check_permission: Callable[[], None]) -> None:
    pace = MinimumRate()
    while body.is_arriving:
        try:
            pace.check(body.octets)
            await in_thread(check_permission)
        except Refusal as refusal:
            body.refuse(refusal)
        except Exception:
            logger.exception(
                "Could not ask who may hand a video statement in; asked again in %s s", CHECK_SECONDS
            )
        await asyncio.sleep(CHECK_SECONDS)


class MinimumRate:
    """Checks that an upload keeps a minimum rate.

    It counts its own checks instead of seconds, so that a sender is not blamed if this process hangs and receives
    nothing.
    """

    def __init__(self) -> None:
        self._looks = self._before = 0

    def check(self, octets: int) -> None:
        """Note how many octets of the upload have arrived. Refuses `video_statement.too_slow`."""
        if self._looks == CHECKS:
            if octets - self._before < LEAST:
                raise Refusal(
                    "video_statement.too_slow",
                    "The file comes too slowly. Send it again over a better connection.",
                )
            self._looks, self._before = 0, octets
        self._looks += 1
