"""The hall's desk and screen over a day: slate, check-in, an outage, a new build, another projector."""

import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.conftest import Take, launched, seated
from tests.journeys.pages import WITHOUT_LANGUAGES, Tab, give, sees
from tests.journeys.secretary import call, inscribe
from tests.support.hall import Hall

CYCLES = 20
"""Cycles of two scene changes by two commands each: together below the limit of one seat and minute."""

GREEN = """() => {
    const video = [...document.querySelectorAll('video')].find((one) => one.videoWidth > 0);
    if (!video) return null;
    const canvas = Object.assign(document.createElement('canvas'), { width: 16, height: 9 });
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0, 16, 9);
    const [red, green, blue] = context.getImageData(1, 5, 1, 1).data;
    return green > red + 60 && green > blue + 60;
}"""
"""Whether the picture is that of Chromium's fake camera."""

RED = GREEN.replace("green > red + 60 && green > blue + 60", "red > green + 60 && red > blue + 60")

KEEP_VOICES = """
window.voices = [];
window.Audio = new Proxy(window.Audio, {
    construct(target, given) {
        const voice = Reflect.construct(target, given);
        window.voices.push(voice);
        voice.addEventListener("playing", () => (voice.playedInto = voice.sinkId));
        return voice;
    },
});
"""
"""Keeps the elements that play sound, which are not in the page's tree, and into which output each played."""

GROWN = """() => ({
    nodes: document.querySelectorAll('*').length,
    videos: document.querySelectorAll('video').length,
    peers: window.peersMade,
})"""
COUNT_PEERS = """
window.peersMade = 0;
window.RTCPeerConnection = class extends window.RTCPeerConnection {
    constructor(...given) { super(...given); window.peersMade++; }
};
"""

CYCLE = """async (cycles) => {
    const seat = JSON.parse(sessionStorage.getItem('balai.seat/icdd-2021'));
    const stream = 'session/' + location.pathname.match(/session\\/(\\d+)/)[1];
    const socket = new WebSocket(`ws://${location.host}/ws`, 'balai.v1');
    const waiting = new Map();
    const seated = new Promise((done) => waiting.set('seat', done));
    socket.onmessage = ({ data }) => {
        if (typeof data !== 'string') return;
        const frame = JSON.parse(data);
        waiting.get('seat' in frame ? 'seat' : (frame.done ?? frame.refused))?.(frame);
    };
    await new Promise((done) => (socket.onopen = done));
    socket.send(JSON.stringify({ hello: seat.token }));
    await seated;
    const ask = async (command) => {
        const id = crypto.randomUUID();
        const answer = new Promise((done) => waiting.set(id, done));
        socket.send(JSON.stringify({ id, stream, command }));
        const { code } = await answer;
        if (code) throw new Error(code);
    };
    for (let cycle = 0; cycle < cycles; cycle++) {
        await ask({ type: 'session.suspend', reason: `Break ${cycle}` });
        await ask({ type: 'session.resume' });
        await new Promise((done) => setTimeout(done, 100));
    }
    socket.close();
}"""


def becomes(tab: Tab, green: bool) -> None:
    """Wait until the tab shows the camera, or does not."""
    tab.page.bring_to_front()
    tab.waits_until(f"() => ({GREEN})() === {str(green).lower()}")


@pytest.mark.thorough
def test_the_slate_takes_the_cameras_place_and_gives_it_back(take: Take, screen: Tab) -> None:
    operator, chile = take("operator"), take("chile")
    operator.page.bring_to_front()
    operator.press("publish-hall")
    expect(operator.get("hall-state")).to_have_attribute("data-state", "on")
    becomes(chile, green=True)

    operator.page.bring_to_front()
    operator.press("hall-cut")
    expect(operator.get("hall-state")).to_have_attribute("data-state", "cut")
    becomes(chile, green=False)
    operator.page.bring_to_front()
    operator.press("hall-cut")
    becomes(chile, green=True)

    operator.page.bring_to_front()
    operator.page.evaluate(
        "() => window.__balai.publish.getSenders().find(({ track }) => track.kind === 'video')"
        ".track.dispatchEvent(new Event('ended'))"
    )
    expect(operator.get("camera-gone")).to_be_visible()
    becomes(chile, green=False)


