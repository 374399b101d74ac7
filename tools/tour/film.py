"""Records several pages into one silent WebM: Chromium's screencast of each, side by side."""

import base64
import io
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import CDPSession, Page

SIZE = (1440, 810)
PAPER, INK, SOFT, LINE = "#fbfaf7", "#14213d", "#4a5468", "#d5d2c8"
CAPTION = (32, 580, 848, 200)
"""The caption's place: left, top, width, height."""
FRAMES_A_SECOND = 10
QUALITY = 36
"""libvpx's constant quality: 0 is the best, 63 the smallest."""


@dataclass
class Pane:
    """A page in the film: its place (left, top, width, height; pixels), and the name beneath it."""

    page: Page
    name: str
    box: tuple[int, int, int, int]
    frames: list[tuple[float, bytes]] = field(default_factory=list)
    session: CDPSession | None = None

    def roll(self) -> None:
        """Begin to keep the page's frames, as JPEG with their times."""
        self.session = self.page.context.new_cdp_session(self.page)
        self.session.on("Page.screencastFrame", self._keep)
        _, _, width, height = self.box
        most = {"maxWidth": width * 2, "maxHeight": height * 2}
        self.session.send(
            "Page.startScreencast", {"format": "jpeg", "quality": 85, "everyNthFrame": 2, **most}
        )

    def _keep(self, event: dict[str, Any]) -> None:
        assert self.session is not None
        self.frames.append((time.monotonic(), base64.b64decode(event["data"])))
        self.session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    def cut(self) -> None:
        """Stop keeping frames."""
        assert self.session is not None
        self.session.remove_listener("Page.screencastFrame", self._keep)
        self.session.send("Page.stopScreencast")
        self.session.detach()


class Film:
    """Panes that are recorded together, with a caption for each scene."""

    def __init__(self, panes: list[Pane]) -> None:
        self.panes = panes
        self.captions: list[tuple[float, str]] = []
        for pane in panes:
            pane.roll()

    def caption(self, text: str) -> None:
        """Set the caption from now on."""
        self.captions.append((time.monotonic(), text))

    def write(self, path: Path) -> None:
        """Write the film from the first caption until now, as VP9 in WebM."""
        start, end = self.captions[0][0], time.monotonic()
        for pane in self.panes:
            pane.cut()
        with av.open(str(path), "w") as film:
            stream = film.add_stream("libvpx-vp9", rate=FRAMES_A_SECOND)
            stream.width, stream.height = SIZE
            stream.pix_fmt = "yuv420p"
            stream.options = {"crf": str(QUALITY), "b": "0", "cpu-used": "5", "row-mt": "1"}
            for picture in self._pictures(start, end):
                film.mux(stream.encode(av.VideoFrame.from_image(picture)))
            film.mux(stream.encode(None))

    def _pictures(self, start: float, end: float) -> Iterator[Image.Image]:
        shown: dict[str, bytes] = {}
        sheet = self._sheet()
        said = ""
        for number in range(int((end - start) * FRAMES_A_SECOND)):
            moment = start + number / FRAMES_A_SECOND
            caption = _latest(self.captions, moment) or ""
            if caption != said:
                _write_caption(sheet, caption)
                said = caption
            for pane in self.panes:
                frame = _latest(pane.frames, moment)
                if frame is not None and shown.get(pane.name) is not frame:
                    shown[pane.name] = frame
                    _lay(sheet, pane, frame)
            yield sheet

    def _sheet(self) -> Image.Image:
        sheet = Image.new("RGB", SIZE, PAPER)
        draw = ImageDraw.Draw(sheet)
        for pane in self.panes:
            left, top, width, height = pane.box
            draw.rectangle((left - 1, top - 1, left + width, top + height), outline=LINE)
            draw.text((left, top + height + 8), pane.name, SOFT, _font(20))
        return sheet


def _latest(kept: list[tuple[float, Any]], moment: float) -> Any:
    found = None
    for when, what in kept:
        if when > moment:
            break
        found = what
    return found


def _lay(sheet: Image.Image, pane: Pane, frame: bytes) -> None:
    left, top, width, height = pane.box
    picture = Image.open(io.BytesIO(frame)).convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    sheet.paste(picture, (left, top))


def _write_caption(sheet: Image.Image, text: str) -> None:
    left, top, width, height = CAPTION
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((left, top, left + width, top + height), fill=PAPER)
    draw.multiline_text((left, top), "\n".join(textwrap.wrap(text, 46)), INK, _font(36), spacing=12)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
