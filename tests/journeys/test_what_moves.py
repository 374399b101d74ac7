"""Motion on the screens: brief, none for users who prefer less, and never away from under the keyboard."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PATIENCE_MS, Take, seated
from tests.journeys.pages import give, sees, thank
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

WATCH = """
window.moves = [];
const note = (animation) => {
    if (animation.animationName === 'arrive') return;
    window.moves.push(animation.effect.getComputedTiming().activeDuration);
};
const animate = Element.prototype.animate;
Element.prototype.animate = function (...given) {
    const animation = animate.apply(this, given);
    note(animation);
    return animation;
};
const noteAll = () => document.getAnimations().forEach(note);
for (const begun of ['transitionrun', 'animationstart']) document.addEventListener(begun, noteAll, true);
"""
"""Records the durations of all animations, in milliseconds, but of one that moves nothing: it keeps presses away."""
LONGEST_MS = 200
LISTEN = """
window.said = [];
addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
    const polite = document.querySelector('[data-testid=announcement]')?.textContent ?? '';
    if (polite && polite !== window.said.at(-1)) window.said.push(polite);
}).observe(document.body, { subtree: true, childList: true, characterData: true }));
"""
"""Records what a screen reader is told politely."""
HELD = "() => document.activeElement.closest('[data-entry]')?.dataset.entry ?? null"
"""The row that has the focus. What is drawn anew gets it back a moment later."""


def test_a_turn_comes_and_goes(hall: Hall, browser: Browser) -> None:
    _moves_or_not(hall, browser, "no-preference", "Australia")
    _moves_or_not(hall, browser, "reduce", "Cambodia")


def _moves_or_not(hall: Hall, browser: Browser, motion: Any, party: str) -> None:
    """A party gets the floor and leaves it, for users with this preference."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, reduced_motion=motion, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(WATCH)
    screen = seated(hall, context.new_page(), "hall-screen")
    moderator = seated(hall, context.new_page(), "moderator")
    give(moderator, party)
    sees(screen, "hall-nameplate", party)
    moderator.page.bring_to_front()
    thank(moderator)
    screen.page.bring_to_front()
    expect(screen.page.locator(".canvas > .scene")).to_have_count(1)
    for tab in (screen, moderator):
        moved = [duration for duration in tab.page.evaluate("() => window.moves") if duration > 0]
        assert (len(moved) > 0, all(duration <= LONGEST_MS for duration in moved)) == (
            motion == "no-preference",
            True,
        )
    context.close()


def test_the_keyboard_stays_on_a_row_that_moves(hall: Hall, take: Take, browser: Browser) -> None:
    moderator = take("moderator")
    elsewhere = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    elsewhere.set_default_timeout(PATIENCE_MS)
    other = seated(hall, elsewhere.new_page(), "moderator")
    rows = moderator.get("console-list").locator(".name")
    expect(rows).to_have_text(["Australia", "Cambodia"])
    moderator.get("console-list").get_by_role("button").nth(1).focus()
    held = moderator.page.evaluate(HELD)
    other.get("console-list").get_by_role("button").nth(1).click()
    other.press("move-up")
    expect(rows).to_have_text(["Cambodia", "Australia"])
    moderator.waits_until(f"(held) => ({HELD})() === held", held)
    # If its row is gone, the row in its place has the focus.
    give(other, "Cambodia")
    expect(rows).to_have_text(["Australia"])
    moderator.waits_until(f"(held) => ![null, held].includes(({HELD})())", held)
    elsewhere.close()


def test_screen_readers_are_told_one_thing_at_a_time(hall: Hall, take: Take) -> None:
    moderator, audience = take("moderator"), take("audience")
    audience.page.add_init_script(LISTEN)
    audience.page.reload()
    audience.is_live()
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    audience.page.bring_to_front()
    audience.waits_until(
        "() => window.said.length >= 2 && window.said.some((text) => text.includes('has the floor'))"
    )
    # Its line may be slow on a busy machine, and that may be said first.
    said = audience.page.evaluate("() => window.said")
    first = next(text for text in said if "has the floor" in text)
    # The hall is off air.
    assert first == "Australia has the floor: Heard in the hall alone (off air)"
