"""The audience asks anonymously; the moderator approves and pins; two people vote; it is answered."""

from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.pages import sees
from tests.support.hall import Hall

QUESTION = "How will small islands take part in the digital economy?"


def test_the_question(hall: Hall, take: Take, phone: BrowserContext) -> None:
    moderator, screen = take("moderator"), take("hall-screen")
    asker = seated(hall, phone.new_page(), "audience")
    asker.press("tab-questions")
    asker.get("question-text").fill(QUESTION)
    asker.get("question-anonymous").check()
    asker.press("question-submit")

    sees(moderator, "pending-1", QUESTION)
    other = take("audience")
    other.press("tab-questions")
    expect(other.get("question-1")).to_have_count(0)

    moderator.press("approve-1")
    sees(other, "question-1", QUESTION)
    moderator.press("pin-1")
    sees(screen, "hall-question", QUESTION)

    for voter in (other, asker):
        voter.press("vote-1")
    for seat in (other, asker):
        expect(seat.get("vote-1")).to_contain_text("2")
    asker.press("vote-1")
    expect(other.get("vote-1")).to_contain_text("1")

    moderator.press("answer-1")
    expect(screen.get("hall-question")).to_be_hidden()
