"""The pictures of the tour: each view in a full hall, in the order in which a newcomer meets them."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.pages import POLLING_MS, Tab, give, sees
from tests.journeys.test_the_bali_message import PRACTICES, choose, opened, paragraph, propose
from tools.tour.visitors import Visitors

HEAD = """# A tour

*Made by `make tour`; do not edit.* Every picture was taken by Chromium in the demo with its simulated delegations: no
face and no voice in it is anyone’s. The video shows [a remote country speaking]({film}) (silent, half a minute).
"""


SETTLED = """() => [...document.images].every((image) => {
    const { top, bottom, height } = image.getBoundingClientRect();
    return height === 0 || bottom < 0 || top > innerHeight || (image.complete && image.naturalWidth > 0);
})"""
"""Whether all visible images are loaded."""
PICTURED = "() => document.querySelector('[data-testid=\"stage\"] .slot.on:not(.inset)') !== null"
"""Whether the stage shows a picture."""


class Album:
    """The contents of `docs/tour.md`."""

    def __init__(self, docs: Path) -> None:
        self._page, self._folder = docs / "tour.md", docs / "images" / "tour"
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.iterdir():
            old.unlink()
        self._chapters: list[str] = []

    @property
    def film(self) -> Path:
        """The path of the film."""
        return self._folder / "the-remote-country-speaks.webm"

    def chapter(self, title: str) -> None:
        """Begin a chapter of `docs/tour.md`."""
        self._chapters.append(f"\n## {title}\n")

    def take(self, page: Page | Tab, name: str, sentence: str) -> None:
        """Add a picture, with the sentence beneath it."""
        page = page.page if isinstance(page, Tab) else page
        page.bring_to_front()
        page.wait_for_load_state("networkidle")
        page.evaluate("() => document.fonts.ready")
        page.wait_for_function(SETTLED, polling=POLLING_MS)
        page.screenshot(path=self._folder / f"{name}.png", animations="disabled")
        self._chapters.append(f"![{sentence}](images/tour/{name}.png)\n\n{sentence}\n")

    def write(self) -> None:
        """Write `docs/tour.md`."""
        head = HEAD.format(film=self.film.relative_to(self._page.parent))
        self._page.write_text("\n".join([head, *self._chapters]), encoding="utf-8")


def visit(visitors: Visitors, album: Album) -> None:
    """Take every picture."""
    screen = visitors.seat("hall-screen", visitors.window(1920, 1080))
    sees(screen, "hall-nameplate", "simulated")
    screen.shows("floor")
    _arrive(visitors, album)
    moderator = visitors.seat("moderator", shows="Chair")
    moderator.press("take-chair")
    moderator.publishes()
    _listen(visitors, album, screen)
    _interpret(visitors, album)
    fiji = _speak(visitors, album, moderator, screen)
    _interrupt(visitors, album, moderator)
    _drop(visitors, album, moderator, screen, fiji)
    _keep_order(visitors, album, moderator)
    _negotiate(visitors, album)
    give(moderator, moderator.get("next").locator("strong").inner_text())
    _elsewhere(visitors, album)
    # At the end: a desk on air that is left suspends the session.
    _operate(visitors, album)


def _arrive(visitors: Visitors, album: Album) -> None:
    album.chapter("Coming in")
    first_page = visitors.window(1440, 900)
    first_page.goto(visitors.hall.url)
    expect(first_page.get_by_test_id("seat-fiji")).to_be_visible()
    album.take(first_page, "seats", "The demo’s first page: each seat opens in a tab of its own.")
    guest = visitors.seat("audience")
    guest.page.goto(f"{visitors.hall.pages}/programme")
    expect(guest.page.get_by_role("heading", name="Programme")).to_be_visible()
    album.take(guest, "programme", "The programme: what is live, and who has the floor there now.")
    phone = visitors.phone()
    phone.goto(f"{visitors.hall.url}/join/{visitors.hall.code()}")
    expect(phone.get_by_test_id("guest-enter")).to_be_visible()
    album.take(
        phone, "join-phone", "Scanned from the hall screen: the session’s code, and one button. No account."
    )


def _listen(visitors: Visitors, album: Album, screen: Tab) -> None:
    album.chapter("Listening, in the hall and at home")
    album.take(screen, "hall-screen", "The hall screen: who speaks, how long still, and who is next.")
    guest = visitors.seat("audience")
    guest.shows("floor")
    guest.waits_until(PICTURED)
    album.take(guest, "session", "The session page at home: one picture, one clock, one list.")
    guest.press("tab-questions")
    expect(guest.get("questions")).to_be_visible()
    album.take(guest, "session-questions", "Questions: asked by name or not, and voted on by everyone.")
    phone = visitors.seat("audience", visitors.phone())
    phone.shows("floor")
    phone.waits_until(PICTURED)
    album.take(phone, "session-phone", "The same page on a phone.")


def _interpret(visitors: Visitors, album: Album) -> None:
    album.chapter("In the languages of the conference")
    guest = visitors.seat("audience")
    guest.choose("language", "fr")
    sees(guest, "hears", "You hear")
    guest.shows("floor")
    guest.waits_until(PICTURED)
    album.take(guest, "session-language", "A listener chose French, and hears the floor softly beneath it.")
    interpreter = visitors.seat("interpreter")
    interpreter.press("open-microphone")
    interpreter.press("offer")
    sees(interpreter, "microphone-state", "Live in French")
    interpreter.waits_until("() => [...document.querySelectorAll('video')].some((one) => one.videoWidth > 0)")
    album.take(interpreter, "booth", "The booth: what comes in on the left, what goes out on the right.")
    interpreter.page.context.close()


def _speak(visitors: Visitors, album: Album, moderator: Tab, screen: Tab) -> Tab:
    album.chapter("Speaking as a remote country")
    fiji = visitors.seat("fiji", shows="Fiji")
    expect(fiji.get("join")).to_be_enabled()
    album.take(fiji, "technical-check", "Camera and microphone, before anyone can hear them.")
    fiji.join()
    fiji.press("request-floor")
    expect(fiji.get("withdraw")).to_be_visible()
    album.take(fiji, "session-waiting", "On the list: the place, about how long, and the way back.")
    row = moderator.get("console-list").locator('[data-testid^="console-row-"]', has_text="Fiji")
    expect(row).to_contain_text("line open")
    album.take(
        moderator,
        "console",
        "The moderator’s console: the list, the floor, the sentence to say, the questions.",
    )
    row.click()
    moderator.get("chosen").locator('[data-testid^="call-"]').click()
    expect(fiji.get("finish")).to_be_visible()
    expect(fiji.get("on-deck")).to_be_visible()
    fiji.waits_until(PICTURED)
    sees(screen, "hall-nameplate", "Fiji")
    screen.shows("floor")
    album.take(
        fiji,
        "session-speaking",
        "You have the floor: a red frame, one’s own text beside the clock, and *Finish*.",
    )
    album.take(screen, "hall-screen-fiji", "The hall sees and hears Fiji at the same moment.")
    return fiji


def _interrupt(visitors: Visitors, album: Album, moderator: Tab) -> None:
    album.chapter("What may happen meanwhile")
    japan = visitors.seat("japan")
    japan.press("request-options")
    japan.get("options-kind").select_option("point_of_order")
    japan.press("request-with-options")
    sees(moderator, "point-of-order", "Japan")
    album.take(
        moderator,
        "console-point-of-order",
        "A point of order stands under the clock until the chair rules on it.",
    )
    moderator.press("recognise")
    expect(moderator.get("point-of-order")).to_be_hidden()
    album.take(
        moderator,
        "console-ruling",
        "It is heard for a minute; the ruling gives the floor back with the time that was left.",
    )
    moderator.press("rule-noted")
    sees(moderator, "holder", "Fiji")


def _drop(visitors: Visitors, album: Album, moderator: Tab, screen: Tab, fiji: Tab) -> None:
    fiji.page.context.close()
    expect(moderator.get("dropped")).to_be_visible()
    album.take(
        moderator,
        "console-drop",
        "The speaker’s line dropped: the clock stands, the floor is held, and the choices are at hand.",
    )
    album.take(screen, "hall-screen-drop", "In the hall meanwhile.")
    moderator.press("thank")


def _keep_order(visitors: Visitors, album: Album, moderator: Tab) -> None:
    album.chapter("Order, and the minutes")
    moderator.press("order-list")
    expect(moderator.get("order-places")).to_be_visible()
    album.take(
        moderator,
        "console-order",
        "Another order, seen beside the present one before it is applied; the next two stay.",
    )
    moderator.page.keyboard.press("Escape")
    for key in ("q", "v"):
        moderator.page.keyboard.press(key)
    expect(moderator.get("roll-count")).to_be_visible()
    album.take(moderator, "console-roll-call", "A roll call: who answered, and whether there is a quorum.")
    for key in ("v", "q", "q"):
        moderator.page.keyboard.press(key)
    guest = visitors.seat("audience")
    guest.page.goto(f"{visitors.hall.pages}/session/{visitors.hall.session()}/minutes")
    expect(guest.get("course")).to_be_visible()
    album.take(guest, "minutes", "The minutes, as they grow: turns, rulings, roll calls, questions.")


def _negotiate(visitors: Visitors, album: Album) -> None:
    album.chapter("What was said becomes what was agreed")
    fiji, chile, moderator = (
        opened(visitors.hall, visitors.seat(key)) for key in ("fiji", "chile", "moderator")
    )
    row = paragraph(fiji, PRACTICES)
    propose(fiji, row, 3, 2, "knowledge and experience")
    propose(chile, row, 6, 2, "consular affairs")
    choose(moderator, row)
    moderator.press("take-up")
    expect(moderator.get("amendment-2")).to_be_visible()
    album.take(
        moderator,
        "outcome",
        "The outcome document: amendments in brackets, and beside the text what the drafting group does with them.",
    )
    document = moderator.page.url.rpartition("/")[2]
    screen = visitors.seat("hall-screen", visitors.window(1920, 1080))
    screen.page.goto(f"{visitors.hall.pages}/outcome/{document}/screen")
    expect(screen.get("outcome-screen")).to_have_attribute("data-scene", "paragraph")
    album.take(screen, "outcome-screen", "The hall screen meanwhile: the paragraph that the chair took up.")


def _operate(visitors: Visitors, album: Album) -> None:
    album.chapter("Behind the scenes")
    operator = visitors.seat("operator", shows="Hall")
    operator.press("publish-hall")
    expect(operator.get("hall-on")).to_be_visible()
    album.take(operator, "hall-desk", "The hall desk: what goes out of the room, and what comes in.")
    operator.page.goto(f"{visitors.hall.pages}/checks")
    expect(operator.page.get_by_role("heading", level=1)).to_be_visible()
    album.take(operator, "checks", "Who took the technical check, and who never did.")
    chile = visitors.seat("chile", shows="Chile")
    chile.page.goto(f"{visitors.hall.pages}/check")
    expect(chile.page.get_by_role("heading", level=1)).to_be_visible()
    album.take(chile, "check", "The technical check, days ahead: devices, browser, and the way to the hall.")


def _elsewhere(visitors: Visitors, album: Album) -> None:
    album.chapter("In other lights and languages")
    dark = visitors.seat("audience", visitors.window(1440, 900, color_scheme="dark"))
    dark.shows("floor")
    dark.waits_until(PICTURED)
    album.take(dark, "session-dark", "Dark, as the reader’s system asks.")
    chair = visitors.seat("moderator", visitors.phone())
    expect(chair.get("thank")).to_be_visible()
    album.take(chair, "console-phone", "The console of a chair who walks.")
    gallery = visitors.window(1440, 900)
    gallery.goto(f"{visitors.hall.url}/gallery?theme=contrast&dir=rtl")
    expect(gallery.locator("html")).to_have_attribute("dir", "rtl")
    album.take(gallery, "gallery", "The gallery of components: high contrast, right to left.")
