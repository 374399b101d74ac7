"""A visitor of the demo takes the organiser's seat, invites a person, and finds the e-mail in the local box."""

from playwright.sync_api import BrowserContext, expect

from tests.journeys.axe import is_accessible
from tests.journeys.pages import Tab
from tests.support.hall import Hall


def test_the_organisers_seat(hall: Hall, context: BrowserContext) -> None:
    first = Tab(context.new_page())
    first.page.goto(hall.url)
    with context.expect_page() as new:
        first.press("seat-organiser")
    organiser = Tab(new.value)
    organiser.press("take-seat")
    organiser.is_live()

    organiser.press("organise-people")
    expect(organiser.get("demo-keeps")).to_be_visible()
    organiser.press("open-people")
    organiser.get("people-list").fill("Ana Example <ana@example.org>")
    organiser.get("people-party").select_option(label="Fiji")
    organiser.press("people-add")
    organiser.press("invite-rest")
    organiser.press("letter-send")
    expect(organiser.get("letters")).to_have_count(0)

    organiser.press("organise-box")
    mail = organiser.get("box").get_by_role("listitem").filter(has_text="ana@example.org")
    mail.locator("summary").click()
    expect(mail).to_contain_text("Accept at this address")
    is_accessible(organiser.page)

    # The e-mail is everyone's to read, so its link makes no account.
    with context.expect_page() as opened:
        mail.get_by_role("link").click()
    expect(opened.value.get_by_text("Ana Example, you are invited.")).to_be_visible()
    expect(opened.value.get_by_role("button", name="Accept")).to_have_count(0)
    opened.value.get_by_role("link", name="The demo’s seats").click()
    expect(opened.value.get_by_test_id("seat-organiser")).to_be_visible()

    organiser.press("organise-registrations")
    organiser.get("registration-open").check()
    organiser.press("registration-save")
    expect(
        organiser.page.get_by_role("alert").filter(has_text="The demo allows this to nobody")
    ).to_be_visible()
