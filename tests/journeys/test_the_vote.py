"""Votes by delegation: a remote delegation, one in the hall on a phone, and the operator for a third (FL28)."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, give, sees
from tests.journeys.secretary import chairing, does, party_of
from tests.journeys.test_the_delegate_by_keyboard import press, reach
from tests.support.hall import Hall
from tests.support.tab import Tab as Socket

TEXT = "Data that people share with one another should stay under their control."
PAGE = (1440, 1024, 390, 320)
SCREEN = (1920, 1024, 320)
NOTHING_IS_CUT = """() => {
    const { scrollHeight, clientHeight } = document.querySelector('.centre');
    return scrollHeight === clientHeight;
}"""


def puts(hall: Hall, kind: str, **fields: Any) -> str:
    """Put something to the vote; returns the vote's id."""

    async def ask(tab: Socket) -> str:
        stream = f"session/{hall.session()}"
        session = await tab.follow(stream)
        token = session.entities["floor"][hall.session()]["token"]
        answer = await tab.do(stream, kind, token=token, **fields)
        assert "done" in answer, answer
        await tab.wait(lambda: any(not one["closed_at"] for one in session.entities.get("vote", {}).values()))
        return next(iter(session.entities["vote"]))

    return str(chairing(hall, ask))


def proposes(hall: Hall) -> None:
    """Call the roll, so that there is a quorum, and put a proposal of Chile before the session."""

    async def work(tab: Socket) -> None:
        stream = f"session/{hall.session()}"
        session = await tab.follow(stream)
        await tab.do(stream, "rollcall.open")
        await tab.wait(lambda: bool(session.entities.get("roll_call")))
        ((number, call),) = session.entities["roll_call"].items()
        for party in call["accredited"][:15]:
            answer = await tab.do(stream, "rollcall.answer", roll_call=number, party=party, present=True)
            assert "done" in answer, answer
        await tab.do(stream, "rollcall.close", roll_call=number)
        chile = await party_of(tab, "CL")
        fields = {"symbol": "ICDD/2021/L.1", "title": "On trust in data", "text": TEXT, "sponsors": [chile]}
        answer = await tab.do(stream, "proposal.add", **fields)
        assert "done" in answer, answer

    chairing(hall, work)


def called(hall: Hall, vote: str, *, answering: tuple[str, ...]) -> tuple[list[str], tuple[str, str]]:
    """The id and the code of the delegation that is called; empty if none is.

    With `answering`, all but these abstain before it: their codes are returned too, in the order of the call.
    """

    async def work(tab: Socket) -> tuple[list[str], tuple[str, str]]:
        stream = f"session/{hall.session()}"
        session = await tab.follow(stream)
        conference = await tab.follow(f"conference/{tab.seat['seat']['conference']}")
        abstained: list[str] = []
        while party := session.entities["vote"][vote]["called"]:
            code = conference.entities["party"][party]["code"]
            if not answering or code in answering:
                return abstained, (party, code)
            answer = await tab.do(stream, "vote.cast", vote=vote, answer="abstain", party=party)
            assert "done" in answer, answer
            await tab.wait(lambda party=party: session.entities["vote"][vote]["called"] != party)  # type: ignore[misc]
            abstained.append(code)
        return abstained, ("", "")

    found: tuple[list[str], tuple[str, str]] = chairing(hall, work)
    return found


def on_screen(screen: Tab, state: str, widths: tuple[int, ...] = SCREEN) -> None:
    """Check the scene of a vote on the hall screen."""
    expect(screen.get("hall-screen")).to_have_attribute("data-scene", "vote")
    expect(screen.page.locator(".canvas > .scene")).to_have_count(1)
    is_clean(screen, state, widths, scrolls=False)