@pytest.mark.thorough
def test_a_chosen_slate_is_sent_with_the_tone(take: Take) -> None:
    operator, chile = take("operator"), take("chile")
    slate = io.BytesIO()
    Image.new("RGB", (640, 360), "#c00000").save(slate, "PNG")
    operator.page.bring_to_front()
    operator.get("slate-file").set_input_files(
        {"name": "slate.png", "mimeType": "image/png", "buffer": slate.getvalue()}
    )
    expect(operator.get("slate-clear")).to_be_visible()
    operator.press("publish-hall")
    expect(operator.get("hall-state")).to_have_attribute("data-state", "on")
    operator.press("hall-cut")
    chile.page.bring_to_front()
    chile.waits_until(RED)

    # The hall's slot gets the tone, and then the room's microphone again.
    source = (
        "() => window.__balai.publish.getSenders().find(({ track }) => track?.kind === 'audio')?.track.label"
    )
    operator.page.bring_to_front()
    operator.press("hall-cut")
    tone = "MediaStreamAudioDestinationNode"
    operator.waits_until(f"(tone) => ![undefined, tone].includes(({source})())", tone)
    room = operator.page.evaluate(source)
    operator.press("feed-tone")
    operator.waits_until(f"(tone) => ({source})() === tone", tone)
    chile.plays("hall")
    operator.press("feed-tone")
    operator.waits_until(f"(room) => ({source})() === room", room)

    # The slate is kept on this computer, until the operator clears it.
    operator.page.reload()
    expect(operator.get("slate-clear")).to_be_visible()
    operator.press("slate-clear")
    expect(operator.get("slate-clear")).to_be_hidden()


@pytest.mark.thorough
def test_the_hall_is_played_through_the_chosen_output(hall: Hall, take: Take) -> None:
    # What booths say to the operator is played into another output.
    hall.python(WITHOUT_LANGUAGES)
    operator, moderator = take("operator"), take("moderator")
    page = operator.page
    page.add_init_script(KEEP_VOICES)
    page.reload()
    operator.is_live()
    operator.press("play-here")
    expect(operator.get("player")).to_have_attribute("data-player", "here")
    operator.waits_until(
        "() => window.voices.length > 0 && window.voices.every(({ sinkId }) => sinkId === '')"
    )
    operator.get("output").select_option(label="Fake Audio Output 1")
    chosen = operator.get("output").input_value()
    operator.waits_until("(id) => window.voices.every(({ sinkId }) => sinkId === id)", chosen)
    before = page.evaluate("() => window.voices.length")

    operator.press("tone")
    # The tone is short: on a busy machine it may be over before anyone looks.
    operator.waits_until(
        "([before, id]) => window.voices.slice(before).some(({ playedInto }) => playedInto === id)",
        [before, chosen],
    )
    expect(operator.get("tone")).to_be_enabled()

    for party in ("Australia", "Cambodia"):
        give(moderator, party)
    operator.plays("floor")
    operator.waits_until(
        """(id) => window.voices.some((voice) => voice.sinkId === id && !voice.paused && !voice.muted
            && voice.srcObject?.getAudioTracks()[0]?.muted === false)""",
        chosen,
    )


def test_the_desk_checks_in_and_decides_who_plays_and_a_screen_of_any_size_is_whole(
    take: Take, screen: Tab
) -> None:
    # Two letters and Enter.
    operator = take("operator")
    operator.press("tab-check-in")
    search = operator.get("check-in-search")
    search.fill("ja")
    search.press("Enter")
    sees(operator, "checked-in", "Japan")
    expect(search).to_have_value("")

    expect(screen.get("hall-screen")).to_have_attribute("data-plays", "true")
    operator.press("play-here")
    expect(screen.get("hall-screen")).to_have_attribute("data-plays", "false")
    expect(operator.get("player")).to_have_attribute("data-player", "here")
    operator.press("play-screen")
    expect(screen.get("hall-screen")).to_have_attribute("data-plays", "true")

    for width, height in ((1024, 768), (3840, 2160), (1080, 1920), (1920, 1080)):
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.waits_until(
            """() => {
                const box = document.querySelector('.canvas').getBoundingClientRect();
                const page = document.documentElement;
                return box.left > -1 && box.top > -1 && box.right < innerWidth + 1 && box.bottom < innerHeight + 1
                    && (box.width > innerWidth - 2 || box.height > innerHeight - 2)
                    && page.scrollWidth <= innerWidth && page.scrollHeight <= innerHeight;
            }"""
        )


def test_the_screen_keeps_its_scene_in_an_outage_and_comes_back_with_the_new_build(
    hall: Hall, take: Take, screen: Tab
) -> None:
    take("moderator")
    expect(screen.get("hall-screen")).to_have_attribute("data-scene", "idle")
    hall.kill()
    expect(screen.get("hall-away")).to_be_visible()
    expect(screen.get("hall-screen")).to_have_attribute("data-scene", "idle")
    rename_the_build(screen.page)
    screen.page.evaluate("() => { window.ofTheOldBuild = true; }")
    hall.start()
    screen.waits_until("() => !window.ofTheOldBuild && window.__balai?.connection() === 'live'")
    expect(screen.get("hall-away")).to_be_hidden()


