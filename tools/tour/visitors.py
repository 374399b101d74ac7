"""The browser windows of the tour. Each has its own browser, so that all windows are drawn at once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

from tests.journeys.conftest import FLAGS, PATIENCE_MS, seated
from tests.journeys.pages import Tab
from tests.support.hall import Hall
from tools.tour import camera


@dataclass
class Visitors:
    """Opens windows on one hall. A delegation with a camera has a browser of its own."""

    hall: Hall
    playwright: Playwright
    folder: Path
    _browsers: dict[str, Browser] = field(default_factory=dict)

    def browser(self, shows: str = "") -> Browser:
        """The browser whose camera shows this name; "" is the browser without a camera."""
        if shows not in self._browsers:
            flags = (
                [f"--use-file-for-fake-video-capture={camera.film(self.folder, shows).name}"] if shows else []
            )
            self._browsers[shows] = self.playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=[*FLAGS, *flags]
            )
        return self._browsers[shows]

    def window(self, width: int, height: int, *, shows: str = "", **options: Any) -> Page:
        """Open an empty window."""
        viewport = {"width": width, "height": height}
        context = self.browser(shows).new_context(viewport=viewport, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def phone(self, **options: Any) -> Page:
        """Open an empty window of a phone's size."""
        return self.window(390, 844, is_mobile=True, has_touch=True, device_scale_factor=2, **options)

    def seat(self, key: str, page: Page | None = None, *, shows: str = "") -> Tab:
        """Take a seat of the demo in a window of 1440 by 900, or in the given page."""
        return seated(self.hall, page or self.window(1440, 900, shows=shows), key)

    def leave(self) -> None:
        """Close all windows."""
        for browser in self._browsers.values():
            browser.close()
