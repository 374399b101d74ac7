"""The pages of an outcome document in detail: organising, renewing, objecting, translating; for everyone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab
from tests.journeys.test_an_invitation import signed_in
from tests.journeys.test_the_bali_message import (
    CONTACT,
    PRACTICES,
    choose,
    edit,
    mark,
    opened,
    paragraph,
    propose,
    write,
)
from tests.support.hall import Hall, copied

PAGE = (1440, 1024, 390, 320)


@pytest.fixture
def hall(tmp_path: Path, organised: Path) -> Iterator[Hall]:
    hall = Hall(copied(organised, tmp_path / "data"))
    hall.publish(hall.url)
    hall.start()
    yield hall
    hall.stop()


def test_an_organiser_opens_a_document(hall: Hall, context: BrowserContext, take: Take) -> None:
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/outcome")
    organiser.press("open-outcome")
    organiser.get("outcome-title-en").fill("Communiqué")
    organiser.get("outcome-areas").fill("Culture\nWater")
    organiser.get("outcome-access").select_option("public")
    is_clean(organiser, "organise outcome", PAGE)
    organiser.press("outcome-create")
    row = organiser.page.get_by_role("row").filter(has_text="Communiqué")
    document = (row.get_attribute("data-testid") or "").rpartition("-")[2]

    audience = take("audience", f"/outcome/{document}")
    expect(audience.get("outcome-text")).to_contain_text("Water")
    is_clean(audience, "outcome of the audience", PAGE)
    organiser.get(f"access-{document}").select_option("delegations")
    expect(organiser.get("outcomes-done")).to_be_visible()
    audience.page.goto(f"{hall.pages}/outcome/{document}")
    expect(audience.get("outcome-unknown")).to_be_visible()

    organiser.press(f"remove-{document}")
    expect(organiser.get(f"outcome-row-{document}")).to_have_count(0)
    organiser.press("outcomes-undo")
    expect(organiser.get(f"outcome-row-{document}")).to_be_visible()


def test_amendments_follow_the_text(hall: Hall, take: Take) -> None:
    fiji = opened(hall, take("fiji", "/programme"))
    document = fiji.page.url.removeprefix(hall.pages)
    chile, rapporteur = (take(key, document) for key in ("chile", "rapporteur"))
    practices = paragraph(fiji, PRACTICES)
    propose(fiji, practices, 3, 2, "knowledge")

    # What is typed survives a reload.
    mark(chile, practices, 2)
    chile.press("open-comment")
    chile.get("propose-text").fill("With whom?")
    chile.page.reload()
    expect(chile.get("propose-text")).to_have_value("With whom?")
    chile.press("propose-send")
    expect(fiji.get("comments")).to_contain_text("With whom?")

    # Words are marked with the mouse, too.
    fiji.page.bring_to_front()
    fiji.get(f"paragraph-{paragraph(fiji, CONTACT)}").locator(".text span").first.dblclick(
        position={"x": 60, "y": 12}
    )
    expect(fiji.get("propose")).to_contain_text("Marked words: encourage")
    choose(fiji, practices)

    # The text overtakes an amendment, and its sponsor renews it.
    edit(rapporteur, practices)
    write(rapporteur, "We will share excellent habits in consular protection.", "Control+a")
    expect(fiji.get("fate-1")).to_be_visible()
    fiji.press("renew-1")
    fiji.get("propose-text").fill("We will share excellent knowledge in consular protection.")
    fiji.press("propose-send")
    expect(fiji.get("fate-1")).to_have_count(0)
    choose(rapporteur, practices)
    rapporteur.press("accept-1")
    expect(chile.get(f"paragraph-{practices}")).to_contain_text("share excellent knowledge in")

    # Paragraphs are split, moved and deleted, with undo.
    contact = paragraph(rapporteur, CONTACT)
    order = "[...document.querySelectorAll('.row[data-paragraph]')].map((row) => row.dataset.paragraph)"
    before = rapporteur.page.evaluate(order)
    choose(rapporteur, contact)
    for act in ("move-down", "delete-paragraph"):
        choose(rapporteur, contact)
        rapporteur.press(act)
        rapporteur.press("outcome-undo")
        expect(rapporteur.get("outcome-done")).to_have_count(0)
        rapporteur.eventually(lambda: rapporteur.page.evaluate(order) == before)
    edit(rapporteur, contact)
    for _ in range(3):
        rapporteur.page.keyboard.press("Control+ArrowRight")
    rapporteur.press("edit-split")
    expect(chile.get(f"paragraph-{contact}")).not_to_contain_text("digital diplomacy")
    expect(chile.get("outcome-text")).to_contain_text("ministries to name a contact for digital diplomacy")


@pytest.mark.thorough
def test_every_view_is_clean(hall: Hall, take: Take) -> None:
    moderator, chile, rapporteur = (opened(hall, take(key)) for key in ("moderator", "chile", "rapporteur"))
    practices = paragraph(chile, PRACTICES)
    propose(chile, practices, 3, 2, "knowledge")
    choose(moderator, practices)
    moderator.page.keyboard.press("t")
    expect(moderator.get("mark-agreed")).to_be_visible()
    is_clean(moderator, "outcome chair", PAGE)
    moderator.page.keyboard.press("?")
    expect(moderator.page.get_by_role("dialog")).to_contain_text("Ask for consensus")
    is_clean(moderator, "outcome palette", PAGE)
    moderator.page.keyboard.press("Escape")

    moderator.press("open-reading")
    moderator.get("reading-until").fill("2099-01-01T10:00")
    moderator.press("chair-send")
    expect(chile.get("outcome-state")).to_contain_text("Second reading")
    _objects(moderator, chile)

    edit(rapporteur, practices)
    is_clean(rapporteur, "outcome edit", PAGE)
    rapporteur.press("edit-cancel")
    rapporteur.press("view-languages")
    rapporteur.get("language-beside").select_option("ar")
    rapporteur.press(f"translate-{practices}")
    rapporteur.get("translation-text").fill("سنتبادل <b>الممارسات</b>.")
    rapporteur.press("translation-save")
    expect(rapporteur.get("translated")).to_contain_text("1 of")
    is_clean(rapporteur, "outcome languages", PAGE)
    rapporteur.press("view-delegations")
    is_clean(rapporteur, "outcome delegations", PAGE)
    rapporteur.choose("page-language", "id")
    rapporteur.press("view-bracketed")
    is_clean(rapporteur, "outcome in Indonesian", PAGE)


def _objects(moderator: Tab, chile: Tab) -> None:
    """A delegation objects to the consensus, and withdraws the objection."""
    moderator.press("open-consensus")
    moderator.get("consensus-seconds").fill("600")
    moderator.press("chair-send")
    chile.press("object")
    chile.get("object-reason").fill("Not yet.")
    chile.press("object-send")
    expect(moderator.get("objections")).to_contain_text("Not yet.")
    is_clean(moderator, "outcome objected", PAGE)
    chile.press("withdraw-objection")
    expect(moderator.get("objections")).to_have_count(0)
    moderator.press("end-procedure")
    expect(moderator.get("procedure")).to_have_count(0)
