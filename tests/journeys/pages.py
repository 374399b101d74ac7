"""What a person does and sees in a tab, in the words of the screens."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.support.patience import PATIENCE
from tests.support.tier import THOROUGH

WITHOUT_LANGUAGES = "from streaming.models import LanguageChannel; LanguageChannel.objects.all().delete()"
"""Takes the languages from the demo's sessions, and with them the line for the voices of booths."""
OF_SEAT = ("change-seat", "page-language", "theme", "to-account", "phone", "sign-out")
"""What the menu of the seat has once it was opened. Pages without a seat show some of it at once."""
OF_QUESTION = re.compile(
    r"(?:approve|dismiss|take-up|pin|unpin|answer|more|merge|defer|edit|claim|write)-(\d+)"
)
"""What is done to a question at the console, and its number."""
OF_ROW = re.compile(r"write-(\d+)|correct-(.+)")
"""What is done to a row of the minutes, and its turn or its item."""
POLLING_MS = 100
PRESSES = 5
OFFLINE = "this was not sent"
CLICK = "(button) => button.click()"
CHOSEN = "(choices) => choices.selectedOptions[0]?.text.trim() ?? ''"
SEARCH_MS = 1500
"""After this pause a browser begins another search in a list."""
COUNTERS = "async () => await window.__balai.slots()"
PLAYS = """async ([slot, run]) => {
    const now = (await window.__balai.slots())[slot];
    if (!now) return false;
    const first = (window.firstCounters ??= {});
    const from = first[run];
    if (!from || now.audioPackets < from.audioPackets || now.framesDecoded < from.framesDecoded) {
        first[run] = now;
        return false;
    }
    return now.audioPackets > from.audioPackets + 5 && now.framesDecoded > from.framesDecoded + MORE_FRAMES;
}""".replace("MORE_FRAMES", "5" if THOROUGH else "2")
"""Whether more has arrived in a slot than at the first look of this run. A new connection counts from zero.

The fake camera of `make test` gives half the pictures a second.
"""
_runs = count()


