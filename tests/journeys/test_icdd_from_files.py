"""ICDD 2021 is made of files in an empty hall, by an organiser who stays in the workspace.

All of it is done by pointer; by keyboard and in Firefox every file is imported, too.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import BrowserContext, Download, FileChooser, Locator, Route, expect

from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, type_choice
from tests.sessions.exchange import icdd
from tests.support import firefox
from tests.support.hall import Hall
from tests.support.prepared import empty

pytestmark = pytest.mark.thorough

CONFERENCE = icdd.FACTS["conference"]
ZONE = "Time zone of the venue"
GIVEN = {
    "Your name": "Demo organiser",
    "Your e-mail address": "demo.organiser@example.org",
    "Name of the conference": CONFERENCE["name"]["en"],
    "Short name": "ICDD 2021",
    "Place": CONFERENCE["venue"],
    ZONE: CONFERENCE["timezone"],
    "First day": CONFERENCE["press_briefing"]["date"],
    "Last day": CONFERENCE["summit"]["date"],
}
"""What the first organiser fills in, by label."""

PASSWORD = "a long and old secret"

SECOND_LANGUAGE = "Bahasa Indonesia"
TABLES = ("delegations", "people", "programme")
STOPS = 90
"""The most presses of Tab to an element."""


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall without a conference."""
    hall = empty(tmp_path / "data", ALLOWED_HOSTS="127.0.0.1", STAFF_MFA="optional")
    hall.publish(hall.url)
    hall.start()
    yield hall
    hall.stop()


class Organiser(Protocol):
    """What an organiser does and sees. Elements are named by their test ids."""

    def begins(self, link: str) -> None:
        """Make an account and the conference, and go to the workspace."""

    def opens(self, page: str) -> None:
        """Open a page of the workspace by its index."""

    def chooses(self, table: str, path: Path) -> None:
        """Choose a table, and a file for it."""

    def presses(self, testid: str) -> None:
        """Press a button."""

    def opens_last_day(self) -> None:
        """Open the last day of the programme."""

    def saves(self, testid: str) -> Path:
        """Press a button that gives a file, and wait for the file."""

    def sees(self, testid: str, text: str) -> None:
        """Wait until an element has a text."""

    def lacks(self, testid: str) -> None:
        """Wait until no such element is on the page."""

    def looks(self, state: str) -> None:
        """Check what is on the page for everyone."""


class AtScreen:
    """An organiser with Chromium and a pointer."""

    def __init__(self, tab: Tab) -> None:
        self.tab, self.page = tab, tab.page

    def begins(self, link: str) -> None:
        self.page.goto(link)
        for label, text in GIVEN.items():
            field = self.page.get_by_label(label)
            if label == ZONE:
                field.select_option(text)
            else:
                field.fill(text)
        self.page.get_by_label(SECOND_LANGUAGE).check()
        self.page.get_by_role("button", name="Next").click()
        self.page.get_by_label("A password").fill(PASSWORD)
        self.page.get_by_role("button", name="Begin").click()
        self.page.get_by_role("link", name="To the conference").click()
        self.presses("to-organise")

    def opens(self, page: str) -> None:
        self.presses(f"organise-{page}")
        expect(self.tab.get(f"organise-{page}")).to_have_attribute("aria-current", "page")

    def chooses(self, table: str, path: Path) -> None:
        self.tab.get("import-table").select_option(table)
        self.tab.get("import-file").set_input_files(path)

    def presses(self, testid: str) -> None:
        self.tab.press(testid)

    def opens_last_day(self) -> None:
        self.presses(f"plan-day-{icdd.SUMMIT}")

    def saves(self, testid: str) -> Path:
        with self.page.expect_download() as saved:
            self.presses(testid)
        return _kept(saved.value)

    def sees(self, testid: str, text: str) -> None:
        expect(self.tab.get(testid)).to_contain_text(text)

    def lacks(self, testid: str) -> None:
        expect(self.tab.get(testid)).to_have_count(0)

    def looks(self, state: str) -> None:
        is_clean(self.tab, state)


