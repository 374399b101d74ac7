"""A desk that sends the hall asks first, whatever would lead away from it."""

from playwright.sync_api import Dialog, expect

from tests.journeys.conftest import Take


def test_leaving_a_desk_on_air_asks_first(take: Take) -> None:
    desk = take("operator")
    held = desk.page.url
    desk.page.locator("header nav a").click()
    desk.page.go_back()
    desk.press("publish-hall")
    desk.get("hall-on").wait_for()

    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    desk.page.on("dialog", stay)
    # By history, as the browser's button does: a navigation by script would wait for the page that never loads.
    desk.page.evaluate("void setTimeout(() => history.forward())")
    desk.eventually(lambda: asked)
    assert (asked, desk.page.url) == (["beforeunload"], held)
    desk.press("sign-out")
    desk.eventually(lambda: len(asked) > 1)
    assert (asked, desk.page.url) == (["beforeunload", "confirm"], held)
    expect(desk.get("hall-on")).to_be_visible()

    desk.page.remove_listener("dialog", stay)
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.press("sign-out")
    desk.page.wait_for_url("**/")
