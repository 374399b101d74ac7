"""A point of order, its ruling, an appeal by a remote delegation, a recorded vote in which hall and remote vote, and
what the minutes say of it, act by act (FL13, FL28)."""

from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.pages import Tab, give, sees
from tests.journeys.test_the_country_review import asks_for, rows
from tests.journeys.test_the_delegate_by_keyboard import press
from tests.support.hall import Hall

ACTS = ("Ruling on a point of order", "Appeal raised", "Put to the vote", "Vote closed")


def test_a_ruling_is_overturned_by_a_recorded_vote(
    hall: Hall, take: Take, phone: BrowserContext, screen: Tab
) -> None:
    moderator, fiji, operator = take("moderator"), take("fiji"), take("operator")
    japan = seated(hall, phone.new_page(), "japan")
    fiji.press("join-without")
    give(moderator, "Australia")

    # Japan, in the hall, raises a point of order; the chair hears it and rules, by the keyboard.
    asks_for(japan, "point_of_order")
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

    # Both vote, and the operator enters a third delegation's vote.
    sees(fiji, "ballot", "Yes means: the ruling is overturned.")
    fiji.page.bring_to_front()
    press(fiji.page, "ballot-yes")
    sees(fiji, "ballot-own", "Yes.")
    japan.get("ballot-no").tap()
    sees(japan, "ballot-own", "No.")
    operator.page.bring_to_front()
    operator.press("tab-vote")
    operator.get("ballots-find").fill("chile")
    row = operator.page.locator('[data-testid^="ballot-row-"]')
    row.get_by_role("button").first.focus()
    operator.page.keyboard.press("y")
    expect(row).to_have_attribute("data-answer", "yes")

    # The chair closes the vote: the ruling is overturned, and Australia goes on.
    console.bring_to_front()
    sees(moderator, "vote-progress", "3 of 21 have voted")
    moderator.press("close-vote")
    sees(moderator, "holder", "Australia")
    for everyone in (moderator, japan):
        sees(everyone, "vote-result" if everyone is moderator else "ballot", "The ruling is overturned.")
    sees(fiji, "ballot", "In favour 2, against 1, abstentions 0.")

    # The record says who did what.
    minutes = moderator.page.context.new_page()
    minutes.goto(f"{hall.pages}/session/{hall.session()}/minutes")
    record = Tab(minutes)
    expect(record.get("section-votes")).to_be_visible()
    assert rows(record, "rulings", "party", "ruling") == [("Japan", "not upheld")]
    (held,) = rows(record, "votes", "subject", "party", "ruling", "method", "in_favour", "against", "result")
    assert held == (
        "appeal against a ruling",
        "Fiji",
        "not upheld",
        "electronic vote",
        "2",
        "1",
        "ruling overturned",
    )
    cast = rows(record, "ballots", "party", "answer", "place")
    assert len(cast) == 21
    assert [each for each in cast if each[1] != "not voting"] == [
        ("Chile", "yes", "hall"),
        ("Fiji", "yes", "remote"),
        ("Japan", "no", "hall"),
    ]
    told = [(event, party) for event, party in rows(record, "acts", "event", "party") if event in ACTS]
    assert told == [*zip(ACTS, ("Japan", "Fiji", "Fiji", "Fiji"), strict=True)]
