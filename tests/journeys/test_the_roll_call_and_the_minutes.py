"""A roll call from hall and remote, a decision with its quorum, and the minutes: read, corrected, downloaded."""

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.axe import is_accessible
from tests.journeys.conftest import Take
from tests.journeys.everyone import is_clean_and_translated
from tests.journeys.pages import Tab, sees
from tests.support.hall import Hall


def test_the_roll_call_and_the_minutes(hall: Hall, take: Take, screen: Tab, tmp_path: Path) -> None:
    moderator, japan = take("moderator"), take("japan")
    page = moderator.page
    page.bring_to_front()

    # The chair starts the roll call by a key and marks raised cards; a delegate in the hall answers on its own page.
    for _ in ("messages", "polls", "texts", "votes", "roll call"):
        page.keyboard.press("q")
    expect(moderator.get("tab-rollcall")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("v")
    sees(moderator, "roll-count", "0 of 21 present")
    sees(japan, "roll-call", "0 of 21 present")
    japan.press("answer-present")
    sees(japan, "roll-call", "Your delegation has answered")
    page.bring_to_front()
    for button in moderator.get("roll-marks").get_by_role("button", pressed=False).all()[:10]:
        button.click()
    sees(moderator, "roll-count", "11 of 21 present")
    is_accessible(page)
    sees(screen, "hall-roll_call", "Roll call: 11 of 21")
    page.bring_to_front()
    page.keyboard.press("v")
    sees(moderator, "roll-result", "enough to decide (11)")
    moderator.waits_until("() => document.documentElement.scrollHeight === 900")

    moderator.get("decision-text").fill("The Bali Message is adopted.")
    moderator.press("decision-record")
    sees(moderator, "decisions", "11 of 21 present, 11 needed")
    page.keyboard.press("Escape")
    page.keyboard.press("q")
    sees(moderator, "ledger-places", "Mean wait")
    is_accessible(page)

    # The minutes, open at a listener's, grow with what the moderator adds.
    minutes = f"{hall.pages}/session/{hall.session()}/minutes"
    screen.page.close()
    japan.page.close()
    guest = take("audience", f"/session/{hall.session()}/minutes")
    sees(guest, "in-short", "The Bali Message is adopted.")
    expect(guest.get("choose-decision/1")).to_have_count(0)
    page.goto(minutes)
    moderator.press("correct-decision/1")
    is_accessible(page)
    moderator.get("correction-text").fill("Adopted by consensus.")
    moderator.get("correction-reason").fill("The manner was left out")
    moderator.press("correction-add")
    for tab in (moderator, guest):
        sees(tab, "row-decision/1", "Adopted by consensus.")
    is_clean_and_translated(guest, "minutes")

    guest.page.bring_to_front()
    guest.press("take-away")
    with guest.page.expect_download() as html:
        guest.press("minutes-html")
    html.value.save_as(tmp_path / html.value.suggested_filename)
    assert html.value.suggested_filename.endswith("-minutes.html")
    assert "Adopted by consensus." in (tmp_path / html.value.suggested_filename).read_text(encoding="utf-8")
    expect(guest.take_away("decisions")).to_contain_text("Adopted by consensus.")
    is_accessible(guest.page)
    with guest.page.expect_download() as csv:
        guest.press("csv-decisions")
    assert (
        csv.value.path().read_bytes().startswith(b"\xef\xbb\xbfsession,decision,item,at_local,at_utc,text,")
    )
