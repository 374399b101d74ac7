"""A newcomer in one browser: from the first page through five tabs to the hall screen, in a full hall."""

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.journeys.everyone import HEIGHTS, is_clean
from tests.journeys.pages import Tab, sees, thank
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

SHORT_NAMES = ["Republic of Korea", "Brunei Darussalam", "Papua New Guinea", "Solomon Islands"]
ROWS_DIFFER = """async (list, names) => {
    const rows = [...list.children];
    const texts = rows.map((row) => {
        const walker = document.createTreeWalker(row.querySelector('.name'), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) if (walker.currentNode.data.trim()) return walker.currentNode;
    });
    const before = texts.map(({ data }) => data);
    texts.forEach((text, at) => (text.data = names[at % names.length]));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const found = texts.filter((text) => {
        const range = new Range();
        range.selectNodeContents(text);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
    }).map(({ data }) => `${data} is broken`);
    const heights = new Set(rows.map((row) => Math.round(row.getBoundingClientRect().height)));
    if (heights.size > 1) found.push(`rows are ${[...heights]} px high`);
    texts.forEach((text, at) => (text.data = before[at]));
    return found;
}"""
"""Short names in the rows of a list of speakers: which are in two lines, and whether heights differ."""
QUESTION = "How can an island state keep its data at home?"


def opened(first: Tab, key: str) -> Tab:
    """Take a seat from the first page, in a tab of its own."""
    first.page.bring_to_front()
    with first.page.context.expect_page() as new:
        first.press(f"seat-{key}")
    tab = Tab(new.value)
    tab.press("take-seat")
    tab.is_live()
    return tab


def rows(moderator: Tab) -> Locator:
    """The waiting entries at the console."""
    return moderator.get("console-list").locator('[data-testid^="console-row-"]')


def has_even_rows(seen: Tab, testid: str, *widths: int) -> None:
    """Check that rows are of one height, names in one line, and that no row says that it is simulated."""
    seen.page.bring_to_front()
    for width in widths:
        seen.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        found = seen.get(testid).evaluate(ROWS_DIFFER, SHORT_NAMES)
        assert not found, f"{testid} at {width}: {found}"
    expect(seen.get(testid)).not_to_contain_text("simulated")


def test_the_first_five_minutes(full_hall: Hall, context: BrowserContext) -> None:
    first = Tab(context.new_page())
    first.page.goto(full_hall.url)
    expect(first.page.get_by_role("heading", level=1)).to_have_text("Balai")

    # The hall is active before the newcomer comes: one speaks, others wait.
    screen = opened(first, "hall-screen")
    sees(screen, "hall-nameplate", "simulated")
    screen.shows("floor")
    is_clean(screen, "hall simulated", (1920,), scrolls=False)

    # Chair: the simulated chair has stepped aside. Thank the speaker, and give the floor to the next.
    moderator = opened(first, "moderator")
    expect(rows(moderator).nth(5)).to_be_visible()
    is_clean(moderator, "console simulated", (1440, 390), scrolls=False)
    has_even_rows(moderator, "console-list", 390, 1024, 1440)
    # The simulated chair may have put a question on the screen before it stepped aside.
    pinned = moderator.page.locator('article[data-pinned="true"]')
    for number in [str(each.get_attribute("data-testid")).rpartition("-")[2] for each in pinned.all()]:
        moderator.press(f"unpin-{number}")
    expect(pinned).to_have_count(0)
    thank(moderator)  # the speaker may have finished by itself
    expect(moderator.get("holder")).to_have_attribute("data-party", "")
    moderator.page.keyboard.press("g")
    holds = moderator.get("holder").filter(has_text="Has the floor")
    expect(holds.or_(moderator.get("not-ready"))).to_be_visible()
    if moderator.get("not-ready").count():
        moderator.press("call-anyway")
    expect(holds).to_be_visible()

    # Speak as a remote country, called out of turn; its simulation has left the seat.
    fiji = opened(first, "fiji")
    fiji.join()
    fiji.press("request-floor")
    expect(fiji.get("withdraw")).to_be_visible()
    moderator.page.bring_to_front()
    row = rows(moderator).filter(has_text="Fiji")
    expect(row).to_have_attribute("data-ready", "ready")
    thank(moderator)  # so that no speaker finishes in the moment of the press
    row.click()
    moderator.get("chosen").locator('[data-testid^="call-"]').click()
    sees(moderator, "holder", "Fiji")
    expect(fiji.get("finish")).to_be_visible()
    sees(screen, "hall-nameplate", "Fiji")
    sees(screen, "hall-nameplate", "present")
    screen.shows("floor")
    has_even_rows(screen, "hall-next-rows", 1920)

    # Ask as the audience, and see the question on the hall screen.
    visitor = opened(first, "audience")
    visitor.shows("floor")
    is_clean(visitor, "session simulated", (1440, 390))
    has_even_rows(visitor, "list", 390, 1024, 1440)
    expect(visitor.get("simulated")).to_have_count(1)
    visitor.ask(QUESTION)
    moderator.page.bring_to_front()
    asked = moderator.get("pending").locator("article", has_text=QUESTION)
    number = str(asked.get_attribute("data-testid")).rpartition("-")[2]
    moderator.press(f"approve-{number}")
    moderator.press(f"pin-{number}")
    sees(screen, "hall-question", QUESTION)

    fiji.page.bring_to_front()
    fiji.press("finish")
    expect(fiji.get("finish")).to_be_hidden()
    assert len(context.pages) == 5

    # Sign out: the seat ends, and the first page offers seats again.
    visitor.page.bring_to_front()
    visitor.press("sign-out")
    expect(visitor.get("seat-audience")).to_be_visible()
    visitor.waits_until("() => !Object.keys(sessionStorage).some((key) => key.startsWith('balai.seat'))")
