"""Static files, found once for all ASGI handlers of a process."""

from typing import Any, ClassVar

from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise, with one list of files for the whole process.

    Each handler of the application loads the middleware. To look up a thousand files took a third of a second of each.
    """

    _found: ClassVar[dict[str, Any]] = {}

    def add_files_from_finders(self) -> None:
        """Called by WhiteNoise at its start."""
        if not self._found:
            super().add_files_from_finders()  # type: ignore[no-untyped-call]  # WhiteNoise has no types
            self._found.update(self.files)
        self.files = self._found