def _kept(download: Download) -> Path:
    """A download under the name that the server gave it."""
    path = Path(download.path()).with_name(download.suggested_filename)
    download.save_as(path)
    return path


class ByKeyboard(AtScreen):
    """An organiser with Chromium and no pointer."""

    def __init__(self, tab: Tab) -> None:
        super().__init__(tab)
        self._choosers: list[FileChooser] = []
        # From now on no chooser of the browser opens, which a test could not close.
        self.page.on("filechooser", lambda chooser: self._choosers.append(chooser))

    def begins(self, link: str) -> None:
        keyboard = self.page.keyboard
        self.page.goto(link)
        for label, text in GIVEN.items():
            self._reach(self.page.get_by_label(label))
            if label == ZONE:
                type_choice(self.page.get_by_label(label), text)
            elif label.endswith("day"):
                # The parts of a date in the order of the browser's language.
                keyboard.type("".join(text.split("-")[each] for each in (1, 2, 0)))
            else:
                keyboard.type(text)
            expect(self.page.get_by_label(label)).to_have_value(text)
        self._reach(self.page.get_by_label(SECOND_LANGUAGE))
        keyboard.press("Space")
        self._reach(self.page.get_by_role("button", name="Next"))
        keyboard.press("Enter")
        self._reach(self.page.get_by_label("A password"))
        keyboard.type(PASSWORD)
        keyboard.press("Enter")
        self._reach(self.page.get_by_role("link", name="To the conference"))
        keyboard.press("Enter")
        self.presses("to-organise")

    def opens(self, page: str) -> None:
        # The index is before the page.
        self._reach(self.tab.get(f"organise-{page}"), "Shift+Tab")
        self.page.keyboard.press("Enter")
        expect(self.tab.get(f"organise-{page}")).to_have_attribute("aria-current", "page")

    def chooses(self, table: str, path: Path) -> None:
        again = self.tab.get("import-done").or_(self.tab.get("import-summary"))
        self._reach(self.tab.get("import-table"), "Shift+Tab" if again.count() else "Tab")
        self.page.keyboard.press("Home")
        for _ in range(TABLES.index(table)):
            self.page.keyboard.press("ArrowDown")
        expect(self.tab.get("import-table")).to_have_value(table)
        self._reach(self.tab.get("import-choose"))
        self.page.keyboard.press("Enter")
        self.tab.eventually(lambda: self._choosers)
        self._choosers.pop().set_files(path)

    def opens_last_day(self) -> None:
        self._reach(self.page.get_by_role("tab", selected=True))
        self.page.keyboard.press("End")
        expect(self.tab.get(f"plan-day-{icdd.SUMMIT}")).to_have_attribute("aria-selected", "true")

    def presses(self, testid: str) -> None:
        self._reach(self.tab.get(testid))
        self.page.keyboard.press("Enter")

    def looks(self, state: str) -> None:
        """The pages are those of the journey by pointer."""

    def _reach(self, found: Locator, key: str = "Tab") -> None:
        """Press Tab until an element has the focus."""
        found.wait_for()
        for _ in range(STOPS):
            if found.evaluate("(node) => node === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{found} is not reached by Tab")


