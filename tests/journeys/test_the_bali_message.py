"""From the countries' review to the adopted Bali Message: drafted, amended, decided on and adopted by silence."""

import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, give, thank
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

VENUE = timedelta(hours=8)
"""The offset of the conference's time zone."""
CONTACT = "We encourage foreign ministries to name a contact for digital diplomacy."
PRACTICES = "We will share good practices in consular protection and public information during crises."
PAGE = (1440, 1024, 390)
TIME_PASSED = (
    "from datetime import timedelta; from foundation import clock; "
    "from sessions.outcome.adoption.models import Procedure; "
    "Procedure.objects.filter(ended_at=None).update(until=clock.now() - timedelta(seconds=1))"
)

INK = 200
"""What is darker in a grey picture is no paper."""
SECOND_RAPPORTEUR = (
    "from sessions.models import Participant; "
    "Participant.objects.filter(name='Interpreter (demo)').update(roles=['interpreter', 'rapporteur'])"
)


def opened(hall: Hall, tab: Tab) -> Tab:
    """Open the document in a tab, from the list of documents on the programme page."""
    tab.page.goto(f"{hall.pages}/programme")
    tab.get("outcomes").get_by_role("link").first.click()
    tab.get("outcome-text").wait_for()
    return tab


def paragraph(tab: Tab, text: str) -> str:
    """The id of the paragraph that begins with these words."""
    row = tab.page.locator(".row[data-paragraph]").filter(has_text=text).first
    return row.get_attribute("data-paragraph") or ""


def choose(tab: Tab, row: str) -> None:
    """Choose a paragraph at its number."""
    tab.press(f"choose-{row}")
    expect(tab.get(f"choose-{row}")).to_have_attribute("aria-current", "true")


def mark(tab: Tab, row: str, word: int, words: int = 1) -> None:
    """Mark words of a paragraph by keyboard: from the one with this place on."""
    tab.page.bring_to_front()
    choose(tab, row)
    for _ in range(word + 1):
        tab.page.keyboard.press("ArrowRight")
    for _ in range(words - 1):
        tab.page.keyboard.press("Shift+ArrowRight")


def propose(tab: Tab, row: str, word: int, words: int, text: str) -> None:
    """Propose other words by keyboard, and table them."""
    mark(tab, row, word, words)
    tab.press("open-replace")
    tab.get("propose-text").fill(text)
    tab.press("propose-table")
    expect(tab.get("propose-replace")).to_have_count(0)


def edit(tab: Tab, row: str) -> None:
    """Open the editor on a paragraph."""
    tab.page.bring_to_front()
    choose(tab, row)
    tab.press("open-edit")
    expect(tab.get("editor")).to_be_focused()


def write(tab: Tab, text: str, at: str) -> None:
    """Type in the editor, and save. `at` is the key that goes to the place, or selects what is replaced."""
    tab.page.bring_to_front()
    tab.get("editor").focus()
    tab.page.keyboard.press(at)
    tab.page.keyboard.type(text)
    expect(tab.get("editor")).to_contain_text(text.strip())
    tab.press("edit-save")


def silence(tab: Tab) -> None:
    """Begin a silence procedure until tomorrow."""
    tab.press("open-silence")
    tomorrow = datetime.now(UTC) + VENUE + timedelta(days=1)
    tab.get("silence-until").fill(f"{tomorrow:%Y-%m-%dT%H:%M}")
    tab.press("chair-send")
    expect(tab.get("procedure")).to_have_attribute("data-kind", "silence")


def taken_away(tab: Tab, kind: str, folder: Path) -> Path:
    """The document as a file of this kind, as the page gives it."""
    tab.press("take-away")
    with tab.page.expect_download() as fetched:
        tab.press(f"export-{kind}")
    tab.page.keyboard.press("Escape")
    path = folder / fetched.value.suggested_filename
    fetched.value.save_as(path)
    assert path.suffix == f".{kind}"
    return path


def read_pdf(path: Path) -> str:
    """The words of a PDF, one space between them."""
    told = subprocess.run(["pdftotext", str(path), "-"], check=True, stdout=subprocess.PIPE, text=True)
    return " ".join(told.stdout.split())


def is_printed(path: Path) -> bool:
    """Whether each page of a PDF has ink on it."""
    subprocess.run(["pdftoppm", "-r", "30", "-gray", str(path), str(path.with_suffix(""))], check=True)
    pages = sorted(path.parent.glob(f"{path.stem}-*.pgm"))
    return bool(pages) and all(min(page.read_bytes().split(b"\n", 3)[3]) < INK for page in pages)


