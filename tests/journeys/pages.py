"""What a person does and sees in a tab, in the words of the screens."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.support.patience import PATIENCE

POLLING_MS = 100
PRESSES = 5
OFFLINE = "this was not sent"
COUNTERS = "async () => await window.__balai.slots()"


class Tab:
    """A seated tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def get(self, testid: str) -> Locator:
        """What has this test id; not what is fading away."""
        return self.page.locator(f'[data-testid="{testid}"]:not([inert] *)')

    def press(self, testid: str) -> None:
        """Click it."""
        self.get(testid).click()

    def waits_until(self, condition: str, argument: Any = None) -> None:
        """A condition in the page comes true. A tab behind others draws no frames to look at it in."""
        self.page.wait_for_function(condition, arg=argument, polling=POLLING_MS)

    def is_live(self) -> None:
        """It follows the server, and its view is there to take a key."""
        self.waits_until(
            "() => window.__balai?.connection() === 'live' && document.querySelector('main') !== null"
        )

    def is_cut_off(self) -> None:
        """It noticed that the server is gone."""
        self.waits_until("() => window.__balai?.connection() !== 'live'")

    def join(self) -> None:
        """Go through the technical check and publish."""
        self.press("join")
        self.publishes()

    def publishes(self) -> None:
        """Its line to the relay is up."""
        self.waits_until("() => window.__balai.publish?.connectionState === 'connected'")

    def counters(self, slot: str) -> dict[str, int]:
        """What arrived in a slot so far."""
        every: dict[str, dict[str, int]] = self.page.evaluate(COUNTERS)
        return every.get(slot, {"framesDecoded": 0, "packetsReceived": 0, "audioPackets": 0})

    def plays(self, slot: str) -> None:
        """Pictures are decoded and sound arrives in a slot, more and more."""
        before = self.counters(slot)
        self.waits_until(
            """async ([slot, frames, sound]) => {
                const now = (await window.__balai.slots())[slot];
                return now && now.audioPackets > sound + 5 && now.framesDecoded > frames + 5;
            }""",
            [slot, before["framesDecoded"], before["audioPackets"]],
        )

    def shows(self, slot: str) -> None:
        """A slot plays, and its picture is on the page. A tab behind others paints no video."""
        self.page.bring_to_front()
        self.plays(slot)
        self.waits_until(
            "() => [...document.querySelectorAll('video')].some((video) => video.videoWidth > 0)"
        )

    def hears_nothing_more(self, slot: str, meanwhile: str) -> None:
        """While packets go on arriving in another slot, none arrives in this one. What was under way comes first."""

        def nothing_came() -> bool:
            before = self.counters(slot)["packetsReceived"]
            self.plays(meanwhile)
            return self.counters(slot)["packetsReceived"] == before

        # On a busy machine what was under way comes late, and much of it at once.
        self.eventually(lambda: all(nothing_came() for _ in range(5)))

    def mark_line(self) -> None:
        """Remember the peer connection that listens, and from now on each state that it comes into."""
        self.page.evaluate("""() => {
            const peer = window.__balai.listen;
            window.marked = peer;
            window.states = [];
            peer.addEventListener('connectionstatechange', () => window.states.push(peer.connectionState));
        }""")

    def same_line(self) -> bool:
        """Whether it still listens on the one that was marked, negotiated once, or lost that one as lines are lost.

        On a busy machine the browser itself misses the answers to its checks (ICE), and opens another.
        """
        kept = "window.marked !== null && window.marked === window.__balai.listen"
        return bool(self.page.evaluate(f"() => ({kept}) || window.states.includes('disconnected')"))

    def eventually(self, holds: Callable[[], Any]) -> None:
        """Wait for a condition that the page alone cannot tell."""
        for _ in range(int(PATIENCE * 1000 / POLLING_MS)):
            if holds():
                return
            self.page.evaluate("(ms) => new Promise((done) => setTimeout(done, ms))", POLLING_MS)
        raise AssertionError("The condition did not come true.")


def sees(tab: Tab, testid: str, text: str) -> None:
    """The text is on the screen. A tab behind others does not draw, and finishes no fade."""
    tab.page.bring_to_front()
    expect(tab.get(testid)).to_contain_text(text)


def listed(tab: Tab, *parties: str) -> None:
    """The list of speakers is these parties, in this order."""
    expect(tab.get("console-list").locator(".name")).to_have_text(list(parties))


def give(moderator: Tab, party: str) -> None:
    """Give the floor to the next on the list, who is this party; also where it is not ready (FL19)."""
    sees(moderator, "give-floor", party)
    holder = moderator.get("holder").get_by_text(party, exact=True)
    _press_until(moderator, "give-floor", moderator.get("call-anyway").or_(holder))
    if moderator.get("call-anyway").count():
        _press_until(moderator, "call-anyway", holder)
    sees(moderator, "holder", party)


def _press_until(tab: Tab, testid: str, done: Locator) -> None:
    """Press it, and again where the line was away at that moment: the press is then refused, and not sent late."""
    offline = tab.get("refusal").filter(has_text=OFFLINE)
    for _ in range(PRESSES):
        tab.is_live()
        tab.press(testid)
        expect(done.or_(offline).first).to_be_visible()
        if not offline.count():
            return
    raise AssertionError(f"{testid} found no line {PRESSES} times.")


def thank(moderator: Tab) -> None:
    """Thank and close."""
    moderator.press("thank")
    refusal, ended = moderator.get("refusal"), moderator.page.locator('[data-testid="thank"]:disabled')
    expect(ended.or_(refusal).first).to_be_visible()
    expect(refusal).to_have_count(0)