class InFirefox:
    """An organiser with Firefox."""

    def __init__(self, browser: firefox.Firefox, downloads: Path) -> None:
        self._browser, self._downloads = browser, downloads
        browser.saves_into(downloads)

    def begins(self, link: str) -> None:
        self._page = page = self._browser.page(link)
        page.evaluate(
            f"""(() => {{
                const given = {json.dumps({**GIVEN, SECOND_LANGUAGE: ""})};
                for (const label of document.querySelectorAll('label')) {{
                    const value = given[label.textContent.trim()];
                    const field = label.control ?? label.querySelector('input');
                    if (value) field.value = value;
                    else if (value === '') field.checked = true;
                }}
                document.querySelector('form button[type=submit]').click();
            }})()"""
        )
        page.waits_until("document.querySelector('input[type=password]') !== null")
        page.evaluate(
            f"""(() => {{
                const field = document.querySelector('input[type=password]');
                field.value = {json.dumps(PASSWORD)};
                field.form.querySelector('button[type=submit]').click();
            }})()"""
        )
        link_on = "[...document.links].find((one) => one.textContent === 'To the conference')"
        page.waits_until(f"{link_on} !== undefined")
        page.evaluate(f"{link_on}.click()")
        self.presses("to-organise")

    def opens(self, page: str) -> None:
        self.presses(f"organise-{page}")
        self._page.waits_until(f"{_in_firefox(f'organise-{page}')}?.ariaCurrent === 'page'")

    def chooses(self, table: str, path: Path) -> None:
        self._page.choose("import-table", table)
        self._page.choose_file("import-file", path)

    def presses(self, testid: str) -> None:
        self._page.press(testid)

    def opens_last_day(self) -> None:
        self.presses(f"plan-day-{icdd.SUMMIT}")

    def saves(self, testid: str) -> Path:
        before = {*self._downloads.iterdir()}
        self.presses(testid)
        return self._page.downloaded(self._downloads, before)

    def sees(self, testid: str, text: str) -> None:
        self._page.waits_until(f"{_in_firefox(testid)}?.textContent.includes({json.dumps(text)})")

    def lacks(self, testid: str) -> None:
        self._page.waits_until(f"{_in_firefox(testid)} === null")

    def looks(self, state: str) -> None:
        self._page.waits_until("document.documentElement.scrollWidth <= innerWidth")


def _in_firefox(testid: str) -> str:
    return f"document.querySelector('[data-testid=\"{testid}\"]:not([inert] *)')"


def imports(organiser: Organiser, table: str, name: str, summary: str, done: str) -> None:
    """Import one of the files of ICDD: what it would do, and what was done."""
    organiser.chooses(table, icdd.FOLDER / name)
    organiser.sees("import-summary", summary)
    organiser.presses("import-apply")
    organiser.sees("import-done", f"Imported: {done}.")


def imports_all(organiser: Organiser) -> None:
    """Import a file of each format."""
    imports(organiser, "delegations", "delegations.csv", "21 new", "21 new, 0 changed, 0 as before")
    imports(organiser, "people", "people.xlsx", "48 new", "48 new, 0 changed, 0 as before")
    imports(organiser, "programme", "pretalx-schedule.json", "14 new", "14 new, 0 changed, 0 as before")
    changes_nothing(organiser, "programme", icdd.FOLDER / "frab-schedule.xml")
    # A table says what a schedule cannot: who chairs, and titles in a second language.
    imports(organiser, "programme", "programme.xlsx", "14 changed", "0 new, 14 changed, 0 as before")


def changes_nothing(organiser: Organiser, table: str, path: Path) -> None:
    """Choose a file that has what is there already."""
    organiser.chooses(table, path)
    organiser.sees("import-summary", "as they are")
    for testid in ("import-steps", "import-faults", "import-apply"):
        organiser.lacks(testid)


def begins(organiser: Organiser, hall: Hall) -> None:
    """From the link for the first organiser to an empty conference."""
    found = re.search(r"http://\S+/account/organiser/\S+/", hall.manage("organiser_link"))
    assert found is not None
    organiser.begins(found[0])
    organiser.opens("overview")
    organiser.sees("overview-missing", "The programme has no session.")


def refuses_a_wrong_row(organiser: Organiser, folder: Path) -> None:
    """Choose a table of delegations with one code that is no country's."""
    wrong = folder / "delegations.csv"
    wrong.write_bytes((icdd.FOLDER / "delegations.csv").read_bytes().replace(b"\nFJ,", b"\nFJI,"))
    organiser.chooses("delegations", wrong)
    organiser.sees("import-summary", "20 new · 1 wrong row")
    organiser.sees("import-faults", "“FJI” is no code of a country. Give two letters")
    organiser.sees("import-faults", "Fiji")
    organiser.lacks("import-apply")


def sees_the_last_day(organiser: Organiser) -> None:
    """Open the programme: its last day has a panel in each room."""
    organiser.opens("programme")
    organiser.opens_last_day()
    for room, title in enumerate(icdd.FACTS["programme"]["parallel_panels"], 1):
        organiser.sees("board", title)
        organiser.sees("board", f"Room {room}")


