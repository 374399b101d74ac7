"""An organiser makes a conference from files, corrects a wrong row, and takes the calendar of what came of it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import seated
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, listed
from tests.journeys.test_an_invitation import signed_in
from tests.sessions.exchange import files
from tests.support.hall import Hall, copied

DELEGATIONS = [["code", "name:en", "name:id", "region"], ["PW", "Palau", "Palau", "Pacific"]]
WRONG = [*DELEGATIONS, ["NRU", "Nauru", "Nauru", "Pacific"]]
PEOPLE = [
    ["name", "email", "delegation", "roles"],
    ["Ana Example", "ana@example.org", "PW", "delegate, head"],
]


@pytest.fixture
def hall(tmp_path: Path, organised: Path) -> Iterator[Hall]:
    """A hall that has an organiser with an account."""
    hall = Hall(copied(organised, tmp_path / "data"))
    hall.publish(hall.url)
    hall.start()
    yield hall
    hall.stop()


def choose(organiser: Tab, table: str, name: str, content: bytes) -> None:
    """Choose a file for a table, and wait for what it would do."""
    organiser.get("import-table").select_option(table)
    chosen = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    organiser.get("import-file").set_input_files(chosen)  # type: ignore[arg-type]


def carry_out(organiser: Tab, text: str) -> None:
    """Import what the preview shows, by keyboard."""
    organiser.get("import-apply").press("Enter")
    expect(organiser.get("import-done")).to_have_text(text)


def test_a_conference_from_files(hall: Hall, context: BrowserContext) -> None:
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/exchange")
    choose(organiser, "delegations", "delegations.csv", files.csv_of(WRONG))
    expect(organiser.get("import-faults")).to_contain_text("“NRU” is no code of a country.")
    expect(organiser.get("import-apply")).to_have_count(0)
    is_clean(organiser, "a file with a wrong row")
    choose(organiser, "delegations", "delegations.xlsx", files.xlsx_of(DELEGATIONS))
    expect(organiser.get("import-steps")).to_contain_text("Palau")
    carry_out(organiser, "Imported: 1 new, 0 changed, 0 as before.")
    choose(organiser, "people", "people.csv", files.csv_of(PEOPLE))
    carry_out(organiser, "Imported: 1 new, 0 changed, 0 as before.")
    choose(organiser, "programme", "schedule.json", files.schedule_json(files.event(track="")))
    carry_out(organiser, "Imported: 1 new, 0 changed, 0 as before.")
    choose(organiser, "programme", "schedule.xml", files.SCHEDULE_XML.encode())
    expect(organiser.get("import-notes")).to_contain_text("Ben Example")
    is_clean(organiser, "a schedule with a speaker who is not here")


@pytest.mark.thorough
def test_an_imported_session_is_presided_over_and_takes_requests(hall: Hall, context: BrowserContext) -> None:
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/exchange")
    choose(organiser, "programme", "schedule.json", files.schedule_json(files.event(track="")))
    carry_out(organiser, "Imported: 1 new, 0 changed, 0 as before.")
    imported = hall.python(
        "from sessions.models import Session; print(Session.objects.latest('pk').pk)"
    ).strip()

    fiji, chair = (seated(hall, context.new_page(), key) for key in ("fiji", "moderator"))
    fiji.page.goto(f"{hall.pages}/session/{imported}")
    fiji.press("request-floor")
    chair.page.goto(f"{hall.pages}/session/{imported}/console")
    listed(chair, "Fiji")


@pytest.mark.thorough
def test_what_is_exported_is_imported_and_is_in_a_calendar_program(
    hall: Hall, context: BrowserContext
) -> None:
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/exchange")
    for table in ("delegations", "programme"):
        with organiser.page.expect_download() as saved:
            organiser.press(f"export-{table}-xlsx")
        assert saved.value.suggested_filename == f"icdd-2021-{table}.xlsx"
        choose(organiser, table, "again.xlsx", Path(saved.value.path()).read_bytes())
        expect(organiser.get("import-summary")).to_contain_text("as they are")
        expect(organiser.get("import-steps")).to_have_count(0)

    organiser.page.goto(f"{hall.pages}/programme")
    organiser.press("to-calendars")
    organiser.press("calendar-conference")
    address = organiser.get("calendar-address").input_value()
    with urlopen(address) as answer:
        held = Calendar.from_ical(answer.read())
    titles = {str(event["SUMMARY"]) for event in held.walk("VEVENT")}
    assert len(titles) > 3
    assert [str(zone["TZID"]) for zone in held.walk("VTIMEZONE")] == ["Asia/Makassar"]
    is_clean(organiser, "the programme with calendars")