def test_the_bali_message(hall: Hall, take: Take, screen: Tab, tmp_path: Path) -> None:
    moderator = take("moderator")
    give(moderator, "Australia")
    thank(moderator)
    rapporteur, fiji, chile, japan = (
        opened(hall, take(key)) for key in ("rapporteur", "fiji", "chile", "japan")
    )
    hall.python(SECOND_RAPPORTEUR)
    second = opened(hall, take("interpreter"))
    opened(hall, moderator)
    document = fiji.page.url.rpartition("/")[2]
    screen.page.goto(f"{hall.pages}/outcome/{document}/screen")
    expect(screen.get("outcome-screen")).to_have_attribute("data-scene", "idle")
    # The audience may not see the document: it is told so, and keeps its seat.
    guest = take("audience")
    guest.page.goto(fiji.page.url)
    expect(guest.get("outcome-unknown")).to_be_visible()
    guest.page.close()
    contact, practices = (paragraph(rapporteur, text) for text in (CONTACT, PRACTICES))

    # The rapporteur rests a paragraph on what a country said.
    expect(rapporteur.get(f"bare-{contact}")).to_be_visible()
    choose(rapporteur, contact)
    rapporteur.press("open-cite")
    rapporteur.get("cite-session").select_option(hall.session())
    rapporteur.get("cite-find").fill("Australia")
    rapporteur.get("cite-form").get_by_role("button", name="Cite").first.click()
    expect(fiji.get("outcome")).to_be_visible()
    expect(rapporteur.get(f"bare-{contact}")).to_have_count(0)
    rapporteur.press("cite-close")

    # The citation leads to the turn in the minutes, and the turn to the paragraph that uses it.
    choose(fiji, contact)
    fiji.get("citation-turn-1").click()
    expect(fiji.page.locator("[id='turn/1']")).to_be_focused()
    fiji.get("used-turn-1").first.click()
    expect(fiji.get(f"choose-{contact}")).to_have_attribute("aria-current", "true")

    # Delegations propose other words; one keeps a draft first, and another supports it.
    propose(fiji, practices, 3, 2, "knowledge")
    mark(chile, practices, 3, 2)
    chile.press("open-replace")
    chile.get("propose-text").fill("experience")
    chile.press("propose-draft")
    expect(chile.get("side")).to_contain_text("Drafts of your delegation")
    choose(moderator, practices)
    expect(moderator.get("amendments")).not_to_contain_text("experience")
    chile.page.get_by_role("button", name="Table").first.click()
    choose(japan, practices)
    japan.press("support-2")
    expect(moderator.get("amendment-2")).to_contain_text("Supported by Japan")
    propose(chile, contact, 1, 1, "require")
    is_clean(japan, "outcome bracketed", PAGE)

    # The drafting group merges two amendments, and rejects one.
    moderator.page.bring_to_front()
    moderator.press("merging-1")
    moderator.press("merging-2")
    moderator.press("open-merge")
    write(moderator, "We will share knowledge and experience in consular protection.", "Control+a")
    expect(japan.get("outcome-text")).to_contain_text("share knowledge and experience in")
    choose(rapporteur, contact)
    rapporteur.press("reject-3")
    rapporteur.get("reject-reason").fill("The Message is voluntary.")
    rapporteur.press("reject-send")
    choose(chile, contact)
    expect(chile.get("reason-3")).to_contain_text("The Message is voluntary.")

    # Two rapporteurs write in one paragraph: each sees the other, and nobody's words are lost.
    edit(second, contact)
    expect(rapporteur.get(f"editors-{contact}")).to_contain_text("Edited now by Interpreter (demo)")
    edit(rapporteur, contact)
    expect(second.get("edit-editors")).to_contain_text("Rapporteur (demo)")
    expect(moderator.get(f"editors-{contact}")).to_contain_text("Rapporteur (demo)")
    expect(fiji.get(f"editors-{contact}")).to_have_count(0)
    write(rapporteur, "Together: ", "Control+Home")
    expect(second.get("edit-overtaken")).to_be_visible()
    write(second, " And to meet.", "Control+End")
    expect(second.get("edit-conflict")).to_contain_text("Both edits are joined")
    second.press("edit-save")
    expect(moderator.get(f"editors-{contact}")).to_have_count(0)
    expect(fiji.get(f"paragraph-{contact}")).to_contain_text("Together: We encourage")
    expect(fiji.get(f"paragraph-{contact}")).to_contain_text("And to meet.")

    # The chair takes up a paragraph, and the hall screen follows.
    choose(moderator, practices)
    moderator.press("take-up")
    expect(screen.get("outcome-screen")).to_contain_text("We will share knowledge and experience")
    moderator.press("mark-agreed")
    expect(screen.get("outcome-screen")).to_contain_text("agreed")
    is_clean(screen, "outcome screen", (1920, 1024), scrolls=False)

    # A delegation breaks the silence; the second one holds, though the server was down at the deadline.
    silence(moderator)
    expect(screen.get("outcome-screen")).to_have_attribute("data-scene", "silence")
    chile.press("object")
    chile.get("object-reason").fill("Paragraph 2 needs a date.")
    chile.press("object-send")
    expect(moderator.get("procedure-broken")).to_be_visible()
    expect(japan.get("objections")).to_contain_text("Paragraph 2 needs a date.")
    silence(moderator)
    japan.press("open-reserve")
    japan.get("reserve-text").fill("Japan reads paragraph 3 in the light of its own law.")
    japan.press("reserve-send")
    expect(fiji.get("attached")).to_contain_text("in the light of its own law")
    hall.stop()
    hall.python(TIME_PASSED)
    hall.start()
    expect(fiji.get("outcome-state")).to_have_attribute("data-state", "adopted")
    expect(fiji.get("sha256")).to_have_text(re.compile("[0-9a-f]{64}"))
    expect(screen.get("outcome-screen")).to_have_attribute("data-scene", "adopted")
    expect(moderator.get("open-edit")).to_have_count(0)

    # It is taken away: the adopted text, its digest and the reservation.
    digest = fiji.get("sha256").inner_text()
    expected = ("We will share knowledge and experience in consular protection.", "Together: We encourage",
                "in the light of its own law.", digest)  # fmt: skip
    paper = Document(str(taken_away(fiji, "docx", tmp_path)))
    written = [*(each.text for each in paper.paragraphs),
               *(cell.text for table in paper.tables for row in table.rows for cell in row.cells)]  # fmt: skip
    pdf = taken_away(fiji, "pdf", tmp_path)
    for words in expected:
        assert any(words in text for text in written), words
        assert words in read_pdf(pdf), words
    assert is_printed(pdf)

    # What was adopted differs from the first reading.
    fiji.press("view-compare")
    expect(fiji.get(f"compared-{practices}")).to_have_attribute("data-change", "changed")
    is_clean(fiji, "outcome compared", PAGE)


