"""The organiser's workspace: each page at each width, in two languages, and by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import av
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.everyone import is_clean, is_clean_in, is_inside
from tests.journeys.pages import Tab
from tests.journeys.test_an_invitation import signed_in
from tests.support.hall import Hall, copied
from tests.support.mailbox import mailbox

PAGES = {
    "organise overview": "overview-opening",
    "organise conference": "archive",
    "organise delegations": "grid",
    "organise programme": "board",
    "organise people": "people-rows",
    "organise exchange": "export-tables",
    "organise registrations": "registrations-none",
    "organise documents": "documents-none",
    "organise polls": "polls-none",
    "organise after": "after-read",
    "organise access": "access-sessions",
    "organise languages": "channel-fr",
    "organise webhooks": "webhooks-none",
    "organise audit": "audit-entries",
    "organise privacy": "notice-publish",
    "organise api": "token-make",
}
"""What each page shows once it is there, by the state that is looked at."""

TABLES = (1920, 1200, 1199, 1440)
"""Widths beside those of every view: on both sides of the one from which tables have columns."""


def shows_all_columns(tab: Tab, state: str) -> None:
    """Check at these widths that no table hides columns."""
    for width in TABLES:
        is_inside(tab.page, f"{state} {width}", width, 900)


@pytest.fixture
def hall(tmp_path: Path, organised: Path) -> Iterator[Hall]:
    """A hall that sends e-mails, and has an organiser with an account."""
    with mailbox() as (_, server):
        hall = Hall(
            copied(organised, tmp_path / "data"),
            MAIL_URL=f"smtp://127.0.0.1:{server.port}",
            MAIL_FROM="Balai <hall@hall.example>",
        )
        hall.publish(hall.url)
        hall.start()
        yield hall
        hall.stop()


def adds_a_language(organiser: Tab, language: str, interpreter: str) -> None:
    """Let the first session be interpreted into a language, by a person of this name."""
    organiser.get("channel-new").select_option(language)
    organiser.press("channel-add")
    organiser.get(f"interpreter-search-{language}").fill(interpreter)
    channel = organiser.get(f"channel-{language}")
    channel.get_by_role("button", name=interpreter).click()
    expect(organiser.get(f"interpreter-search-{language}")).to_be_focused()
    expect(channel.get_by_role("button", name=f"Take {interpreter}")).to_have_count(1)


@pytest.mark.thorough
def test_every_page_of_the_workspace(hall: Hall, context: BrowserContext) -> None:
    session = hall.session()
    hall.is_demo(False)
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/people")
    organiser.press("open-people")
    organiser.get("people-list").fill(
        "Ana Example of the Delegation of Fiji <ana.example@delegation.example>"
    )
    organiser.get("people-party").select_option(label="Fiji")
    organiser.press("people-add")
    expect(organiser.get("open-people")).to_be_focused()
    organiser.press("invite-rest")
    organiser.press("letter-send")
    expect(organiser.get("invite-rest")).to_have_count(0)
    expect(organiser.page.get_by_role("heading", level=1)).to_be_focused()
    expect(organiser.get("people-rows").get_by_role("button", name="Withdraw the link")).to_have_count(1)
    for language in ("en", "id"):
        organiser.choose("page-language", language)
        for state, shown in PAGES.items():
            page = state.removeprefix("organise ")
            organiser.press(f"organise-{page}")
            if page == "languages" and language == "en":
                adds_a_language(organiser, "ar", "Interpreter")
            organiser.get(shown).wait_for()
            if page == "access":
                # With the columns of what a person may do.
                organiser.get("access-search").fill("Ana")
                organiser.get("access-found").get_by_role("button").first.click()
                expect(organiser.get("access-name")).to_be_focused()
                organiser.get(f"access-rights-{session}").locator("dt").first.wait_for()
            is_clean_in(language, organiser, state)
            shows_all_columns(organiser, f"{page} {language}")


def test_a_policy_is_chosen_by_keyboard_before_it_is_applied(hall: Hall, context: BrowserContext) -> None:
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/access")
    session = hall.session()
    policy, applies = (
        organiser.get(f"access-policy-{session}"),
        organiser.get(f"access-policy-{session}-apply"),
    )
    policy.focus()
    organiser.page.keyboard.press("ArrowDown")
    organiser.page.keyboard.press("ArrowDown")
    expect(policy).to_have_value("registered")
    expect(applies).to_be_visible()
    entrance = f"/api/v1/sessions/{session}"
    assert hall.get(entrance)["access"] == "public"
    organiser.page.keyboard.press("Tab")
    organiser.page.keyboard.press("Enter")
    expect(policy).to_be_focused()
    expect(applies).to_have_count(0)
    organiser.eventually(lambda: hall.get(entrance)["access"] == "registered")


@pytest.mark.thorough
def test_a_conference_is_copied_by_keyboard(hall: Hall, context: BrowserContext) -> None:
    hall.is_demo(False)
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/conference")
    keys = organiser.page.keyboard
    organiser.get("copy-open").press("Enter")
    is_clean(organiser, "the dialog that copies a conference")
    organiser.get("copy-name-en").focus()
    keys.type("Next conference")
    organiser.get("copy-short").focus()
    keys.type("ICDD 2022")
    expect(organiser.get("copy-slug")).to_have_value("icdd-2022")
    organiser.get("copy-first-day").fill("2022-11-15")
    organiser.get("copy-parties").press("Space")
    organiser.get("copy-do").press("Enter")
    organiser.page.wait_for_url("**/c/icdd-2022/organise/conference")
    expect(organiser.get("conference-short")).to_have_value("ICDD 2022")
    organiser.press("organise-delegations")
    expect(organiser.get("grid").get_by_text("Fiji").first).to_be_visible()
    organiser.press("organise-programme")
    organiser.get("board").wait_for()


def test_polls_are_prepared_ahead_by_keyboard(hall: Hall, context: BrowserContext) -> None:
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/polls")
    keys = organiser.page.keyboard
    organiser.get("polls-none").wait_for()
    for question in ("First?", "Second?"):
        organiser.get("open-poll").press("Enter")
        expect(organiser.get("poll-question")).to_be_focused()
        keys.type(question)
        organiser.get("poll-options").fill("Yes\nNo")
        is_clean(organiser, "the form of a poll in the workspace")
        organiser.get("poll-save").press("Enter")
        expect(organiser.get("open-poll")).to_be_focused()
    is_clean(organiser, "polls that are prepared")
    shows_all_columns(organiser, "polls that are prepared")
    waiting = organiser.get("polls-waiting").locator("tbody th")
    organiser.get("up-2").press("Enter")
    expect(waiting).to_have_text(["Second?", "First?"])
    expect(organiser.get("up-2")).to_be_focused()
    organiser.get("delete-2").press("Enter")
    expect(waiting).to_have_text(["First?"])
    expect(organiser.page.get_by_role("heading", level=1)).to_be_focused()
    for stroke, shown in (
        ("Control+z", ["Second?", "First?"]),
        ("Control+z", ["First?", "Second?"]),
        ("Control+Shift+z", ["Second?", "First?"]),
    ):
        keys.press(stroke)
        expect(waiting).to_have_text(shown)


def film(path: Path) -> None:
    """Write a film that a browser plays."""
    path.parent.mkdir(parents=True)
    with av.open(str(path), "w") as written:
        stream = written.add_stream("libvpx", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for _ in range(20):
            grey = Image.new("RGB", (320, 180), "#808080")
            written.mux(stream.encode(av.VideoFrame.from_image(grey)))
        written.mux(stream.encode(None))


def test_what_is_published_after_a_session(hall: Hall, context: BrowserContext, browser: Browser) -> None:
    film(hall.folder / "session_recordings" / "made" / "floor.webm")
    hall.recording()
    hall.close_session()
    session = hall.session()
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/after")
    recording, minutes = (organiser.get(f"readers-{session}-{part}") for part in ("recording", "minutes"))
    expect(recording).to_have_value("nobody")
    reader = Tab(browser.new_context().new_page())
    reader.page.set_default_timeout(PATIENCE_MS)
    record = f"{hall.pages}/session/{session}/record"
    reader.page.goto(record)
    reader.get("guest-enter").wait_for()

    # Arrows pass over readers who are not meant: Enter publishes, and Escape does not.
    recording.focus()
    for key in ("ArrowDown", "Escape", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"):
        organiser.page.keyboard.press(key)
    expect(recording).to_have_value("everyone")
    expect(organiser.get("undo")).to_have_count(0)
    organiser.page.keyboard.press("Enter")
    organiser.get("undo").wait_for()
    reader.page.goto(record)
    reader.get("record-player").evaluate("video => video.play()")
    reader.waits_until("() => document.querySelector('video').currentTime > 0")
    expect(reader.get("record-minutes")).to_have_count(0)

    day = organiser.page.locator("section", has=organiser.get(f"after-session-{session}"))
    day.get_by_label("Who reads all of this day").select_option("everyone")
    day.get_by_role("button", name="Publish all of the day").click()
    expect(organiser.get("undo")).to_contain_text("of the day")
    expect(minutes).to_have_value("everyone")
    is_clean(organiser, "organise after published")
    reader.page.goto(record)
    reader.get("record-minutes").wait_for()
    is_clean(reader, "record")
    with reader.page.expect_download() as fetched:
        reader.press("record-html")
    assert fetched.value.suggested_filename.endswith("-minutes.html")

    organiser.press("undo")
    expect(minutes).to_have_value("entrants")
    organiser.page.keyboard.press("Control+z")
    expect(recording).to_have_value("nobody")
    reader.page.goto(record)
    reader.get("guest-enter").wait_for()
