"""Logs at the start of the server that the database has a demo that is not shown."""

import logging

from django.conf import settings

from foundation.database import in_thread
from sessions.programme.models import Conference

logger = logging.getLogger(__name__)


class DemoHiddenWarning:
    """A background service that only logs, at the start. `programme.services.shown_conferences` is what leaves the demo
    out.
    """

    async def start(self) -> None:
        """Log one line if `DEMO` is off and a demo was loaded before."""
        if settings.DEMO:
            return
        for name in await in_thread(_demo_names):
            logger.warning(
                "The database holds a demo, %s. It is hidden, and its seats are good for nothing, as DEMO is not set.",
                name,
            )

    async def stop(self) -> None:
        """Do nothing: there is nothing to stop."""


def _demo_names() -> list[str]:
    return list(Conference.objects.filter(is_demo=True).values_list("short", flat=True))


demo_hidden_warning = DemoHiddenWarning()
