"""A delegate with a screen reader: the page's tree and live regions tell its place, the call and the clock."""

import re

from playwright.sync_api import BrowserContext, Locator, expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab
from tests.journeys.secretary import call, does
from tests.support.hall import Hall

LIMITS = {"state": 61, "group": 240, "observer": 120, "other": 60}
"""Limits with which a turn soon has less than a minute left."""
LISTEN = """
window.said = [];
addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
    for (const region of document.querySelectorAll('[data-testid^=announcement]')) {
        const text = region.textContent;
        if (text && text !== region.said) window.said.push(`${region.role}: ${text}`);
        region.said = text;
    }
}).observe(document, { subtree: true, childList: true, characterData: true }));
"""
"""Records what the live regions say, and how urgently."""


def hears(tab: Tab, *said: str) -> None:
    """Wait until the live regions have said this, in this order."""
    tab.waits_until(
        "(said) => said.every((one, at) => window.said.indexOf(one) > (at ? window.said.indexOf(said[at - 1]) : -1))",
        list(said),
    )


def button(tab: Tab, name: str) -> Locator:
    """A button by its accessible name."""
    return tab.page.get_by_role("button", name=name, exact=True)


def test_the_delegate_with_a_screen_reader(hall: Hall, context: BrowserContext, take: Take) -> None:
    call(hall, "AU")
    does(hall, "floor.set_limits", limits=LIMITS)
    context.add_init_script(LISTEN)
    fiji = take("fiji")
    page, tree = fiji.page, fiji.page.locator("body")
    button(fiji, "Join without").click()

    # The place: beside the button that withdraws, in the list, and announced.
    button(fiji, "Request the floor").click()
    expect(tree).to_match_aria_snapshot("""
      - main:
        - heading "Australia"
        - timer /Time left \\d:\\d\\d/
        - complementary:
          - tabpanel:
            - heading "Next speakers"
            - list:
              - listitem:
                - text: "1"
                - paragraph: Cambodia
              - listitem:
                - text: "2"
                - paragraph: Fiji
                - paragraph: /^you/
      - contentinfo:
        - paragraph: /^2nd · about \\d min$/
        - button "Withdraw"
    """)
    hears(fiji, "status: You are 2nd on the list")
    call(hall, "KH")
    expect(tree).to_match_aria_snapshot("""
      - main:
        - paragraph:
          - strong: You are next
      - contentinfo:
        - paragraph: /^1st/
        - button "Withdraw"
    """)
    hears(fiji, "status: You are 2nd on the list", "status: You are next")

    # The call, at once; the clock, and the warning of the last minute.
    call(hall, "FJ")
    expect(page).to_have_title(re.compile(r"^\(you have the floor\)"))
    expect(tree).to_match_aria_snapshot("""
      - main:
        - timer /Time left \\d:\\d\\d/
        - textbox "Your text, in this browser only"
      - contentinfo:
        - paragraph: You have the floor
        - paragraph: The hall should hear you and does not.
        - button "Finish"
    """)
    hears(
        fiji, "status: You are next", "alert: You have the floor", "status: You have less than a minute left"
    )
    hears(fiji, "alert: You have the floor", "alert: The hall should hear you and does not.")
    button(fiji, "Finish").click()
    hears(fiji, "alert: You have the floor", "alert: Your microphone is closed")
    expect(page.get_by_role("timer")).to_have_count(0)
