"""Questions of the audience, from the first word on a phone to the answer."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.crowd import begin_sending, told
from tests.journeys.pages import Tab, give, sees
from tests.journeys.test_the_drop import A_VICE_CHAIR
from tests.support.hall import Hall

QUESTION = "How will small islands take part in the digital economy?"
COVERS = """() => {
    const [marks, question] = ['.marks', '[data-testid="stage-question"]']
        .map((one) => document.querySelector(one).getBoundingClientRect());
    return Math.max(0, marks.bottom - question.top);
}"""
"""How many pixels the words about the sound reach into the question."""
ARABIC = "كيف تشارك الجزر الصغيرة؟"


def test_the_life_of_a_question(hall: Hall, take: Take, screen: Tab, phone: BrowserContext) -> None:
    """Drafted on a phone that loses its page, asked, claimed, shown, voted for, merged, answered; undone on the way."""
    moderator = take("moderator")
    asker = seated(hall, phone.new_page(), "audience")
    asker.press("ask")
    asker.get("question-text").fill(QUESTION)
    asker.press("question-more")
    asker.get("question-as").select_option("anonymous")
    asker.get("question-addressee").select_option("chair")
    asker.page.reload()
    asker.press("ask")
    expect(asker.get("question-text")).to_have_value(QUESTION)
    expect(asker.get("question-as")).to_have_value("anonymous")
    asker.press("question-submit")

    sees(moderator, "pending-1", "to the chair")
    other = take("audience")
    other.press("tab-questions")
    expect(other.get("question-1")).to_have_count(0)
    moderator.press("more-1")
    moderator.press("claim-1")
    sees(moderator, "pending-1", "You work on it")
    moderator.press("approve-1")
    sees(other, "question-1", QUESTION)
    moderator.press("pin-1")
    sees(screen, "hall-question", QUESTION)

    for voter in (other, asker):
        voter.press("vote-1")
    for seat in (other, asker):
        expect(seat.get("vote-1")).to_contain_text("2 Voted")
    asker.press("vote-1")
    expect(other.get("vote-1")).to_contain_text("1")

    # Another asks nearly the same: the two become one, and its vote comes along.
    other.ask("How will the small islands take part in a digital economy?")
    moderator.press("approve-2")
    asker.press("vote-2")
    expect(asker.get("vote-2")).to_contain_text("1")
    moderator.press("more-2")
    moderator.press("merge-2")
    moderator.press("merge-2-into-1")
    expect(asker.get("vote-1")).to_contain_text("2")
    expect(asker.get("question-2")).to_have_count(0)
    sees(other, "my-question-2", QUESTION)

    moderator.press("take-up-1")
    sees(asker, "question-1", "being answered now")
    moderator.press("answer-1")
    expect(screen.get("hall-question")).to_be_hidden()
    sees(asker, "question-1", "answered")
    moderator.press("more-1")
    moderator.press("write-1")
    moderator.get("write-text-1").fill("By the funds that were named this morning.")
    moderator.press("write-confirm-1")
    sees(asker, "answer-of-1", "By the funds")


@pytest.mark.thorough
def test_a_phone_in_the_hall_beside_a_pinned_question(hall: Hall, take: Take, phone: BrowserContext) -> None:
    """What says that the page is silent covers nothing of the question."""
    moderator, asker = take("moderator"), take("audience")
    asker.ask(QUESTION)
    moderator.press("approve-1")
    moderator.press("pin-1")
    japan = seated(hall, phone.new_page(), "japan")
    sees(japan, "stage-question", QUESTION)
    sees(japan, "stage", "this page is silent")
    assert japan.page.evaluate(COVERS) == 0


def test_the_panel_sees_what_comes_next(hall: Hall, take: Take) -> None:
    moderator, asker = take("moderator"), take("audience")
    for text in ("Who pays?", "Who decides?"):
        asker.ask(text)
    # The rows below an approved one move up: a press in that moment meets nothing.
    for number in ("1", "2"):
        moderator.press(f"approve-{number}")
        expect(moderator.get(f"approved-{number}")).to_be_visible()
    moderator.press("more-2")
    moderator.press("next-2")
    sees(moderator, "approved-2", "Not among the next")
    moderator.page.goto(moderator.page.url.replace("/console", "/panel"))
    expect(moderator.get("panel-next").get_by_role("listitem").first).to_contain_text("Who decides?")
    moderator.press("panel-take-up-2")
    sees(moderator, "panel-now", "Who decides?")
    moderator.press("panel-answer")
    expect(moderator.get("panel-now")).to_have_count(0)
    sees(asker, "question-2", "answered")


@pytest.mark.thorough
def test_two_moderators_merge_while_votes_arrive(hall: Hall, take: Take, browser: Browser) -> None:
    """A claim keeps the other moderator away; votes that arrive during a merge count once for each person."""
    hall.manage("shell", "--command", A_VICE_CHAIR)
    first, asker = take("moderator"), take("audience")
    second = seated(hall, browser.new_page(viewport={"width": 1440, "height": 900}), "operator")
    second.page.goto(first.page.url)
    for text in ("Who pays for the cable?", "Who will pay for the cable?"):
        asker.ask(text)
    first.press("more-1")
    first.press("claim-1")
    expect(second.get("claimed-1")).to_be_visible()
    second.press("approve-1")
    sees(second, "refusal", "is working on this question")
    for number in ("1", "2"):
        first.press(f"approve-{number}")
        expect(second.get(f"approved-{number}")).to_be_visible()

    # Sixty people vote for one of the two, and a third of them for the other, while the two become one.
    stream, people = f"session/{hall.session()}", hall.guests(60)
    votes = [{"type": "question.vote", "question": number} for number in ("1", "2")]
    second.press("more-2")
    second.press("merge-2")
    begin_sending(asker, [*people, *people[1:21]], stream, votes, wave=4)
    second.press("merge-2-into-1")
    assert set(told(asker)) == {"done"}
    expect(asker.get("question-2")).to_have_count(0)
    expect(asker.get("vote-1")).to_contain_text("60")
    second.page.close()


WHOLE = """([where, text]) => {
    const told = document.querySelector(`[data-testid="${where}"] blockquote`);
    if (told?.textContent !== text) return false;
    const [box, page] = [told.getBoundingClientRect(), document.documentElement];
    return told.scrollHeight <= told.clientHeight + 1 && told.scrollWidth <= told.clientWidth
        && box.top + scrollY >= 0 && box.bottom + scrollY <= page.scrollHeight
        && box.left >= 0 && box.right <= innerWidth
        && parseFloat(getComputedStyle(told).fontSize) >= 14;
}"""
"""Whether the question is complete, legible, and inside its box and the page."""


@pytest.mark.thorough
def test_the_longest_question_fits_on_the_hall_screen_and_on_a_page(
    hall: Hall, take: Take, screen: Tab
) -> None:
    moderator, far = take("moderator"), take("audience")
    far.press("ask")
    expect(far.get("question-text")).to_be_focused()
    longest = (QUESTION * 9)[:500].strip()
    far.get("question-text").fill(f"{longest} and more than may be asked at once")
    far.press("question-submit")
    sees(far, "question-refusal", "shorten")
    far.get("question-text").fill(longest)
    far.press("question-submit")
    moderator.press("approve-1")
    moderator.press("pin-1")
    for speaking in (False, True):
        if speaking:
            give(moderator, "Australia")
        screen.page.bring_to_front()
        for width, height in ((1920, 1080), (1024, 768), (390, 844)):
            screen.page.set_viewport_size({"width": width, "height": height})
            screen.is_drawn_until(WHOLE, ["hall-question", longest])
        far.page.bring_to_front()
        for width, height in ((1920, 1080), (1024, 768), (390, 844), (320, 256)):
            far.page.set_viewport_size({"width": width, "height": height})
            far.is_drawn_until(WHOLE, ["stage-question", longest])


@pytest.mark.thorough
def test_a_browser_without_webrtc_says_so_and_can_ask_and_vote(
    hall: Hall, take: Take, phone: BrowserContext
) -> None:
    moderator = take("moderator")
    phone.add_init_script("delete window.RTCPeerConnection")
    guest = seated(hall, phone.new_page(), "audience")
    expect(guest.page.get_by_text("This browser has no sound or picture.")).to_be_visible()

    guest.ask(QUESTION)
    moderator.press("approve-1")
    sees(guest, "question-1", QUESTION)
    guest.press("vote-1")
    expect(guest.get("vote-1")).to_contain_text("1")


@pytest.mark.thorough
def test_a_question_in_arabic_reads_from_right_to_left(hall: Hall, take: Take) -> None:
    moderator, screen, asker = take("moderator"), take("hall-screen"), take("audience")
    asker.press("ask")
    asker.get("question-text").fill(ARABIC)
    expect(asker.get("question-text")).to_have_css("direction", "rtl")
    asker.press("question-submit")
    moderator.press("approve-1")
    moderator.press("pin-1")
    for tab, testid in ((moderator, "approved-1"), (asker, "question-1"), (screen, "hall-question")):
        expect(tab.get(testid).get_by_text(ARABIC)).to_have_css("direction", "rtl")
