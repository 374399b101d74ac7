"""A point of order, its ruling, an appeal by a remote delegation, a recorded vote in which hall and remote vote, and
what the minutes say of it, act by act (FL13, FL28)."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.pages import Tab, give, sees
from tests.journeys.secretary import call, chairing, party_of
from tests.journeys.test_the_country_review import rows
from tests.journeys.test_the_debate_on_a_motion import key, moves
from tests.journeys.test_the_delegate_by_keyboard import press
from tests.support.hall import Hall
from tests.support.tab import Tab as Socket

ACTS = ("Ruling on a point of order", "Appeal raised", "Put to the vote", "Vote closed")


def votes(seat: Tab, answer: str) -> None:
    """Vote by the keyboard, once the buttons have settled."""
    seat.page.bring_to_front()
    expect(seat.get(f"ballot-{answer}")).not_to_have_attribute("aria-busy", "true")
    press(seat.page, f"ballot-{answer}")
    expect(seat.get("ballot")).to_have_attribute("data-answer", answer)


def enters(hall: Hall, code: str, answer: str) -> None:
    """The operator enters a party's answer in the open vote."""

    async def ask(tab: Socket) -> None:
        stream = f"session/{hall.session()}"
        votes = (await tab.follow(stream)).entities["vote"].values()
        (vote,) = [one["id"] for one in votes if not one["closed_at"]]
        party = await party_of(tab, code)
        answered = await tab.do(stream, "vote.cast", vote=vote, answer=answer, party=party)
        assert "done" in answered, answered

    chairing(hall, ask, "operator")


def test_a_ruling_is_overturned_by_a_recorded_vote(
    hall: Hall, take: Take, phone: BrowserContext, screen: Tab
) -> None:
    moderator, fiji = take("moderator"), take("fiji")
    japan = seated(hall, phone.new_page(), "japan")
    fiji.press("join-without")
    call(hall, "AU")

    # Japan, in the hall, raises a point of order; the chair hears it and rules, by the keyboard.
    japan.get("raise-order").tap()
    sees(japan, "order-raised", "You raised a point of order")
    console = moderator.page
    console.bring_to_front()
    expect(moderator.get("recognise")).to_be_visible()
    console.keyboard.press("f")
    sees(moderator, "holder", "Japan")
    console.keyboard.press("2")
    expect(moderator.get("ruled")).to_be_visible()

    # Fiji, remote, appeals by the button beside the ruling; the chair puts it to the vote.
    fiji.page.bring_to_front()
    press(fiji.page, "raise-appeal")
    expect(fiji.get("withdraw-appeal")).to_be_visible()
    console.bring_to_front()
    sees(moderator, "appealing", "Fiji")
    console.keyboard.press("1")
    expect(moderator.get("voting")).to_be_visible()
    sees(screen, "hall-vote", "Vote on the appeal of Fiji against the ruling")

    # Both vote, and a third delegation's vote.
    sees(fiji, "ballot", "Yes means: the ruling is overturned.")
    votes(fiji, "yes")
    japan.get("ballot-no").tap()
    sees(japan, "ballot-own", "No.")
    enters(hall, "CL", "yes")

    # The chair closes the vote: the ruling is overturned, and Australia goes on.
    console.bring_to_front()
    sees(moderator, "vote-progress", "3 of 21 have voted")
    moderator.press("close-vote")
    sees(moderator, "holder", "Australia")
    for everyone in (moderator, japan):
        sees(everyone, "vote-result" if everyone is moderator else "ended", "The ruling is overturned.")
    sees(fiji, "ballot", "In favour 2, against 1, abstentions 0.")

    # The record says who did what.
    record = take("audience", f"/session/{hall.session()}/minutes")
    sees(record, "in-short", "ruling overturned")
    assert rows(record, "rulings", "Party", "Ruling") == [("Japan", "not upheld")]
    (held,) = rows(record, "votes", "On", "Party", "Ruling", "Method", "In favour", "Against", "Result")
    assert held == (
        "appeal against a ruling",
        "Fiji",
        "not upheld",
        "electronic vote",
        "2",
        "1",
        "ruling overturned",
    )
    cast = rows(record, "ballots", "Party", "Answer", "Place")
    assert len(cast) == 21
    assert [each for each in cast if each[1] != "not voting"] == [
        ("Chile", "yes", "remote"),
        ("Fiji", "yes", "remote"),
        ("Japan", "no", "hall"),
    ]
    told = [(event, party) for event, party in rows(record, "acts", "Event", "Party") if event in ACTS]
    assert told == [*zip(ACTS, ("Japan", "Fiji", "Fiji", "Fiji"), strict=True)]


@pytest.mark.thorough
def test_closure_of_debate_has_two_against_and_a_suspension_comes_first(hall: Hall, take: Take) -> None:
    moderator, chile, japan, fiji = (take(who) for who in ("moderator", "chile", "japan", "fiji"))
    for remote in (chile, fiji):
        remote.page.bring_to_front()
        remote.press("join-without")
    call(hall, "AU")
    moves(chile, "closure_of_debate")
    sees(moderator, "point-of-order", "Chile")
    key(moderator, "f")
    moderator.press("call-anyway")
    sees(moderator, "motion", "Chile moves: closure of the debate")

    # Two ask to speak against it; nobody is asked to speak for it. The first is heard.
    for against in (japan, fiji):
        against.page.bring_to_front()
        expect(against.get("speak-for")).to_have_count(0)
        against.press("speak-against")
        sees(against, "asked-on-motion", "against")
    give(moderator, "Japan")

    # A suspension is put to the vote at once, by ballots, and is not adopted.
    moves(fiji, "suspension")
    sees(moderator, "point-of-order", "suspension")
    key(moderator, "f")
    moderator.press("call-anyway")
    sees(moderator, "motion-below", "Chile")
    moderator.press("put-to-vote")
    for seat, answer in ((fiji, "yes"), (japan, "no"), (chile, "no")):
        votes(seat, answer)
    moderator.page.bring_to_front()
    moderator.press("close-vote")
    expect(moderator.get("voting")).to_be_hidden()

    # The debate on the closure goes on with the second against it, and the motion is adopted.
    sees(moderator, "holder", "Japan")
    give(moderator, "Fiji")
    moderator.press("put-to-vote")
    for seat, answer in ((chile, "yes"), (japan, "yes"), (fiji, "no")):
        votes(seat, answer)
    moderator.page.bring_to_front()
    moderator.press("close-vote")
    sees(moderator, "holder", "Australia")
    sees(moderator, "list-state", "The debate on this item is closed")
    moderator.press("let-finish")
    expect(moderator.get("suspend")).to_be_visible()

    moderator.page.goto(f"{hall.pages}/session/{hall.session()}/minutes")
    sees(moderator, "in-short", "closure of the debate")
    assert rows(moderator, "votes", "Motion", "Result") == [
        ("suspension of the meeting", "not adopted"),
        ("closure of the debate", "adopted"),
    ]
    spoken = rows(moderator, "motion_speakers", "Party", "For or against")
    assert spoken == [("Japan", "against"), ("Fiji", "against")]
