"""The session page, state by state and in every theme: listening, waiting and speaking."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.conftest import Take, device
from tests.journeys.everyone import HEIGHTS, is_clean_and_translated, is_clean_on_a_small_phone
from tests.journeys.pages import Tab, give, sees, thank
from tests.journeys.secretary import chairing, does, propose_swap
from tests.journeys.test_the_country_review import asks_for
from tests.support.hall import Hall
from tests.support.tab import Tab as Socket

pytestmark = pytest.mark.thorough

NO_H264 = """((known) => {
    RTCRtpReceiver.getCapabilities = (kind) => {
        const found = known.call(RTCRtpReceiver, kind);
        return { ...found, codecs: found.codecs.filter(({ mimeType }) => mimeType !== 'video/H264') };
    };
})(RTCRtpReceiver.getCapabilities)"""
"""For a page that is told that some pictures are missing."""


def stands_at(tab: Tab, scene: str) -> None:
    """Wait until the stage shows this scene."""
    expect(tab.get("stage")).to_have_attribute("data-scene", scene)


def test_a_session_of_statements(hall: Hall, take: Take) -> None:
    moderator, audience, fiji = take("moderator"), take("audience"), take("fiji")
    is_clean_and_translated(audience, "session nobody")
    is_clean_and_translated(fiji, "session technical check")
    fiji.join()
    is_clean_and_translated(fiji, "session not asked")
    fiji.press("request-options")
    expect(fiji.get("options-kind")).to_be_visible()
    is_clean_and_translated(fiji, "session asks otherwise")
    fiji.get("options-mode").select_option("video_statement")
    expect(fiji.get("video-statement-choose")).to_be_visible()
    is_clean_and_translated(fiji, "session asks with a video statement", (1440, 390))
    fiji.page.keyboard.press("Escape")
    expect(fiji.get("options-kind")).to_be_hidden()
    fiji.press("video-statement-open")
    expect(fiji.get("video-statement-choose")).to_be_visible()
    is_clean_and_translated(fiji, "session hands in a video statement", (1440, 390))
    fiji.page.keyboard.press("Escape")
    expect(fiji.get("video-statement-choose")).to_be_hidden()
    fiji.press("written-open")
    expect(fiji.get("written-text")).to_be_visible()
    is_clean_and_translated(fiji, "session writes")
    fiji.get("written-as-file").check()
    expect(fiji.get("written-file")).to_be_visible()
    is_clean_and_translated(fiji, "session writes a file", (1440, 390))
    fiji.get("written-typed").check()
    fiji.get("written-text").fill("Fiji thanks the chair and submits this in writing.")
    fiji.press("written-submit")
    expect(fiji.page.locator('[data-testid^="written-"]', has_text="in writing").first).to_be_visible()
    fiji.press("request-floor")
    sees(fiji, "own-place", "3rd")
    is_clean_and_translated(fiji, "session third")
    does(hall, "floor.inscribe", key="chile")
    propose_swap(hall, "CL", "FJ", key="chile")
    expect(fiji.get("swap-agree")).to_be_visible()
    is_clean_and_translated(fiji, "session asked to change places")
    fiji.press("swap-decline")
    expect(fiji.get("swap-decline")).to_be_hidden()
    give(moderator, "Australia")
    is_clean_and_translated(audience, "session a turn in the hall")
    thank(moderator)
    give(moderator, "Cambodia")
    is_clean_and_translated(audience, "session recorded")
    is_clean_and_translated(fiji, "session next")
    thank(moderator)
    give(moderator, "Fiji")
    expect(fiji.get("finish")).to_be_visible()
    is_clean_and_translated(fiji, "session my turn")
    audience.shows("floor")
    is_clean_and_translated(audience, "session a remote turn")
    asks_for(take("japan"), "point_of_order")
    moderator.page.bring_to_front()
    moderator.press("recognise")
    sees(fiji, "turn-waits", "Your turn waits")
    is_clean_and_translated(fiji, "session interrupted")
    fiji.page.set_viewport_size({"width": 320, "height": HEIGHTS[320]})
    fiji.waits_until("() => document.querySelector('[data-testid=turn-waits]').offsetWidth > 100")
    fiji.page.set_viewport_size({"width": 1440, "height": HEIGHTS[1440]})
    is_clean_and_translated(audience, "session a point of order")
    for tab, state in ((fiji, "session interrupted"), (audience, "session a point of order")):
        is_clean_on_a_small_phone(tab, state)
    moderator.page.bring_to_front()
    moderator.press("rule-noted")
    expect(fiji.get("finish")).to_be_visible()
    for tab, state in (("questions", "session questions"), ("people", "session people")):
        audience.press(f"tab-{tab}")
        is_clean_and_translated(audience, state)
    does(hall, "session.suspend", reason="Coffee until 11:15")
    stands_at(audience, "suspended")
    is_clean_and_translated(audience, "session suspended")
    is_clean_and_translated(fiji, "session suspended in my turn")
    does(hall, "session.resume")
    does(hall, "session.close")
    stands_at(audience, "after")
    audience.press("tab-list")
    is_clean_and_translated(audience, "session after")
    is_clean_and_translated(fiji, "session after my turn")


def test_what_goes_wrong_in_a_session(
    hall: Hall, take: Take, browser: Browser, context: BrowserContext
) -> None:
    context.add_init_script(NO_H264)
    moderator, audience = take("moderator"), take("audience")
    sees(audience, "no-h264", "OpenH264")
    fiji = device(hall, browser)
    fiji.press("request-floor")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")
    audience.shows("floor")
    fiji.page.context.close()
    sees(audience, "trouble", "Fiji is reconnecting")
    is_clean_and_translated(audience, "session drop")
    is_clean_on_a_small_phone(audience, "session drop")
    is_clean_and_translated(moderator, "console drop", (1440, 390), scrolls=False)
    moderator.press("revoke-open")
    moderator.get("revoke-reason").fill("The line is gone.")
    moderator.press("revoke")
    expect(audience.get("revoked")).to_be_visible()
    is_clean_and_translated(audience, "session revoked", (1440,))
    chile = take("chile")
    chile.press("join-without")
    chile.press("request-floor")
    expect(chile.get("withdraw")).to_be_visible()
    # Someone joined without a connection and is not heard; both the speaker and the chair are told so.
    give(moderator, "Chile")
    expect(moderator.get("unheard")).to_be_visible()
    expect(chile.get("heard")).to_have_attribute("data-heard", "missing")
    is_clean_and_translated(chile, "session unheard")
    is_clean_and_translated(moderator, "console unheard", (1440, 1024, 390, 320), scrolls=False)
    thank(moderator)
    chile.press("request-floor")
    expect(chile.get("withdraw")).to_be_visible()
    hall.kill()
    for tab in (moderator, audience, chile):
        tab.is_cut_off()
    expect(audience.get("dropped")).to_be_visible()
    is_clean_and_translated(audience, "session own drop")
    is_clean_and_translated(chile, "session own drop in the queue")
    is_clean_and_translated(moderator, "console own drop", (1440, 390), scrolls=False)
    hall.start()
    chile.is_live()
    # The page catches up by itself after an outage.
    expect(chile.get("on-deck")).to_be_visible()


def test_before_a_session(hall: Hall, take: Take) -> None:
    audience, fiji, moderator, screen = take("audience"), take("fiji"), take("moderator"), take("hall-screen")
    fiji.press("join-without")

    async def coming(chair: Socket) -> str:
        reader = await chair.follow(f"conference/{chair.seat['seat']['conference']}")
        sessions = reader.entities["session"].values()
        ahead = [one for one in sessions if one["state"] == "scheduled"]
        return str(min(ahead, key=lambda one: one["starts_at"])["id"])

    later = chairing(hall, coming)
    for tab, state in ((audience, "session before"), (fiji, "session before for a delegate")):
        tab.page.goto(f"{hall.pages}/session/{later}")
        stands_at(tab, "before")
        is_clean_and_translated(tab, state)
    moderator.page.goto(f"{hall.pages}/session/{later}/console")
    expect(moderator.get("session-open")).to_be_visible()
    is_clean_and_translated(moderator, "console before", (1440, 1024, 390), scrolls=False)
    screen.page.goto(f"{hall.pages}/session/{later}/hall")
    expect(screen.get("hall-screen")).to_have_attribute("data-scene", "before")
    is_clean_and_translated(screen, "hall before", (1920, 390), scrolls=False)