def exports(organiser: Organiser, table: str, kind: str) -> None:
    """Export a table; its file changes nothing when it is imported."""
    path = organiser.saves(f"export-{table}-{kind}")
    name = "icdd-2021-schedule" if kind in ("json", "xml") else f"icdd-2021-{table}"
    assert path.name == f"{name}.{kind}"
    changes_nothing(organiser, table, path)


def test_icdd_from_files_by_pointer(hall: Hall, context: BrowserContext, tmp_path: Path) -> None:
    organiser = AtScreen(Tab(context.new_page()))
    begins(organiser, hall)
    organiser.opens("exchange")
    refuses_a_wrong_row(organiser, tmp_path)
    organiser.looks("a wrong row of icdd")
    imports(organiser, "delegations", "delegations.csv", "21 new", "21 new, 0 changed, 0 as before")
    organiser.opens("overview")
    organiser.sees("missing-delegation_without_members", "21 delegations have no members.")

    organiser.opens("exchange")
    imports(organiser, "people", "people.xlsx", "48 new", "48 new, 0 changed, 0 as before")
    organiser.opens("overview")
    organiser.sees("missing-programme_empty", "The programme has no session.")
    organiser.lacks("missing-delegation_without_members")

    organiser.opens("exchange")
    imports(organiser, "programme", "pretalx-schedule.json", "14 new", "14 new, 0 changed, 0 as before")
    changes_nothing(organiser, "programme", icdd.FOLDER / "frab-schedule.xml")
    # A table says what a schedule cannot: who chairs, and titles in a second language.
    imports(organiser, "programme", "programme.xlsx", "14 changed", "0 new, 14 changed, 0 as before")
    organiser.opens("overview")
    organiser.sees("missing-invitation_not_sent", "48 people were never invited.")
    organiser.lacks("missing-programme_empty")
    sees_the_last_day(organiser)
    organiser.looks("the programme of icdd")
    organiser.opens("delegations")
    organiser.sees("grid", "Fiji")
    organiser.looks("the delegations of icdd")

    organiser.opens("exchange")
    for table, kind in (("delegations", "xlsx"), ("people", "csv"), ("programme", "xml")):
        exports(organiser, table, kind)

    # How far an import is, while the server has not answered.
    held: list[Route] = []
    organiser.page.route("**/apply?*", lambda route: held.append(route))
    again = tmp_path / "again.csv"
    again.write_text("code,rank\nFJ,1\nVN,2\n")
    organiser.chooses("delegations", again)
    organiser.presses("import-apply")
    expect(organiser.page.get_by_role("progressbar")).to_be_visible()
    expect(organiser.page.get_by_text("0 of 2 rows are imported")).to_be_visible()
    organiser.tab.eventually(lambda: held)
    held[0].continue_()
    organiser.sees("import-done", "Imported: 0 new, 2 changed, 0 as before.")


def test_icdd_from_files_by_keyboard(hall: Hall, context: BrowserContext, tmp_path: Path) -> None:
    organiser = ByKeyboard(Tab(context.new_page()))
    begins(organiser, hall)
    organiser.opens("exchange")
    refuses_a_wrong_row(organiser, tmp_path)
    imports_all(organiser)
    sees_the_last_day(organiser)
    organiser.opens("exchange")
    for table, kind in (("delegations", "csv"), ("people", "xlsx"), ("programme", "json")):
        exports(organiser, table, kind)


def test_icdd_from_files_in_firefox(hall: Hall, tmp_path: Path) -> None:
    profile, downloads = tmp_path / "firefox", tmp_path / "downloads"
    for folder in (profile, downloads):
        folder.mkdir()
    with firefox.started(profile) as browser:
        organiser = InFirefox(browser, downloads)
        begins(organiser, hall)
        organiser.opens("exchange")
        refuses_a_wrong_row(organiser, tmp_path)
        organiser.looks("a wrong row of icdd")
        imports_all(organiser)
        sees_the_last_day(organiser)
        organiser.looks("the programme of icdd")
        organiser.opens("exchange")
        exports(organiser, "people", "xlsx")