class Tab:
    """A seated tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def get(self, testid: str) -> Locator:
        """The elements with this test id, without those that fade out."""
        return self.page.locator(f'[data-testid="{testid}"]:not([inert] *)')

    def press(self, testid: str) -> None:
        """Click the element, in its menu if it is in one.

        A tab again if it was not chosen: it moved between the button's way down and up, because a part of the page
        arrived meanwhile.
        """
        for _ in range(PRESSES):
            self.reveal(testid).click()
            if not testid.startswith("tab-") or self.get(testid).get_attribute("aria-selected") == "true":
                return
        raise AssertionError(f"{testid} was not chosen {PRESSES} times.")

    def reveal(self, testid: str) -> Locator:
        """The element, whose menu is open now if it is in one."""
        if testid in OF_SEAT and not self.get(testid).is_visible():
            self.get("you").click()
        found = self.get(testid)
        if (act := OF_QUESTION.fullmatch(testid)) and (question := self.get(f"question-{act[1]}")).count():
            self.eventually(lambda: found.count() or self._chooses(question))
        if act := OF_ROW.fullmatch(testid):
            row = self.get(f"choose-{f'turn/{act[1]}' if act[1] else act[2]}")
            self.eventually(lambda: found.count() or (row.count() and self._chooses(row)))
        if menu := found.evaluate("(each) => each.closest('[popover]:not(:popover-open)')?.id"):
            self.page.locator(f'[popovertarget="{menu}"]').click()
        return found

    def _chooses(self, question: Locator) -> None:
        """Choose a question at the console, or a row of the minutes: only the chosen one has buttons."""
        if question.get_attribute("aria-pressed") == "false":
            question.click()

    def take_away(self, section: str) -> Locator:
        """The table of a section of the minutes, in the dialog with all that can be taken away."""
        if not (table := self.get(f"table-{section}")).count():
            self.press("take-away")
        if table.get_attribute("open") is None:
            table.locator("summary").click()
        return table.locator("table")

    def ask(self, question: str) -> None:
        """Ask a question."""
        self.press("ask")
        self.get("question-text").fill(question)
        self.press("question-submit")
        expect(self.get("question-text")).to_have_count(0)

    def choose(self, testid: str, value: str) -> None:
        """Choose in a list or among radio buttons, and close the menu that has them."""
        choice = self.reveal(testid)
        if choice.get_attribute("role") == "radiogroup":
            choice.locator(f'[value="{value}"]').check()
        else:
            choice.select_option(value)
        if choice.evaluate("(each) => each.closest('[popover]') !== null"):
            self.page.keyboard.press("Escape")

    def waits_until(self, condition: str, argument: Any = None) -> None:
        """Wait until a condition in the page holds.

        It polls by time, because a tab in the background draws no frames. A condition that returns a promise
        would hold at once, because a promise is true: `waits_for_promised` waits for those.
        """
        assert "async" not in condition, "This condition returns a promise: use `waits_for_promised`."
        self.page.wait_for_function(condition, arg=argument, polling=POLLING_MS)

    def waits_for_promised(self, condition: str, argument: Any = None) -> None:
        """Wait until an asynchronous condition holds in the page."""
        self.eventually(lambda: self.page.evaluate(condition, argument))

    def is_drawn_until(self, condition: str, argument: Any = None) -> None:
        """Wait until a condition holds of the page as it is drawn.

        A page learns of a new size, and ends its fades, only with a frame. On a busy machine a headless browser may
        draw none by itself; for a screenshot it does.
        """

        def holds() -> Any:
            self.page.bring_to_front()
            self.page.screenshot()
            return self.page.evaluate(condition, argument)

        self.eventually(holds)

    def is_live(self) -> None:
        """Wait until it follows the server and its view accepts keys."""
        self.waits_until(
            "() => window.__balai?.connection() === 'live' && document.querySelector('main') !== null"
        )

    def is_cut_off(self) -> None:
        """Wait until it shows that the server is gone."""
        self.waits_until("() => window.__balai?.connection() !== 'live'")

    def join(self) -> None:
        """Do the technical check and publish."""
        self.press("join")
        self.publishes()

    def publishes(self) -> None:
        """Wait until its connection to the relay is up."""
        self.waits_until("() => window.__balai.publish?.connectionState === 'connected'")

    def counters(self, slot: str) -> dict[str, int]:
        """The counters of what has arrived in a slot."""
        every: dict[str, dict[str, int]] = self.page.evaluate(COUNTERS)
        return every.get(slot, {"framesDecoded": 0, "packetsReceived": 0, "audioPackets": 0})

    def plays(self, slot: str) -> None:
        """Wait until pictures are decoded and sound arrives in a slot, more and more."""
        self.waits_for_promised(PLAYS, [slot, next(_runs)])

    def shows(self, slot: str) -> None:
        """Wait until a slot plays and its picture is on the page. A tab in the background paints no video."""
        self.page.bring_to_front()
        self.plays(slot)
        self.waits_until(
            "() => [...document.querySelectorAll('video')].some((video) => video.videoWidth > 0)"
        )

    def hears_nothing_more(self, slot: str, meanwhile: str) -> None:
        """Check that no packet arrives in this slot while they arrive in another. Packets under way come first."""

        def nothing_came() -> bool:
            before = self.counters(slot)["packetsReceived"]
            self.plays(meanwhile)
            return self.counters(slot)["packetsReceived"] == before

        # On a busy machine the packets under way come late and in bursts.
        self.eventually(lambda: all(nothing_came() for _ in range(2)))

    def mark_line(self) -> None:
        """Remember the listening peer connection once it is up, and record its states from then on."""
        self.waits_until("""() => {
            const peer = window.__balai.listen;
            if (peer?.connectionState !== 'connected') return false;
            window.marked = peer;
            window.states = [];
            peer.addEventListener('connectionstatechange', () => window.states.push(peer.connectionState));
            return true;
        }""")

    def same_line(self) -> bool:
        """Whether it still listens on the marked connection, negotiated once, or lost it through a failure.

        On a busy machine the browser itself misses answers to its ICE checks, and opens another connection.
        """
        kept = "window.marked !== null && window.marked === window.__balai.listen"
        return bool(self.page.evaluate(f"() => ({kept}) || window.states.includes('disconnected')"))

    def eventually(self, holds: Callable[[], Any]) -> None:
        """Wait until `holds` returns something true. The page lives on meanwhile."""
        for _ in range(int(PATIENCE * 1000 / POLLING_MS)):
            if holds():
                return
            self.page.evaluate("(ms) => new Promise((done) => setTimeout(done, ms))", POLLING_MS)
        raise AssertionError("The condition did not come true.")


def sees(tab: Tab, testid: str, text: str) -> None:
    """Check that the text is visible. A tab in the background draws nothing, and ends no fade."""
    tab.page.bring_to_front()
    expect(tab.get(testid)).to_contain_text(text)


def listed(tab: Tab, *parties: str) -> None:
    """Check that the list of speakers is these parties, in this order."""
    expect(tab.get("console-list").locator(".name")).to_have_text(list(parties))


def give(moderator: Tab, party: str) -> None:
    """Give the floor to the next party on the list, also if it is not ready (FL19), or the speaker has time left."""
    sees(moderator, "give-floor", party)
    holder = moderator.get("holder").get_by_text(party, exact=True)
    given = moderator.get("call-anyway").or_(holder)
    _press_until(moderator, "give-floor", moderator.get("cut-speaker").or_(given))
    if moderator.get("cut-speaker").count():
        _press_until(moderator, "cut-speaker", given)
    if moderator.get("call-anyway").count():
        _press_until(moderator, "call-anyway", holder)
    sees(moderator, "holder", party)


def thank(moderator: Tab) -> None:
    """Press *Thank and close*. A turn with a video statement may have ended by itself."""
    ended = moderator.page.locator('main.console:not(:has([data-testid="thank"]))')
    refusal = moderator.get("refusal")
    _press_until(moderator, "thank", ended.or_(refusal), if_there=True)
    expect(refusal).to_have_count(0)


def type_choice(choices: Locator, text: str) -> None:
    """Choose an option of a list that has the focus, by typing what it begins with.

    The browser takes keys that are a second apart for separate searches, so on a busy machine it is typed again.
    """
    for _ in range(PRESSES):
        choices.page.keyboard.type(text)
        if str(choices.evaluate(CHOSEN)).startswith(text):
            return
        choices.page.wait_for_timeout(SEARCH_MS)
    raise AssertionError(f"{text} was not chosen {PRESSES} times.")


def _press_until(tab: Tab, testid: str, done: Locator, if_there: bool = False) -> None:
    """Press a button, and again if the connection was away: the press is then refused and not sent later.

    With `if_there` a script presses it instead of the pointer, and does not wait for a button that is gone.
    """
    offline = tab.get("refusal").filter(has_text=OFFLINE)
    for _ in range(PRESSES):
        tab.is_live()
        if if_there:
            tab.page.evaluate("(id) => document.querySelector(`[data-testid=${id}]`)?.click()", testid)
        else:
            tab.press(testid)
        expect(done.or_(offline).first).to_be_visible()
        if not offline.count():
            return
    raise AssertionError(f"{testid} found no line {PRESSES} times.")
