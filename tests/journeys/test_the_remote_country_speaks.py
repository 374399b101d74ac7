"""The floor goes to a video statement, to Fiji, to Chile and to the hall; everyone sees and hears each."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.pages import Tab, give, sees, thank
from tests.journeys.secretary import call
from tests.support.hall import Hall
from tests.support.tier import THOROUGH

KEEP_RESOURCES = """() => {
    const ask = window.fetch;
    window.fetch = async (address, request) => {
        const answer = await ask(address, request);
        const place = answer.headers.get('Location');
        if (place) window.resource = [new URL(place, answer.url), request.headers];
        return answer;
    };
}"""
HANG_UP = """async () => {
    const peer = window.__balai.publish;
    window.order = [];
    peer.addEventListener('connectionstatechange', () => window.order.push(peer.connectionState));
    const { transport } = peer.getReceivers()[0];
    transport.addEventListener('statechange', () => window.order.push(`DTLS ${transport.state}`));
    window.marked = peer;
    const [address, headers] = window.resource;
    await fetch(address, { method: 'DELETE', headers });
}"""


def test_the_remote_country_speaks(hall: Hall, take: Take, screen: Tab, phone: BrowserContext) -> None:
    moderator = take("moderator")
    moderator.press("take-chair")
    moderator.publishes()
    expect(moderator.get("chair-on")).to_be_visible()

    audience = seated(hall, phone.new_page(), "audience")
    for listener in (audience, screen):
        listener.plays("chair")

    fiji = take("fiji")
    fiji.join()
    fiji.press("request-floor")
    sees(fiji, "own-place", "3rd")

    if THOROUGH:
        give(moderator, "Australia")
        thank(moderator)
        give(moderator, "Cambodia")
        audience.shows("floor")  # a video statement, from its file
        thank(moderator)

    listeners = (moderator, audience, screen)
    for listener in listeners:
        listener.mark_line()
    call(hall, "FJ")
    expect(fiji.get("finish")).to_be_visible()
    sees(screen, "hall-nameplate", "Fiji")
    for listener in listeners:
        listener.shows("floor")

    thank(moderator)
    expect(fiji.get("finish")).to_be_hidden()
    for listener in (audience, screen):
        listener.hears_nothing_more("floor", meanwhile="chair")
    fiji.page.close()

    if THOROUGH:
        chile = take("chile")
        chile.join()
        chile.press("request-floor")
        give(moderator, "Chile")
        for listener in listeners:
            listener.shows("floor")

    operator = take("operator")
    operator.press("publish-hall")
    expect(operator.get("hall-on")).to_be_visible()
    japan = take("japan")
    japan.press("request-floor")
    expect(japan.get("withdraw")).to_be_visible()
    call(hall, "JP")
    sees(screen, "hall-nameplate", "Japan")
    for listener in (moderator, audience):
        listener.shows("floor")
    for listener in listeners:
        assert listener.same_line(), "It was negotiated anew."


@pytest.mark.thorough
def test_the_later_of_two_tabs_of_one_person_publishes(take: Take) -> None:
    first = take("fiji")
    first.join()
    second = take("fiji")
    second.press("check")
    second.join()
    expect(first.get("line")).to_have_attribute("data-state", "displaced")

    # It waits until it is told to speak; then the other stops.
    first.page.bring_to_front()
    first.press("speak-here")
    first.publishes()
    expect(second.get("line")).to_have_attribute("data-state", "displaced")
    expect(first.get("line")).to_have_attribute("data-state", "connected")


def test_a_line_that_the_relay_hangs_up_reconnects_before_ice_fails(take: Take) -> None:
    chile = take("chile")
    chile.waits_until("() => window.__balai.listen?.connectionState === 'connected'")
    chile.page.evaluate(KEEP_RESOURCES)
    chile.join()
    chile.page.evaluate(HANG_UP)
    chile.waits_until("() => window.__balai.publish !== window.marked")
    chile.publishes()
    assert chile.page.evaluate("() => window.order[0]") == "DTLS closed"
