"""What a chair, a delegate and a guest do most, in as few presses as docs/design.md says."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.pages import sees, thank
from tests.journeys.presses import Presses
from tests.journeys.secretary import chairing, does
from tests.support.hall import Hall
from tests.support.tab import Tab as Socket


async def opens_poll(tab: Socket, session: str) -> None:
    """Ask everyone to answer yes or no."""
    stream = f"session/{session}"
    poll = {"kind": "single", "question": "Shall we go on?", "options": ["Yes", "No"]}
    assert "done" in await tab.do(stream, "poll.draft", **poll)
    assert "done" in await tab.do(stream, "poll.open", poll="1")


def test_the_presses_of_each_role(hall: Hall, take: Take) -> None:
    presses = Presses()
    chair, delegate, guest = take("moderator"), take("fiji"), take("audience")

    with presses.of(delegate, "delegate", "open camera and microphone"):
        delegate.join()
    with presses.of(delegate, "delegate", "ask for the floor"):
        delegate.press("request-floor")
        expect(delegate.get("withdraw")).to_be_visible()
    with presses.of(delegate, "delegate", "withdraw"):
        delegate.press("withdraw")
        expect(delegate.get("request-floor")).to_be_visible()

    with presses.of(guest, "guest", "ask a question"):
        guest.ask("Who pays for the cables?")
    does(hall, "question.approve", question="1")
    with presses.of(guest, "guest", "listen in another language"):
        guest.choose("language", "fr")
        expect(guest.get("language")).to_have_attribute("data-chosen", "fr")
    with presses.of(guest, "guest", "read the list of speakers"):
        guest.press("tab-list")
    chairing(hall, lambda tab: opens_poll(tab, hall.session()))
    with presses.of(guest, "guest", "answer a poll"):
        guest.press("poll-option-1")
        sees(guest, "poll-said", "Counted")

    with presses.of(chair, "chair", "give the floor to one who is not ready"):
        chair.press("give-floor")
        chair.press("call-anyway")
        sees(chair, "holder", "Australia")
    with presses.of(chair, "chair", "pause"):
        chair.press("suspend")
        expect(chair.get("clock")).to_have_attribute("data-running", "false")
    with presses.of(chair, "chair", "go on after a pause"):
        chair.press("resume")
    expect(chair.get("clock")).to_have_attribute("data-running", "true")
    with presses.of(chair, "chair", "give 30 s more"):
        chair.press("extend")
        expect(chair.get("clock")).to_have_text(re.compile(r"^3:"))
    with presses.of(delegate, "delegate", "raise a point of order"):
        delegate.press("raise-order")
        sees(delegate, "order-raised", "You raised a point of order")
    with presses.of(chair, "chair", "recognise a point of order"):
        chair.press("recognise")
        sees(chair, "holder", "Fiji")
    with presses.of(delegate, "delegate", "mute"):
        delegate.press("mute")
        expect(delegate.get("muted-unmute")).to_be_visible()
    with presses.of(chair, "chair", "rule"):
        chair.press("rule-noted")
        sees(chair, "holder", "Australia")
    with presses.of(chair, "chair", "thank the speaker"):
        chair.press("thank")
        expect(chair.get("thank")).to_have_count(0)
    with presses.of(chair, "chair", "give the floor"):
        chair.press("give-floor")
        sees(chair, "holder", "Cambodia")
    thank(chair)
    with presses.of(chair, "chair", "close the list"):
        chair.press("close-list")
        expect(chair.get("open-list")).to_have_count(1)
    with presses.of(chair, "chair", "put a question to the vote"):
        chair.press("tab-votes")
        chair.get("vote-question").fill("Shall we go on?")
        chair.press("put-question")
        expect(chair.get("close-vote")).to_be_visible()
    with presses.of(delegate, "delegate", "vote"):
        delegate.press("ballot-yes")
        expect(delegate.get("ballot")).to_have_attribute("data-answer", "yes")
    with presses.of(chair, "chair", "close the vote"):
        chair.press("close-vote")
        expect(chair.get("close-vote")).to_have_count(0)
    with presses.of(chair, "chair", "suspend the session"):
        chair.press("session-suspend")
        chair.press("session-suspend-confirm")
        expect(chair.get("session-state")).to_have_attribute("data-state", "suspended")

    presses.are_in_the_table()
