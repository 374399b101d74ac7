"""A moderator records a session: everyone sees it, a delegate acknowledges it, and the file plays."""

from pathlib import Path

import av
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, give, thank
from tests.support.hall import Hall

WRITTEN = 10
"""Pictures that must be on the disk before the recording ends."""


def pictures(path: Path) -> int:
    """How many pictures can be decoded from a file, which may still be growing."""
    try:
        with av.open(str(path)) as video_file:
            return (
                sum(1 for _ in video_file.decode(video_file.streams.video[0]))
                if video_file.streams.video
                else 0
            )
    except av.error.FFmpegError:
        return 0


@pytest.mark.thorough
def test_the_recording_of_a_session(hall: Hall, take: Take, screen: Tab, tmp_path: Path) -> None:
    moderator, fiji, audience = take("moderator"), take("fiji"), take("audience")
    fiji.join()
    fiji.press("request-floor")
    give(moderator, "Australia")
    thank(moderator)
    give(moderator, "Cambodia")
    thank(moderator)
    give(moderator, "Fiji")

    moderator.press("recordings")
    moderator.press("session-recording-start")
    expect(moderator.get("session-recordings-list")).to_be_focused()

    # Everyone sees it; the person on air is asked, and goes on.
    for tab in (screen, fiji, audience):
        expect(tab.get("running_recording")).to_be_visible()
    audience.page.set_viewport_size({"width": 390, "height": 844})
    audience.press("ask")
    expect(audience.get("silence").or_(audience.get("listen"))).to_be_hidden()
    expect(audience.get("running_recording")).to_be_visible()
    audience.press("ask-close")
    expect(moderator.get("session-recording-missing")).to_contain_text("not recorded")
    expect(fiji.get("session-recording-notice")).to_be_visible()
    expect(fiji.get("finish")).to_be_enabled()
    fiji.press("session-recording-understood")
    expect(fiji.get("session-recording-notice")).to_have_count(0)
    expect(moderator.get("session-recording-missing")).to_contain_text("All who are on the air")
    expect(moderator.get("session-recording-acknowledged")).to_contain_text("2 people")
    audience.plays("floor")
    # The relay writes whole clusters, so what is on the disk plays already, and so will the recording.
    moderator.eventually(
        lambda: sum(map(pictures, (hall.folder / "session_recordings").rglob("raw/floor.*.webm"))) > WRITTEN
    )

    moderator.press("session-recording-stop")
    for tab in (screen, fiji, audience):
        expect(tab.get("running_recording")).to_have_count(0)
    with moderator.page.expect_download() as fetched:
        moderator.press("session-recording-fetch-floor")
    path = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(path)

    assert path.suffix == ".webm"
    with av.open(str(path)) as video_file:
        assert [chapter["metadata"]["title"] for chapter in video_file.chapters()] == ["Fiji"]
        assert video_file.duration
    assert pictures(path) > WRITTEN
    moderator.press("session-recording-delete")
    moderator.press("session-recording-delete-now")
    expect(moderator.get("session-recording-fetch-floor")).to_have_count(0)
    # Its row is written first, and its files are deleted after that.
    moderator.eventually(lambda: list((hall.folder / "session_recordings").rglob("*.webm")) == [])
