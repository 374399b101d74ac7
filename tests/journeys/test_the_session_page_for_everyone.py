"""The session page, state by state and in every theme, as axe sees it."""

from playwright.sync_api import expect

from tests.journeys.axe import violations
from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, sees
from tests.journeys.test_the_remote_country_speaks import give, thank

THEMES = ["light", "dark", "contrast"]
WIDTHS = [1440, 390]


def is_clean(tab: Tab, state: str) -> None:
    """Nothing is found in any theme, wide or on a phone."""
    tab.page.bring_to_front()
    tab.page.emulate_media(reduced_motion="reduce")  # a colour in the midst of its change has no contrast
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 900})
        for theme in THEMES:
            tab.page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)
            assert (state, width, theme, violations(tab.page)) == (state, width, theme, [])
    tab.page.set_viewport_size({"width": 1440, "height": 900})


def test_the_session_page_in_each_state(take: Take) -> None:
    moderator, audience, fiji = take("moderator"), take("audience"), take("fiji")
    is_clean(audience, "between turns")
    is_clean(fiji, "the technical check")
    fiji.join()
    is_clean(fiji, "the floor not asked for")
    fiji.press("request-floor")
    sees(fiji, "withdraw", "3rd")
    is_clean(fiji, "on deck")
    give(moderator, "Australia")
    is_clean(audience, "a turn in the hall")
    thank(moderator)
    give(moderator, "Cambodia")
    is_clean(audience, "a recorded statement")
    thank(moderator)
    give(moderator, "Fiji")
    expect(fiji.get("finish")).to_be_visible()
    is_clean(fiji, "my own turn")
    for tab in ("questions", "people"):
        audience.press(f"tab-{tab}")
        is_clean(audience, tab)
