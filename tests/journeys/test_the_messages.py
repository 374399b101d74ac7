"""Messages in a session: to everyone, to those who run it, and within a delegation."""

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.axe import is_accessible
from tests.journeys.conftest import STORE_SEAT, Take, seated
from tests.journeys.pages import CLICK, Tab, give, sees
from tests.support.hall import Hall

A_COLLEAGUE = """
import json
from foundation.accounts.models import User
from sessions.demo.seats import conference
from sessions.models import Participant, Party
from sessions.parties.services import seat_of
from foundation.rest.authentication import seat_body
here = conference()
fiji = Party.objects.get(conference=here, code="FJ")
user = User.objects.create_user("capital@example.org", "a long secret", name="Colleague in Suva (demo)")
part = Participant.objects.create(
    conference=here, person=user, name=user.name, party=fiji, roles=["delegate"]
)
print(json.dumps(seat_body(seat_of(part)), default=str))
"""


def colleague(hall: Hall, page: Page) -> Tab:
    """Another member of Fiji's delegation, in the capital."""
    seat, tab = json.loads(hall.python(A_COLLEAGUE)), Tab(page)
    slug, site = seat["seat"]["slug"], f"http://127.0.0.1:{hall.port}"
    page.goto(f"{site}/api/v1/demo")  # of the same origin, and without scripts
    page.evaluate(STORE_SEAT, [slug, seat])
    page.goto(f"{site}/c/{slug}/session/{hall.session()}")
    tab.is_live()
    return tab


def listens(tab: Tab) -> Tab:
    """The delegate does not join with camera and microphone now."""
    expect(tab.page.get_by_role("dialog")).to_be_visible()
    tab.page.keyboard.press("Escape")
    expect(tab.page.get_by_role("dialog")).to_be_hidden()
    return tab


def write(tab: Tab, text: str) -> None:
    """Write into the channel that is shown, by the keyboard alone."""
    tab.get("message-text").fill(text)
    tab.get("message-text").press("Enter")
    expect(tab.get("message-text")).to_have_value("")


def rows(tab: Tab, text: str) -> None:
    """A message with this text is shown."""
    expect(tab.get("messages").get_by_text(text, exact=True)).to_be_visible()


def acts(tab: Tab, act: str, number: int) -> None:
    """Press one of the actions of a message.

    A script presses them instead of the pointer, because messages that come move the list under it.
    """
    tab.page.bring_to_front()
    tab.get(f"more-{number}").evaluate(CLICK)
    tab.get(f"{act}-{number}").evaluate(CLICK)


@pytest.mark.thorough
def test_the_capital_helps_its_speaker(hall: Hall, take: Take, phone: BrowserContext) -> None:
    moderator, fiji = take("moderator"), take("fiji")
    capital = listens(colleague(hall, phone.new_page()))
    fiji.join()
    fiji.press("request-floor")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
    give(moderator, "Fiji")

    capital.press("tab-messages")
    capital.press("channel-party")
    capital.get("message-text").fill("Say four years, not three.")
    capital.press("message-send")
    rows(capital, "Say four years, not three.")
    capital.press("more-1")
    capital.press("pin-1")
    sees(fiji, "lectern-line", "Say four years, not three.")
    sees(fiji, "lectern-line", "only your delegation sees this")

    # Neither the moderator nor another delegation learns of it.
    moderator.press("tab-messages")
    expect(moderator.get("channel-everyone")).to_be_visible()
    expect(moderator.get("channel-party")).to_have_count(0)
    expect(moderator.get("messages")).to_contain_text("Nothing has been written here yet.")
    chile = listens(take("chile"))
    chile.press("tab-messages")
    chile.press("channel-party")
    expect(chile.get("messages")).to_contain_text("Nothing has been written here yet.")
    is_accessible(chile.page, "the messages of a delegation")


def test_messages_to_everyone_and_backstage(hall: Hall, take: Take, phone: BrowserContext) -> None:
    moderator, fiji = take("moderator"), listens(take("fiji"))
    guest = seated(hall, phone.new_page(), "audience")
    guest.press("tab-messages")
    guest.get("message-text").fill("A draft that outlives the page")
    guest.page.reload()
    guest.press("tab-messages")
    expect(guest.get("message-text")).to_have_value("A draft that outlives the page")
    guest.get("message-text").fill("Where is the text? https://example.org/text <b>bold</b>")
    guest.press("message-send")
    sees(fiji, "tab-messages", "•")
    fiji.press("tab-messages")
    rows(fiji, "Where is the text? https://example.org/text <b>bold</b>")
    link = fiji.get("messages").get_by_role("link")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow ugc")
    fiji.press("more-1")
    fiji.press("react-agree-1")
    expect(guest.get("reaction-agree-1")).to_contain_text("1")
    fiji.press("more-1")
    fiji.press("reply-1")
    write(fiji, "In the documents of the session.")
    expect(guest.get("message-2")).to_contain_text("Where is the text?")
    is_accessible(fiji.page, "the messages")

    # The moderator takes each message after approval, deletes one, and undoes it.
    moderator.press("tab-messages")
    moderator.press("message-policy")
    moderator.get("message-mode").select_option("approved")
    expect(guest.page.get_by_text("Everyone reads this once a moderator shows it.")).to_be_visible()
    guest.get("message-text").fill("May I ask here?")
    guest.press("message-send")
    sees(guest, "held-3", "Waits for a moderator")
    expect(fiji.get("message-3")).to_have_count(0)
    acts(moderator, "approve", 3)
    # The moderator's own page, too, before the next act.
    for tab in (fiji, moderator):
        sees(tab, "message-3", "May I ask here?")
    acts(moderator, "delete", 3)
    for tab in (guest, moderator):
        sees(tab, "message-3", "Deleted by a moderator.")
    acts(moderator, "restore", 3)
    for tab in (guest, moderator):
        sees(tab, "message-3", "May I ask here?")
    acts(moderator, "block", 3)
    moderator.get("more-3").evaluate(CLICK)
    sees(moderator, "block-3", "Take messages again")
    guest.get("message-text").fill("And again")
    guest.press("message-send")
    sees(guest, "message-refusal", "no more messages from you")

    # Who is called soon is told backstage.
    fiji.press("request-floor")
    sees(fiji, "own-place", "3rd")
    moderator.press("channel-backstage")
    write(moderator, "Fiji, you are third.")
    fiji.press("channel-backstage")
    rows(fiji, "Fiji, you are third.")
    is_accessible(moderator.page, "the messages of those who run the session")


@pytest.mark.thorough
def test_an_announcement_is_shown_once(take: Take) -> None:
    moderator, guest = take("moderator"), take("audience")
    moderator.press("tab-messages")
    moderator.press("announcements-list")
    moderator.get("announce-en").fill("The bus leaves at six.")
    moderator.get("announce-id").fill("Bus berangkat pukul enam.")
    moderator.press("announce")
    sees(guest, "new-announcement", "The bus leaves at six.")
    is_accessible(guest.page, "an announcement")
    guest.choose("page-language", "id")
    sees(guest, "new-announcement", "Bus berangkat pukul enam.")
    guest.press("announcement-close")
    expect(guest.get("new-announcement")).to_have_count(0)
    guest.page.reload()
    guest.press("tab-messages")
    guest.press("announcements-list")
    sees(guest, "announcements", "Bus berangkat pukul enam.")
    expect(guest.get("new-announcement")).to_have_count(0)
    moderator.press("announcement-withdraw-1")
    expect(guest.get("announcements-list")).to_have_count(0)
    moderator.press("announcement-restore")
    expect(guest.get("announcements-list")).to_be_visible()
