"""A motion is debated from three places, by keyboard at the console; a higher one interrupts it, and it returns."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, give, sees
from tests.journeys.secretary import call
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough


def key(moderator: Tab, stroke: str) -> None:
    """Press a key at the console."""
    moderator.page.bring_to_front()
    moderator.page.keyboard.press(stroke)


def moves(tab: Tab, motion: str) -> None:
    """Raise a motion."""
    tab.page.bring_to_front()
    tab.press("request-options")
    tab.get("options-kind").select_option("motion")
    tab.get("options-motion").select_option(motion)
    tab.press("request-with-options")
    expect(tab.get("request-with-options")).to_be_hidden()


def puts(moderator: Tab) -> None:
    """Put the motion to the vote by show of hands."""
    moderator.get("vote-method").select_option("show_of_hands")
    moderator.press("put-to-vote")


def votes(moderator: Tab, in_favour: int, against: int) -> None:
    """Put the motion to the vote by show of hands and enter the result."""
    moderator.get("vote-method").select_option("show_of_hands")
    key(moderator, "1")
    moderator.get("vote-in_favour").fill(str(in_favour))
    moderator.get("vote-against").fill(str(against))
    moderator.get("vote-against").press("Enter")
    expect(moderator.get("voting")).to_be_hidden()


def test_a_motion_is_debated_and_a_higher_one_comes_first(hall: Hall, take: Take, screen: Tab) -> None:
    moderator, chile, japan, fiji = (take(who) for who in ("moderator", "chile", "japan", "fiji"))
    audience = take("audience")
    for remote in (chile, fiji):
        remote.page.bring_to_front()
        remote.press("join-without")
    call(hall, "AU")

    # Chile moves, is heard, and everybody sees what its motion means.
    moves(chile, "adjournment_of_debate")
    sees(moderator, "point-of-order", "Chile")
    key(moderator, "f")
    moderator.press("call-anyway")
    sees(moderator, "holder", "Chile")
    sees(moderator, "motion", "the debate on the item is put off")
    sees(screen, "hall-procedure", "Chile moves: adjournment of the debate")
    sees(audience, "motion", "adjournment of the debate")
    sees(chile, "withdraw-motion", "Withdraw the motion")

    # Two delegations ask by one press, and the chair hears them, for and against in turn.
    japan.page.bring_to_front()
    is_clean(japan, "session motion", (1440, 390))
    japan.press("speak-against")
    sees(japan, "asked-on-motion", "against")
    fiji.page.bring_to_front()
    fiji.press("speak-for")
    sees(moderator, "motion-sides", "Fiji")
    is_clean(moderator, "console motion", (1440, 1024, 390))
    sees(screen, "side-against", "Japan")
    give(moderator, "Fiji")
    sees(screen, "hall-kind", "for the motion")

    # A point of order, by a button beside the other one, and with a receipt.
    japan.page.bring_to_front()
    japan.press("raise-order")
    sees(japan, "order-raised", "You raised a point of order")
    sees(moderator, "point-of-order", "Japan")
    key(moderator, "f")
    sees(moderator, "ruling", "Japan")
    key(moderator, "3")
    sees(moderator, "holder", "Fiji")

    # A suspension precedes it; the speaker waits, and goes on when it is not adopted.
    moves(japan, "suspension")
    sees(moderator, "point-of-order", "suspension")
    key(moderator, "f")
    sees(moderator, "motion", "Japan moves: suspension")
    sees(moderator, "motion-below", "Chile")
    key(moderator, "t")
    expect(screen.get("hall-screen")).to_have_attribute("data-scene", "motion")
    is_clean(moderator, "console suspension", (1440,))
    puts(moderator)
    japan.page.bring_to_front()
    sees(japan, "raise-order", "on the voting")
    moderator.page.bring_to_front()
    moderator.get("vote-in_favour").fill("2")
    moderator.get("vote-against").fill("9")
    moderator.get("vote-against").press("Enter")
    sees(moderator, "holder", "Fiji")

    # Japan is heard against, and the motion is adopted: the debate is over, and the chair lets Australia finish.
    give(moderator, "Japan")
    sees(moderator, "give-floor", "Nobody asks to speak on the motion")
    sees(moderator, "script", "Who wishes to speak for or against the motion?")
    votes(moderator, 12, 3)
    sees(moderator, "holder", "Australia")
    sees(moderator, "carried", "Australia was interrupted")
    sees(moderator, "script", "The debate on this item is adjourned.")
    expect(moderator.get("give-floor")).to_be_disabled()
    key(moderator, "1")
    expect(moderator.get("suspend")).to_be_visible()
    expect(japan.get("motion-strip")).to_be_hidden()

    audience.page.goto(f"{hall.pages}/session/{hall.session()}/minutes")
    sees(audience, "course", "Fiji")
    expect(audience.take_away("motion_speakers")).to_contain_text("against")

    # A mover withdraws its motion in two presses.
    moves(chile, "closure_of_debate")
    sees(moderator, "point-of-order", "Chile")
    key(moderator, "f")
    moderator.press("call-anyway")
    chile.page.bring_to_front()
    chile.press("withdraw-motion")
    chile.press("withdraw-motion-keep")
    chile.press("withdraw-motion")
    chile.press("withdraw-motion-confirm")
    expect(chile.get("motion-strip")).to_be_hidden()
    sees(moderator, "holder", "Australia")
