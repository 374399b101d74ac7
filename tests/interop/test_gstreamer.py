"""What is not a browser publishes: GStreamer's webrtcbin sends H.264, and Chromium shows it (`make interop`)."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, give
from tests.journeys.secretary import inscribe
from tests.support.hall import Hall

CODECS = """async () => [...(await window.__balai.listen.getStats()).values()]
    .filter((one) => one.type === "codec").map((one) => one.mimeType)"""
PUBLISHER = Path(__file__).parent / "publisher.py"


@contextmanager
def publishing(hall: Hall, key: str) -> Iterator["subprocess.Popen[str]"]:
    """GStreamer in the seat of a key, connected."""
    asked = {"action": "publish"}
    given = hall.post(f"/api/v1/sessions/{hall.session()}/media-token", asked, hall.seat(key)["token"])
    with subprocess.Popen(
        ["/usr/bin/python3", str(PUBLISHER), hall.url + given["url"]],
        env=os.environ | {"WHIP_TOKEN": given["token"]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "connected\n"
            yield process
        finally:
            process.kill()


def test_H264_of_GStreamer_is_shown_to_everyone(hall: Hall, take: Take, screen: Tab) -> None:
    moderator = take("moderator")
    inscribe(hall, "FJ")
    with publishing(hall, "fiji") as gstreamer:
        for party in ("Australia", "Cambodia", "Fiji"):
            give(moderator, party)
        # Cambodia's picture, which is no H.264, may still be on its way.
        screen.waits_for_promised(f"async () => (await ({CODECS})()).includes('video/H264')")
        screen.shows("floor")
        gstreamer.communicate("")
        assert gstreamer.returncode == 0
    expect(moderator.get("dropped")).to_be_visible()
