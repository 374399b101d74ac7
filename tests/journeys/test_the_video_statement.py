"""A delegation hands in a video: a broken one is refused and leaves nothing, a good one plays when it is called."""

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, sees
from tests.journeys.secretary import call
from tests.support.hall import Hall
from tests.support.videos import video


def test_the_video_statement(hall: Hall, take: Take, screen: Tab, tmp_path: Path) -> None:
    moderator, fiji = take("moderator"), take("fiji")
    fiji.press("join-without")
    fiji.press("request-options")
    fiji.get("options-mode").select_option("video_statement")

    broken = tmp_path / "statement.webm"
    broken.write_bytes(b"This is no video.")
    fiji.get("video-statement-file").set_input_files(broken)
    expect(fiji.get("video-statement-refusal")).to_be_visible()
    expect(fiji.get("video-statement")).to_have_attribute("data-state", "none")
    assert list((hall.folder / "video_statements" / "uploads").glob("*")) == []

    # A video that listeners cannot decode is converted.
    fiji.get("video-statement-file").set_input_files(
        video(tmp_path / "fiji.mp4", picture="h264-b", sound="aac", seconds=30)
    )
    expect(fiji.get("video-statement")).to_have_attribute("data-state", "ready")
    sees(fiji, "video-statement-length", "30")
    fiji.press("request-with-options")
    sees(fiji, "own-place", "3rd")

    call(hall, "FJ")
    sees(screen, "hall-nameplate", "Fiji")
    screen.shows("floor")
    for tab in (moderator, screen):
        sees(tab, "video-time-left", "video ends in")