def test_an_electronic_vote(hall: Hall, take: Take, phone: BrowserContext, screen: Tab) -> None:
    fiji, operator, audience = take("fiji"), take("operator"), take("audience")
    japan = seated(hall, phone.new_page(), "japan")
    fiji.press("join-without")
    proposes(hall)
    vote = puts(
        hall,
        "vote.put_proposal",
        proposal="1",
        majority="two_thirds",
        terms={"method": "electronic", "seconds": 900},
    )

    # The remote delegation votes by the keyboard, and changes its mind.
    page = fiji.page
    page.bring_to_front()
    sees(fiji, "ballot", "ICDD/2021/L.1 On trust in data")
    sees(fiji, "ballot", "Yes means: the proposal is adopted.")
    sees(fiji, "ballot-time", "left to vote")
    expect(page).to_have_title(re.compile(r"^\(vote\)"))
    is_clean(fiji, "vote open")
    press(page, "ballot-no")
    sees(fiji, "ballot-own", "No. Given by you.")
    expect(fiji.get("ballot-no")).to_be_focused()
    press(page, "ballot-yes")
    sees(fiji, "ballot-own", "Yes. Given by you. It can be changed until the vote closes.")
    expect(fiji.get("ballot-yes")).to_be_focused()
    is_clean(fiji, "vote cast", (1440, 390))

    # The one in the hall taps on its phone.
    expect(japan.get("ballot")).to_be_visible()
    for answer in ("yes", "no", "abstain"):
        box = japan.get(f"ballot-{answer}").bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
    japan.get("ballot-abstain").tap()
    sees(japan, "ballot-own", "Abstain. Given by you.")

    # The operator enters what Chile says, by a key in its row.
    operator.page.bring_to_front()
    operator.press("tab-vote")
    operator.get("ballots-find").fill("chile")
    row = operator.page.locator('[data-testid^="ballot-row-"]')
    expect(row).to_have_count(1)
    is_clean(operator, "desk votes", scrolls=False)
    row.get_by_role("button").first.focus()
    operator.page.keyboard.press("n")
    expect(row).to_have_attribute("data-answer", "no")

    # Everybody follows it.
    sees(screen, "hall-vote", "3 of 21 have voted")
    expect(screen.get("hall-roll")).to_contain_text("Fiji")
    on_screen(screen, "hall vote under way")
    sees(audience, "vote-progress", "3 of 21 have voted")
    sees(audience, "vote-roll", "Abstain")
    is_clean(audience, "vote listening")
    does(hall, "vote.close", vote=vote)

    sees(screen, "hall-vote", "Not adopted: ICDD/2021/L.1 On trust in data.")
    sees(screen, "hall-bars", "In favour")
    on_screen(screen, "hall vote result")
    sees(audience, "vote", "In favour 1, against 1, abstentions 1.")
    is_clean(audience, "vote result listening", (1440, 390))
    sees(operator, "desk-result", "Not adopted")

    # Japan had meant to vote yes; the result stays.
    sees(japan, "ended", "Not adopted")
    expect(japan.get("ballot")).to_be_hidden()
    is_clean(japan, "vote result in a line", (390, 320))
    japan.get("ended").tap()
    sees(japan, "ballot-own", "Abstain. Given by you.")
    is_clean(japan, "vote result", (390, 320))
    japan.get("ballot-otherwise").tap()
    is_clean(japan, "vote otherwise", (390, 320))
    japan.get("intended-yes").tap()
    sees(japan, "ballot-intended", "Noted: your delegation had intended: Yes.")
    sees(audience, "vote-roll", "had intended: Yes")
    sees(audience, "vote", "In favour 1, against 1, abstentions 1.")
    sees(screen, "hall-roll", "had intended: Yes")
    press(page, "ballot-away")
    expect(fiji.get("ballot")).to_have_count(0)


@pytest.mark.thorough
def test_a_roll_call_by_keyboard(hall: Hall, take: Take, phone: BrowserContext, screen: Tab) -> None:
    fiji, operator, audience = take("fiji"), take("operator"), take("audience")
    japan = seated(hall, phone.new_page(), "japan")
    fiji.press("join-without")
    question = "Shall the session go on after six o'clock?"
    vote = puts(hall, "vote.put_question", question=question, terms={"method": "roll_call"})
    operator.page.bring_to_front()
    operator.press("tab-vote")
    entered = 0

    def answers(party: str, code: str, *, again: bool) -> None:
        """Answer for the delegation that is called, as that one does it."""
        nonlocal entered
        if code == "FJ":
            fiji.page.bring_to_front()
            sees(
                fiji,
                "ballot",
                "Second call: your delegation is called." if again else "Your delegation is called.",
            )
            expect(fiji.page).to_have_title(re.compile(r"^\(your delegation is called\)"))
            expect(fiji.get("ballot-pass")).to_have_count(0 if again else 1)
            is_clean(fiji, "vote called again" if again else "vote called")
            press(fiji.page, "ballot-no" if again else "ballot-pass")
            # Who is the last in the order by lot is called again at once, and reads no more.
            sees(fiji, "ballot-own", "No." if again else "Pass. Given by you.")
        elif code == "JP":
            sees(japan, "ballot", "Your delegation is called.")
            is_clean(japan, "vote called phone", (390, 320))
            japan.get("ballot-yes").tap()
            sees(japan, "ballot-own", "Yes. Given by you.")
        else:
            operator.page.bring_to_front()
            expect(operator.get(f"call-{party}-yes")).to_be_enabled()
            reach(operator.page, f"call-{party}-yes")
            is_clean(operator, "desk calls to vote", scrolls=False)
            operator.page.keyboard.press("xy"[entered])
            expect(operator.get(f"ballot-row-{party}")).to_have_attribute(
                "data-answer", ("absent", "yes")[entered]
            )
            if not entered:
                sees(screen, "hall-vote", "is called.")
                sees(screen, "hall-vote", "drawn by lot")
                on_screen(screen, "hall vote roll call")
                is_clean(audience, "vote roll call listening", (1440, 390))
            entered += 1

    sees(fiji, "ballot", question)
    seen: list[str] = []
    while True:
        abstained, now = called(hall, vote, answering=("FJ", "JP") if entered == 2 else ())
        seen += abstained
        if not now[0]:
            break
        answers(*now, again=now[1] in seen)
        seen.append(now[1])
    assert len(seen) == 22
    assert seen[-1] == "FJ"
    assert entered == 2
    operator.page.bring_to_front()
    sees(operator, "ballots-called", "Every delegation has answered.")
    does(hall, "vote.close", vote=vote)
    sees(screen, "hall-roll", "Absent (1)")
    on_screen(screen, "hall vote roll call result", (1920, 1024))
    sees(fiji, "ballot", "In favour 2, against 1, abstentions 17.")


