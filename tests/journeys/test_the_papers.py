"""An organiser puts papers before a session, its moderator releases one, and the audience downloads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take
from tests.journeys.everyone import is_clean, is_clean_in
from tests.journeys.pages import Tab
from tests.journeys.test_an_invitation import signed_in
from tests.journeys.test_the_organisers_workspace import shows_all_columns
from tests.support.hall import Hall, copied

TITLE = "Draft outcome document on water and culture in the islands of the Pacific"
LARGE = b"%PDF-1.7\n" + b"x" * 9_000_000
"""More than the server gives at once."""


@pytest.fixture
def hall(tmp_path: Path, organised: Path) -> Iterator[Hall]:
    hall = Hall(copied(organised, tmp_path / "data"))
    hall.publish(hall.url)
    hall.start()
    yield hall
    hall.stop()


def pdf(folder: Path, name: str, octets: bytes = b"%PDF-1.7\n") -> str:
    path = folder / name
    path.write_bytes(octets)
    return str(path)


def add(tab: Tab, title: str, symbol: str, **choices: str) -> None:
    """Fill in the form of a new document."""
    tab.press("open-document")
    tab.get("document-title-en").fill(title)
    tab.get("document-symbol").fill(symbol)
    for name, choice in choices.items():
        tab.get(f"document-{name}").select_option(choice)
    tab.press("document-save")
    expect(tab.get("undo")).to_contain_text(title)
    expect(tab.get("open-document")).to_be_focused()


def test_the_papers(hall: Hall, context: BrowserContext, take: Take, tmp_path: Path) -> None:
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/documents")
    organiser.get("documents-none").wait_for()
    add(organiser, "Provisional agenda", "ICDD/2021/1")
    add(organiser, TITLE, "ICDD/2021/3", session=hall.session(), embargo="held")
    table = organiser.get(f"documents-{hall.session()}")
    paper = (table.locator("tbody tr").get_attribute("data-testid") or "").rpartition("-")[2]

    organiser.get(f"file-{paper}").set_input_files(
        [pdf(tmp_path, "outcome_en.pdf", LARGE), pdf(tmp_path, "outcome_fr.pdf")]
    )
    expect(organiser.get("undo")).to_contain_text("French")
    organiser.get(f"file-{paper}").set_input_files(pdf(tmp_path, "page.html", b"<html>"))
    expect(organiser.get("documents-trouble")).to_contain_text("neither a PDF nor a DOCX")
    for language in ("en", "id"):
        organiser.choose("page-language", language)
        organiser.press(f"edit-{paper}")
        is_clean_in(language, organiser, "organise documents")
        shows_all_columns(organiser, language)
        organiser.press("document-cancel")
        expect(organiser.get(f"edit-{paper}")).to_be_focused()
    organiser.choose("page-language", "en")

    audience, moderator = take("audience"), take("moderator", f"/session/{hall.session()}")
    audience.press("tab-documents")
    expect(audience.get("documents")).to_contain_text("Provisional agenda")
    expect(audience.get(f"document-{paper}")).to_have_count(0)
    moderator.press("tab-documents")
    expect(moderator.get(f"document-{paper}")).to_contain_text("Withheld until it is released")
    is_clean(moderator, "session documents", scrolls=False)
    moderator.press(f"release-{paper}")
    expect(audience.get(f"document-{paper}")).to_contain_text(TITLE)
    with audience.page.expect_download() as saved:
        audience.get(f"document-{paper}").get_by_role("button", name="English").click()
    assert saved.value.suggested_filename == "ICDD-2021-3-en.pdf"
    assert Path(saved.value.path()).read_bytes() == LARGE

    organiser.get(f"remove-{paper}").press("Enter")
    expect(audience.get(f"document-{paper}")).to_have_count(0)
    # Until the answer has come, the button does nothing.
    expect(organiser.get("undo")).to_contain_text("removed")
    organiser.get("undo").press("Enter")
    expect(audience.get(f"document-{paper}")).to_be_visible()
    expect(organiser.get("redo")).to_contain_text("removed")
    expect(organiser.get("undo")).to_be_focused()