def test_the_gavel_and_a_corrigendum(hall: Hall, take: Take, screen: Tab, tmp_path: Path) -> None:
    moderator, fiji, rapporteur = (opened(hall, take(key)) for key in ("moderator", "fiji", "rapporteur"))
    document = fiji.page.url.rpartition("/")[2]
    screen.page.goto(f"{hall.pages}/outcome/{document}/screen")
    practices = paragraph(fiji, PRACTICES)

    # A deadline in the past is refused beside its field.
    moderator.press("open-silence")
    moderator.get("silence-until").fill("2021-11-16T10:00")
    moderator.press("chair-send")
    expect(moderator.get("chair-tools")).to_contain_text("This moment is over")
    moderator.page.keyboard.press("Escape")

    # By keyboard alone: the chair asks for consensus, and a delegation objects.
    moderator.page.bring_to_front()
    moderator.get(f"choose-{practices}").focus()
    moderator.page.keyboard.press("q")
    expect(moderator.get("consensus-seconds")).to_be_focused()
    moderator.page.keyboard.press("Control+a")
    moderator.page.keyboard.type("5")
    moderator.page.keyboard.press("Enter")
    expect(screen.get("outcome-screen")).to_have_attribute("data-scene", "consensus")
    fiji.page.bring_to_front()
    expect(fiji.get("object")).to_be_visible()
    fiji.page.keyboard.press("y")
    expect(fiji.get("object-reason")).to_be_focused()
    fiji.page.keyboard.type("Paragraph 3 needs a date.")
    fiji.press("object-send")
    expect(screen.get("outcome-screen")).to_contain_text("Fiji objects")

    # The gavel does not fall as long as an objection stands. It is withdrawn, and the document adopted.
    expect(moderator.get("gavel")).to_have_attribute("aria-disabled", "true")
    expect(moderator.get("objections")).to_contain_text("Paragraph 3 needs a date.")
    fiji.press("withdraw-objection")
    expect(moderator.get("objections")).to_have_count(0)
    expect(moderator.get("gavel")).not_to_have_attribute("aria-disabled", "true")
    moderator.page.bring_to_front()
    moderator.page.keyboard.press("g")
    expect(fiji.get("outcome-state")).to_have_attribute("data-state", "adopted")
    expect(moderator.page.get_by_role("heading", level=1)).to_be_focused()
    expect(screen.get("outcome-screen")).to_have_attribute("data-scene", "adopted")

    # A corrigendum leaves the text and its digest.
    digest = fiji.get("sha256").inner_text()
    rapporteur.press("open-correct")
    rapporteur.get("attached-paragraph").select_option(practices)
    rapporteur.get("correct-wrong").fill("during crises")
    rapporteur.get("correct-right").fill("in crises")
    rapporteur.press("correct-send")
    expect(fiji.get("corrigenda")).to_contain_text("in crises")
    expect(fiji.get(f"paragraph-{practices}")).to_contain_text("during crises")
    expect(fiji.get(f"paragraph-{practices}")).to_contain_text("Corrigendum 1")
    expect(fiji.get("sha256")).to_have_text(digest)
    assert "for “during crises” read “in crises”" in read_pdf(taken_away(fiji, "pdf", tmp_path))
    is_clean(fiji, "outcome adopted", PAGE)