@pytest.mark.thorough
def test_a_decision_without_a_vote_and_a_show_of_hands(hall: Hall, take: Take, screen: Tab) -> None:
    fiji, operator, audience = take("fiji"), take("operator"), take("audience")
    fiji.press("join-without")
    proposes(hall)
    terms = {"method": "without_a_vote", "seconds": 900}
    vote = puts(hall, "vote.put_proposal", proposal="1", terms=terms)
    sees(screen, "hall-vote", TEXT)
    sees(screen, "hall-vote", "Whoever objects says so now.")
    sees(screen, "hall-objections", "Nobody has objected.")
    on_screen(screen, "hall vote without a vote")
    page = fiji.page
    page.bring_to_front()
    is_clean(fiji, "vote consensus")
    press(page, "ballot-object")
    expect(fiji.get("ballot")).to_have_attribute("data-answer", "object")
    sees(screen, "hall-objections", "Objects: Fiji")
    page.bring_to_front()
    press(page, "ballot-none")
    sees(screen, "hall-objections", "Nobody has objected.")
    page.bring_to_front()
    press(page, "ballot-object")
    is_clean(fiji, "vote objects", (1440, 390))
    sees(audience, "vote-roll", "Fiji")
    operator.page.bring_to_front()
    operator.press("tab-vote")
    is_clean(operator, "desk objections", (1440, 390), scrolls=False)
    does(hall, "vote.close", vote=vote)
    sees(screen, "hall-vote", "Not adopted without a vote")
    on_screen(screen, "hall vote objected", (1920,))
    sees(fiji, "ballot", "1 delegation objects.")

    puts(hall, "vote.put_question", question="Shall we go on?", terms={"method": "show_of_hands"})
    sees(fiji, "ballot", "Hands are counted in the hall.")
    is_clean(fiji, "vote by hands", (1440, 390))
    sees(screen, "hall-vote", "Hands are counted in the hall.")
    on_screen(screen, "hall vote by hands", (1920,))
    operator.page.bring_to_front()
    is_clean(operator, "desk counts hands", (1440, 390), scrolls=False)
    for count, hands in (("in_favour", "9"), ("against", "3"), ("abstentions", "2")):
        operator.get(f"hands-{count}").fill(hands)
    operator.get("hands-close").press("Enter")
    sees(screen, "hall-bars", "9")
    on_screen(screen, "hall vote hands counted", (1920, 1024))
    sees(fiji, "ballot", "In favour 9, against 3, abstentions 2.")


@pytest.mark.thorough
def test_explanations_of_vote_before_and_after_it(hall: Hall, take: Take) -> None:
    fiji, chile, moderator = take("fiji"), take("chile"), take("moderator")
    for remote in (fiji, chile):
        remote.page.bring_to_front()
        remote.press("join-without")
    proposes(hall)
    console = moderator.page
    console.bring_to_front()
    moderator.press("tab-votes")
    press(console, "explanations-1")
    expect(moderator.get("explanations-1")).to_have_attribute("aria-pressed", "true")

    # Chile sponsors the proposal, and is not asked; Fiji explains its vote before it.
    expect(chile.get("explain-strip")).to_have_count(0)
    fiji.page.bring_to_front()
    press(fiji.page, "explain-vote")
    sees(fiji, "explain-strip", "Your explanation of vote is on the list.")
    sees(moderator, "console-explanations", "Fiji")
    is_clean(fiji, "explains its vote", (1440, 390))
    is_clean(moderator, "console explanations", (1440, 390), scrolls=False)
    give(moderator, "Fiji")
    sees(fiji, "finish", "")
    press(fiji.page, "finish")

    # The vote is taken at the console, and Fiji votes; what it said stands beside its vote in the minutes.
    console.bring_to_front()
    expect(moderator.get("thank")).to_be_hidden()
    press(console, "put-proposal-1")
    press(console, "put-proposal-confirm")
    expect(moderator.get("voting")).to_be_visible()
    fiji.page.bring_to_front()
    expect(fiji.get("ballot-no")).not_to_have_attribute("aria-busy", "true")
    press(fiji.page, "ballot-no")
    sees(moderator, "vote-progress", "1 of 21 have voted")
    console.bring_to_front()
    console.set_viewport_size({"width": 1024, "height": 768})
    moderator.waits_until(NOTHING_IS_CUT)
    console.set_viewport_size({"width": 1440, "height": 900})
    moderator.press("close-vote")
    sees(moderator, "proposals", "not adopted")
    console.goto(f"{hall.pages}/session/{hall.session()}/minutes")
    sees(moderator, "section-proposals", "On trust in data")
    expect(moderator.take_away("explanations")).to_contain_text("before the vote")
