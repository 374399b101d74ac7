"""A page tells the relay the sizes of its pictures, and shows what the relay holds back for its line."""

import itertools

import pytest
from playwright.sync_api import BrowserContext, Response, expect

from tests.journeys.conftest import Take, seated
from tests.support.hall import Hall

HIDE = """(hides) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hides });
    document.dispatchEvent(new Event('visibilitychange'));
}"""
"""Makes the page hidden, like a tab in the background; headless Chromium hides none."""
SLOW = {"slow": ["1", "3", "5"]}


def shown(response: Response) -> list[int]:
    """The heights in a page's request."""
    return [one["maxHeight"] for one in response.request.post_data_json]


@pytest.mark.thorough
def test_pages_send_their_picture_sizes_and_show_that_their_line_is_too_slow(
    hall: Hall, take: Take, phone: BrowserContext
) -> None:
    moderator = take("moderator")
    # From before the press, because the size may be sent as soon as there is a picture.
    with moderator.page.expect_response("**/layers") as told:
        moderator.press("take-chair")
        moderator.publishes()
        expect(moderator.get("chair-on")).to_be_visible()
    assert told.value.ok

    fiji = take("fiji")
    fiji.join()
    fiji.plays("chair")
    widths = itertools.cycle((1000, 900))

    def is_fast() -> bool:
        with fiji.page.expect_response(
            lambda reply: reply.url.endswith("/layers") and max(shown(reply)) > 100
        ) as told:
            fiji.page.set_viewport_size({"width": next(widths), "height": 700})
        return bool(told.value.json() == {"slow": []})

    # The first sizes may have been sent already; another size of the window sends them again. To a busy machine its
    # line is slow now and then.
    assert any(is_fast() for _ in range(10))
    expect(fiji.get("line-slow")).to_be_hidden()

    # The relay's answer for a slow line; how it measures that is tested elsewhere.
    fiji.page.route("**/layers", lambda route: route.fulfill(json=SLOW))
    fiji.page.set_viewport_size({"width": 1100, "height": 800})
    expect(fiji.get("line-slow")).to_have_text("Your line is too slow for the picture; sound goes on")

    fiji.page.unroute("**/layers")
    fiji.page.set_viewport_size({"width": 1200, "height": 800})
    expect(fiji.get("line-slow")).to_be_hidden()

    # So does the page of a listener, which also says when it is hidden.
    visitor = seated(hall, phone.new_page(), "audience")
    visitor.plays("chair")

    # The first size may have been sent already; another size of the window sends it again.
    with visitor.page.expect_response(
        lambda reply: reply.url.endswith("/layers") and reply.ok and max(shown(reply)) > 100
    ):
        visitor.page.set_viewport_size({"width": 390, "height": 600})
        visitor.page.set_viewport_size({"width": 600, "height": 844})

    with visitor.page.expect_response("**/layers") as told:
        visitor.page.evaluate(HIDE, True)
    assert set(shown(told.value)) == {0}
    assert told.value.ok
    visitor.page.route("**/layers", lambda route: route.fulfill(json=SLOW))
    visitor.page.evaluate(HIDE, False)
    expect(visitor.get("line-slow")).to_have_text("Your line is too slow for the picture; sound goes on")
