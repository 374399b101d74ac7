"""Reactions to a statement, to the record of its session and to an adopted document, until the organiser takes none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.axe import is_accessible
from tests.journeys.conftest import Take, seated
from tests.journeys.pages import Tab
from tests.journeys.test_an_invitation import signed_in
from tests.journeys.test_the_messages import listens
from tests.support.hall import Hall, copied

RELEASED = """
from django.utils import timezone
from sessions.demo.seats import conference
from sessions.models import Outcome, Party, WrittenStatement
here = conference()
now = timezone.now()
session = here.sessions.get(pk=int("{session}"))
row = WrittenStatement.objects.create(
    session=session, party=Party.objects.get(conference=here, code="CL"), language="en", words=2,
    text="We agree.", submitted_at=now, published_at=now,
)
Outcome.objects.filter(conference=here).update(state="adopted", adopted_at=now)
print(row.pk, Outcome.objects.get(conference=here).pk)
"""

CLOSED = "from sessions.models import Session; Session.objects.filter(pk={session}).update(state='closed')"


@pytest.fixture
def hall(tmp_path: Path, organised: Path) -> Iterator[Hall]:
    hall = Hall(copied(organised, tmp_path / "data"))
    hall.publish(hall.url)
    hall.start()
    yield hall
    hall.stop()


def site_of(tab: Tab) -> str:
    """The origin at which a tab's seat is kept."""
    return str(tab.page.evaluate("location.origin"))


def counts(tab: Tab, item: str, kind: str, number: str) -> None:
    expect(tab.get(f"reactions-{item}-{kind}-count")).to_have_text(number)


def test_people_react_to_what_was_released(
    hall: Hall, take: Take, phone: BrowserContext, context: BrowserContext
) -> None:
    statement, document = hall.python(RELEASED.format(session=hall.session())).split()
    item = f"statement/{statement}"
    guest, fiji = seated(hall, phone.new_page(), "audience"), listens(take("fiji"))
    for tab in (guest, fiji):
        tab.get(f"written-{statement}").locator("summary").click()

    # By the keyboard alone; another page sees it.
    button = fiji.get(f"reactions-{item}-agree")
    button.focus()
    fiji.page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    counts(guest, item, "agree", "1")
    guest.press(f"reactions-{item}-agree")
    guest.press(f"reactions-{item}-thanks")
    counts(fiji, item, "agree", "2")
    is_accessible(guest.page, "the reactions to a statement")
    fiji.page.bring_to_front()
    fiji.page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    counts(guest, item, "agree", "1")

    # The document that was adopted.
    fiji.page.goto(f"{site_of(fiji)}/c/icdd-2021/outcome/{document}")
    fiji.press("reactions-outcome-question")
    counts(fiji, "outcome", "question", "1")
    is_accessible(fiji.page, "the reactions to a document")

    # The record of the closed session.
    session = hall.session()
    hall.python(CLOSED.format(session=session))
    guest.page.goto(f"{site_of(guest)}/c/icdd-2021/session/{session}/record")
    guest.press("reactions-minutes-thanks")
    counts(guest, "minutes", "thanks", "1")
    guest.get("record-read").locator("summary").click()
    counts(guest, item, "agree", "1")
    guest.press(f"reactions-{item}-question")
    counts(guest, item, "question", "1")
    is_accessible(guest.page, "the reactions on the page of the record")

    # The organiser takes none, and takes them again.
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/after")
    organiser.get("takes-reactions").uncheck()
    expect(organiser.get("undo")).to_contain_text("react")
    is_accessible(organiser.page, "after the session")
    expect(fiji.get("reactions-outcome")).to_have_count(0)
    expect(guest.get("reactions-minutes")).to_have_count(0)
    organiser.press("undo")
    expect(organiser.get("takes-reactions")).to_be_checked()
    counts(fiji, "outcome", "question", "1")
    counts(guest, "minutes", "thanks", "1")
