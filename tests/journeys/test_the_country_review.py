"""A review of eleven statements in drawn order, with all that can happen in one; its minutes tell it correctly."""

import hashlib

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Take, device
from tests.journeys.pages import Tab, give, listed, sees, thank
from tests.journeys.secretary import does, inscribe
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

TABLE = """(table) => {
    const texts = (row) => [...row.children].map((cell) => cell.innerText.trim());
    const [head, ...rows] = [...table.rows].map(texts);
    return rows.map((row) => Object.fromEntries(row.map((text, at) => [head[at], text])));
}"""


def draw_lots(moderator: Tab) -> None:
    """Put the list in order by lots."""
    moderator.page.bring_to_front()
    moderator.press("order-list")
    moderator.get("order-form").get_by_label("Drawn by lots").check()
    sees(moderator, "order-changes", "To look again draws no other lots")
    moderator.press("order-apply")
    expect(moderator.get("order-form")).to_be_hidden()


def drawn_again(guest: Tab) -> list[str]:
    """The numbers of the entries in the order of their lots, computed from the public seed."""
    guest.page.bring_to_front()
    guest.press("verify-order")
    expect(guest.get("verified")).to_have_attribute("data-right", "true")
    dialog = guest.page.get_by_role("dialog")
    seed = dialog.locator("code").first.inner_text()
    drawn = dialog.locator("tbody td:nth-child(2)").all_inner_texts()
    guest.page.keyboard.press("Escape")
    return sorted(drawn, key=lambda entry: hashlib.sha256(f"{seed}:{entry}".encode()).hexdigest())


def asks_for(tab: Tab, kind: str) -> None:
    """A delegation asks for the floor for something other than a statement."""
    tab.page.bring_to_front()
    tab.press("request-options")
    tab.get("options-kind").select_option(kind)
    if kind == "motion":
        tab.get("options-motion").select_option("adjournment_of_debate")
    tab.press("request-with-options")
    expect(tab.get("options-kind")).to_be_hidden()


def rows(tab: Tab, section: str, *columns: str) -> list[tuple[str, ...]]:
    """These columns of a section of the minutes."""
    found: list[dict[str, str]] = tab.take_away(section).evaluate(TABLE)
    return [tuple(row[column] for column in columns) for row in found]


def test_the_country_review(hall: Hall, take: Take, browser: Browser) -> None:
    moderator, audience, japan = take("moderator"), take("audience"), take("japan")

    # The first speaks in the hall while the others connect.
    give(moderator, "Australia")
    fiji, chile = device(hall, browser), take("chile")
    fiji.press("request-floor")
    sees(fiji, "own-place", "2nd")
    chile.join()
    chile.press("request-floor")
    sees(chile, "own-place", "3rd")
    inscribe(hall, "BN", "TH", "ID", "IN")
    inscribe(hall, "NZ", "GB", mode="read_out")
    does(hall, "written.submit", key="japan", language="en", text="Japan submits its statement in writing.")

    # Lots are drawn for all but the next two, and anyone can verify them.
    waiting = moderator.get("console-list").locator("li")
    expect(waiting).to_have_count(9)
    draw_lots(moderator)
    lots = drawn_again(audience)
    assert len(lots) == 7
    for place, entry in enumerate(lots, 2):
        expect(waiting.nth(place)).to_have_attribute("data-entry", entry)

    # The chair moves Chile in front of Fiji; they swap places, because both agree.
    moderator.page.bring_to_front()
    waiting.filter(has_text="Chile").drag_to(waiting.filter(has_text="Fiji"))
    sees(moderator, "undo", "moved Chile")
    fiji.page.bring_to_front()
    fiji.page.get_by_role("button", name="Ask Chile, before you, to change places").click()
    chile.page.bring_to_front()
    chile.press("swap-agree")
    sees(chile, "own-place", "3rd")
    names = moderator.get("console-list").locator(".name")
    expect(names.nth(1)).to_have_text("Fiji")
    order = names.all_inner_texts()
    assert order[:3] == ["Cambodia", "Fiji", "Chile"]
    thank(moderator)

    # A video statement plays; Fiji speaks, drops, and goes on from another device.
    give(moderator, "Cambodia")
    audience.shows("floor")
    moderator.page.bring_to_front()
    thank(moderator)
    give(moderator, "Fiji")
    audience.shows("floor")
    fiji.page.context.close()
    sees(audience, "trouble", "Fiji is reconnecting")
    fiji = device(hall, browser)
    expect(audience.get("trouble")).to_be_hidden()
    audience.shows("floor")
    fiji.press("finish")
    expect(moderator.get("thank")).to_be_hidden()

    # A point of order interrupts Chile, which goes on after the ruling; Fiji asks for a reply.
    give(moderator, "Chile")
    audience.shows("floor")
    asks_for(japan, "point_of_order")
    sees(moderator, "point-of-order", "Japan")
    moderator.press("recognise")
    sees(moderator, "holder", "Japan")
    sees(audience, "waits", "Chile")
    moderator.page.bring_to_front()
    moderator.get("ruling-text").fill("The speaker keeps to the item.")
    moderator.press("rule-upheld")
    sees(moderator, "holder", "Chile")
    audience.shows("floor")
    asks_for(fiji, "right_of_reply")
    moderator.page.bring_to_front()
    thank(moderator)
    for done in (chile, japan):
        done.page.close()

    mode = {"Cambodia": "video statement", "New Zealand": "read out", "United Kingdom": "read out"}
    # The others speak in the order of their lots; then comes the reply, and the end.
    for party in order[3:]:
        give(moderator, party)
        expect(moderator.get("reading")).to_be_visible(visible=mode.get(party) == "read out")
        thank(moderator)
    listed(moderator)
    give(moderator, "Fiji")
    audience.shows("floor")
    written = audience.page.locator('[data-testid^="written-"]')
    expect(written).to_contain_text(["Japan submits its statement in writing."])
    does(hall, "session.close")

    # The minutes list the turns in the order in which they were taken.
    audience.page.goto(f"{hall.pages}/session/{hall.session()}/minutes")
    sees(audience, "course", "Australia")
    statements = [(party, "statement", mode.get(party, "live")) for party in ("Australia", *order)]
    assert rows(audience, "turns", "Party", "Kind", "Mode") == [
        *statements[:4],
        ("Japan", "point of order", "live"),
        *statements[4:],
        ("Fiji", "right of reply", "live"),
    ]
    assert rows(audience, "rulings", "Party", "Ruling", "Text") == [
        ("Japan", "upheld", "The speaker keeps to the item.")
    ]
    fiji.page.context.close()