@contextmanager
def asleep(computer: Browser) -> Iterator[None]:
    """A computer that sleeps: its pages run no timer, get no message and draw nothing."""
    found = computer.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    pages = [process["id"] for process in found if process["type"] == "renderer"]
    signalled(pages, signal.SIGSTOP)
    try:
        yield
    finally:
        signalled(pages, signal.SIGCONT)


def signalled(processes: list[int], number: int) -> None:
    """Send a signal to those of the processes that have not ended: a browser ends a spare one when it likes."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


@pytest.mark.thorough
def test_a_screen_that_slept_shows_the_present_state_when_it_wakes(
    hall: Hall, take: Take, playwright: Playwright
) -> None:
    moderator = take("moderator")
    computer = launched(playwright)
    screen = seated(hall, computer.new_context(locale="en-GB").new_page(), "hall-screen")
    expect(screen.get("hall-screen")).to_have_attribute("data-scene", "idle")
    with asleep(computer):
        hall.kill()
        hall.start()
        moderator.is_live()
        give(moderator, "Australia")
        give(moderator, "Cambodia")
    sees(screen, "hall-nameplate", "Cambodia")
    screen.shows("floor")
    expect(screen.get("hall-away")).to_be_hidden()
    clocks = screen.get("hall-clock"), moderator.get("clock")
    screen.eventually(lambda: clocks[0].inner_text() == clocks[1].inner_text())
    computer.close()


def rename_the_build(page: Page) -> None:
    """Make the server announce a new script, while loaded pages keep the old one."""

    def serve(route: Any) -> None:
        if route.request.resource_type != "fetch":
            route.continue_()
            return
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('.js"></script>', '.js?another"></script>'))

    page.route("**/session/*/hall", serve)


BLOCKS_SOUND = """
    let pressed = false;
    addEventListener('pointerdown', () => { pressed = true; }, true);
    const play = HTMLMediaElement.prototype.play;
    HTMLAudioElement.prototype.play = function () {
        return pressed ? play.call(this) : Promise.reject(new DOMException('', 'NotAllowedError'));
    };
"""
OPEN_TO_ALL = """() => ['join-address', 'join-code'].every((id) => {
    const all = document.querySelectorAll(`[data-testid="${id}"]`);
    if (all.length !== 1) return false;
    const box = all[0].getBoundingClientRect();
    const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return all[0].contains(seen) && box.top >= 0 && box.left >= 0
        && box.right <= innerWidth && box.bottom <= innerHeight;
})"""
"""The address and the code are on the screen once, complete, and nothing covers them."""


@pytest.mark.thorough
def test_the_joining_code_is_visible_in_every_scene(hall: Hall, take: Take, screen: Tab) -> None:
    moderator = take("moderator")
    screen.page.add_init_script(BLOCKS_SOUND)

    def open_to_all() -> None:
        screen.page.bring_to_front()
        screen.page.reload()
        screen.is_live()
        expect(screen.get("hall-start")).to_be_visible()
        for width, height in ((1280, 720), (1024, 768), (1080, 1920)):
            screen.page.set_viewport_size({"width": width, "height": height})
            screen.is_drawn_until(OPEN_TO_ALL)

    open_to_all()
    give(moderator, "Australia")
    open_to_all()
    inscribe(hall, "GB")
    call(hall, "GB")
    open_to_all()
    asker = take("audience")
    asker.ask("Who pays?")
    moderator.page.bring_to_front()
    moderator.press("approve-1")
    moderator.press("pin-1")
    expect(screen.get("hall-question")).to_be_visible()
    open_to_all()
    screen.press("hall-start")
    expect(screen.get("hall-start")).to_have_count(0)
    screen.is_drawn_until(OPEN_TO_ALL)


@pytest.mark.thorough
def test_a_day_of_scenes_leaves_nothing_behind(take: Take, screen: Tab) -> None:
    moderator = take("moderator")
    screen.page.add_init_script(COUNT_PEERS)
    screen.page.reload()
    screen.is_live()
    screen.waits_until("() => window.__balai.listen?.connectionState === 'connected'")
    idle = "() => document.querySelectorAll('[data-testid=\"hall-idle\"]').length === 1"
    settled = f"() => ({idle})() && document.querySelectorAll('.scene').length === 1"
    screen.waits_until(settled)
    screen.get("join-code").wait_for()
    before = screen.page.evaluate(GROWN)
    moderator.page.evaluate(CYCLE, CYCLES)
    screen.waits_until(settled)
    # A busy machine misses answers to its ICE checks now and then: the page then connects again.
    reconnects = 2
    screen.eventually(
        lambda: (
            (now := screen.page.evaluate(GROWN)) | {"peers": before["peers"]} == before
            and now["peers"] <= before["peers"] + reconnects
        )
    )
