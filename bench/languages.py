"""What language channels cost the relay, and how soon a listener hears another language, a colleague, or the floor.

    make bench-languages

The cost: a hundred listeners to one speaker's sound and picture, without channels, on five channels, and on five
channels with the floor's sound off. The recording: the relay without listeners, that records a speaker, and a speaker
with five channels. The switches: light listeners at a whole Balai, of whom some change their language
through the real endpoint within a second. The handover: the pause in the packets of a channel when its interpreter
changes. The delay: how long a packet of an interpreter is on its way to a hundred listeners. The fallback: a browser of
an interpreter is killed, and a page raises the floor. All traffic stays on 127.0.0.1.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import aiohttp  # noqa: E402
import aioice.ice  # noqa: E402
import django  # noqa: E402
import relay_peers  # noqa: E402
import report  # noqa: E402
from languages_peers import LanguageListener, StampedPublisher, TonePublisher  # noqa: E402
from playwright.sync_api import Browser, Playwright, sync_playwright  # noqa: E402
from relay_processes import call, process  # noqa: E402

django.setup()

from tests.journeys.booths import FLOOR, FRENCH, HEARS, SPANISH, Booths, listening_page  # noqa: E402
from tests.journeys.conftest import launched, seated  # noqa: E402
from tests.journeys.pages import Tab, give, thank  # noqa: E402
from tests.support.hall import Hall  # noqa: E402

LISTENERS, WARM_UP, MEASURED, ROUNDS = 100, 2.5, 6.0, 3
CHANNELS = ("fr", "es", "en", "ar", "ru")
CONNECTED, SWITCHING, TOGETHER = 500, 200, 16
HANDOVERS, HEARERS = 30, 10
RECORDED_ROUNDS = 5
DEATHS, CHOICES = 5, 12


async def cost(folder: str) -> dict[str, float]:
    """CPU of the relay for a listener, in milliseconds a second: the median of some rounds."""
    found: dict[str, list[float]] = {"without": [], "with": [], "floor_off": []}
    async with (
        process("relay", f"{folder}/relay", 0) as relay,
        process("publishers", f"{folder}/publishers", 1) as publishers,
        process("listeners", f"{folder}/listeners", 1) as listeners,
    ):
        await call(publishers, "publish", to=relay)
        for language in CHANNELS:
            await call(publishers, "interpret", to=relay, language=language)
        for _ in range(ROUNDS):
            for way in found:
                channels = () if way == "without" else CHANNELS
                await call(
                    listeners,
                    "tune_in",
                    to=relay,
                    number=LISTENERS,
                    channels=channels,
                    floor=way != "floor_off",
                )
                await asyncio.sleep(WARM_UP)
                before, began = await call(relay, "used"), time.monotonic()
                await asyncio.sleep(MEASURED)
                after, elapsed = await call(relay, "used"), time.monotonic() - began
                found[way].append(1000 * (after["cpu"] - before["cpu"]) / elapsed / LISTENERS)
                await call(listeners, "leave")
                await call(relay, "settle")
            print({way: [round(one, 3) for one in each] for way, each in found.items()})
    return {f"relay_ms_per_listener_{way}": statistics.median(each) for way, each in found.items()}


async def recording(folder: str) -> dict[str, float]:
    """CPU of the relay in ms a second: without a recording, with one of the speaker, with the channels too."""
    found: dict[str, list[float]] = {"none": [], "floor": [], "channels": []}
    async with (
        process("relay", f"{folder}/relay", 0) as relay,
        process("publishers", f"{folder}/publishers", 1) as publishers,
    ):
        await call(publishers, "publish", to=relay)
        for language in CHANNELS:
            await call(publishers, "interpret", to=relay, language=language)
        for number in range(RECORDED_ROUNDS):
            for way in found:
                if way != "none":
                    kept = f"{folder}/{way}-{number}"
                    left_out = ["language"] if way == "floor" else []
                    await call(relay, "record", folder=kept, leaves_out=left_out)
                await asyncio.sleep(WARM_UP)
                before, began = await call(relay, "used"), time.monotonic()
                await asyncio.sleep(MEASURED)
                after, elapsed = await call(relay, "used"), time.monotonic() - began
                found[way].append(1000 * (after["cpu"] - before["cpu"]) / elapsed)
                if way != "none":
                    print(way, await call(relay, "end_recording"))
    print({way: [round(one, 1) for one in each] for way, each in found.items()})
    used = {way: statistics.median(each) for way, each in found.items()}
    figures = {f"relay_ms_recording_{way}": each for way, each in used.items()}
    return figures | {"recording_with_channels_by_without": used["channels"] / used["floor"]}


async def handover(folder: str) -> dict[str, float]:
    """The longest pause between the packets of two interpreters, and how many of both came mixed."""
    pauses: list[float] = []
    mixed = 0
    async with process("relay", f"{folder}/relay", 0) as relay, contextlib.AsyncExitStack() as stack:
        for name in ("fr", "fr-2"):
            publisher = TonePublisher(name)
            stack.push_async_callback(publisher.leave)
            answer = await call(relay, "interpret", sdp=await publisher.offer(), language=name)
            await publisher.accept(answer)
        certificate = relay_peers.Certificate.generateCertificate()
        hearers = [LanguageListener(certificate, interpreted=True) for _ in range(HEARERS)]
        for listener in hearers:
            stack.push_async_callback(listener.leave)
        came: list[list[tuple[str, float]]] = [[] for _ in hearers]
        for listener, packets in zip(hearers, came, strict=True):
            await listener.prepare()
            await listener.connect(lambda sdp: call(relay, "listen_in", sdp=sdp, language="fr", floor=True))
            listener.on_tone = lambda tone, at, packets=packets: packets.append((tone, at))
        for number in range(HANDOVERS):
            await asyncio.sleep(0.5 + 0.2 * random.random())
            await call(relay, "hand_over", language="fr", to=("fr-2", "fr")[number % 2])
        await asyncio.sleep(0.5)
        for packets in came:
            changes = [at for at in range(1, len(packets)) if packets[at][0] != packets[at - 1][0]]
            pauses += [1000 * (packets[at][1] - packets[at - 1][1]) for at in changes]
            mixed += max(0, len(changes) - HANDOVERS)
    return {
        "handover_gap_ms": max(pauses),
        "handover_gap_median_ms": statistics.median(pauses),
        "handover_mixed_packets": mixed,
    }


async def delay(folder: str) -> dict[str, float]:
    """From an interpreter's send call to the read of a packet at each of its listeners, in milliseconds.

    It is an upper bound of what the relay adds: the peers' own encryption, and their waits for their loop, are part of
    it.
    """
    async with process("relay", f"{folder}/relay", 0) as relay, contextlib.AsyncExitStack() as stack:
        publisher = StampedPublisher("fr")
        stack.push_async_callback(publisher.leave)
        await publisher.accept(await call(relay, "interpret", sdp=await publisher.offer(), language="fr"))
        certificate = relay_peers.Certificate.generateCertificate()
        listeners = [LanguageListener(certificate, interpreted=True) for _ in range(LISTENERS)]
        for listener in listeners:
            stack.push_async_callback(listener.leave)
            await listener.prepare()
            await listener.connect(lambda sdp: call(relay, "listen_in", sdp=sdp, language="fr", floor=True))
        await asyncio.sleep(WARM_UP)
        for listener in listeners:
            listener.measures_delay = True
        await asyncio.sleep(MEASURED)
        delays = [one for listener in listeners for one in listener.delays]
    return {
        "relay_adds_at_most_p50_ms": relay_peers.quantile(delays, 50),
        "relay_adds_at_most_p95_ms": relay_peers.quantile(delays, 95),
    }


SCRIPT = """
import json, sys
from django.utils import timezone
from foundation.accounts.models import User
from sessions.demo.seats import conference, main_session
from sessions.models import Participant, PodiumSeat, SessionRole
from sessions.parties.services import seat_of
from foundation.accounts import seats
from streaming.models import LanguageChannel
of = conference(); session = main_session(of); tokens = {}
LanguageChannel.objects.all().delete()
for position, language in enumerate(json.loads(sys.argv[-1])):
    row = Participant.objects.create(
        conference=of, person=User.objects.create_guest(language), name=language, place="remote",
        roles=["interpreter"],
    )
    SessionRole.objects.create(session=session, participant=row, role="interpreter", language=language)
    LanguageChannel.objects.create(
        session=session, language=language, position=position, on_duty=row, held_by=language,
        since=timezone.now(),
    )
    tokens[language] = seats.sign(seat_of(row))[0]
chair = Participant.objects.create(
    conference=of, person=User.objects.create_guest("chair"), name="chair", place="remote", roles=["moderator"]
)
PodiumSeat.objects.create(session=session, slot="chair", participant=chair)
tokens["floor"] = seats.sign(seat_of(chair))[0]
print(json.dumps(tokens))
"""


class InterpretedHall:
    """A whole Balai, with interpreters on duty in three channels, and a chair who speaks."""

    def __init__(self, hall: Hall, http: aiohttp.ClientSession) -> None:
        self.hall, self.http, self.session = hall, http, hall.session()

    async def negotiate(
        self, seat: str, action: str, query: str, sdp: str, feed: str = "own"
    ) -> tuple[str, str, str]:
        """Offer at the endpoint: the answer, the resource's address, and the token.

        While the relay is full, because others connect, it is asked again as pages do.
        """
        path = f"{self.hall.url}/api/v1/sessions/{self.session}/media-token"
        bearer = {"Authorization": f"Bearer {seat}"}
        while True:
            async with self.http.post(path, json={"action": action, "feed": feed}, headers=bearer) as given:
                token = await given.json()
            headers = {"Authorization": f"Bearer {token['token']}", "Content-Type": "application/sdp"}
            async with self.http.post(
                self.hall.url + token["url"] + query, data=sdp, headers=headers
            ) as made:
                answer = await made.text()
                if made.status == 201:
                    return answer, made.headers["Location"], token["token"]
                assert made.status == 503, answer
            await asyncio.sleep(1)

    async def publish(self, seat: str, name: str, feed: str) -> TonePublisher:
        """Publish a tone as a seat."""
        publisher = TonePublisher(name)
        answer, *_ = await self.negotiate(seat, "publish", "", await publisher.offer(), feed)
        await publisher.accept(answer)
        return publisher

    async def choose(self, resource: str, token: str, language: str) -> None:
        """Choose a language at a resource."""
        address = resource if resource.startswith("http") else self.hall.url + resource
        headers = {"Authorization": f"Bearer {token}"}
        async with self.http.post(
            f"{address}/language", json={"language": language, "floor": True}, headers=headers
        ) as answer:
            assert answer.status == 204, await answer.text()


@contextlib.asynccontextmanager
async def interpreted_hall(folder: str) -> AsyncIterator[InterpretedHall]:
    """A hall with the interpreters' and the chair's tones."""
    hall = Hall(Path(folder) / "interpreted", MEDIA_OFFERS_OF_AN_ADDRESS="100000")
    await asyncio.to_thread(hall.prepare)
    await asyncio.to_thread(hall.start)
    try:
        tokens = json.loads(await asyncio.to_thread(hall.python, SCRIPT, json.dumps(CHANNELS[:3])))
        connector = aiohttp.TCPConnector(limit=400)
        async with aiohttp.ClientSession(connector=connector) as http:
            at = InterpretedHall(hall, http)
            publishers = [
                await at.publish(seat, name, "own" if name == "floor" else "booth")
                for name, seat in tokens.items()
            ]
            yield at
            for publisher in publishers:
                await publisher.leave()
    finally:
        await asyncio.to_thread(hall.stop)


async def switches(folder: str, listeners: int) -> dict[str, float]:
    """From a listener's request to the first packet of the new language, in milliseconds."""
    async with interpreted_hall(folder) as at:
        seats = await asyncio.to_thread(at.hall.guests, listeners)
        certificate, turn = relay_peers.Certificate.generateCertificate(), asyncio.Semaphore(TOGETHER)
        resources: dict[LanguageListener, tuple[str, str]] = {}

        async def come(number: int, seat: str) -> None:
            async with turn:
                listener = LanguageListener(certificate, interpreted=True)
                await listener.prepare()
                language = CHANNELS[number % 3]

                async def negotiate(sdp: str) -> str:
                    query = f"?slots=chair,interpretation&language={language}"
                    answer, *resource = await at.negotiate(seat, "listen", query, sdp)
                    resources[listener] = (resource[0], resource[1])
                    return answer

                await listener.connect(negotiate)

        await asyncio.gather(*(come(number, seat) for number, seat in enumerate(seats)))
        await asyncio.sleep(WARM_UP)
        waits = [
            wait
            for round_number in range(ROUNDS)
            for wait in await switch_some(at, list(resources.items())[:SWITCHING], round_number)
        ]
    return {
        "switch_listeners": listeners,
        "switch_to_first_packet_p50_ms": relay_peers.quantile(waits, 50),
        "switch_to_first_packet_p99_ms": relay_peers.quantile(waits, 99),
    }


async def switch_some(
    at: InterpretedHall, who: list[tuple[LanguageListener, tuple[str, str]]], round_number: int
) -> list[float]:
    """All of these listeners choose another language within a second; returns the milliseconds."""

    async def one(number: int, listener: LanguageListener, resource: str, token: str) -> float:
        await asyncio.sleep(random.random())
        wanted = CHANNELS[(number + round_number + 1) % 3]
        heard: asyncio.Future[float] = asyncio.get_running_loop().create_future()

        def on_tone(tone: str, when: float) -> None:
            if tone == wanted and not heard.done():
                heard.set_result(when)

        listener.on_tone, began = on_tone, time.monotonic()
        await at.choose(resource, token, wanted)
        arrived = await asyncio.wait_for(heard, 10)
        listener.on_tone = None
        return 1000 * (arrived - began)

    found = await asyncio.gather(
        *(one(number, listener, *where) for number, (listener, where) in enumerate(who))
    )
    await asyncio.sleep(1)
    print(f"round {round_number}: p50 {statistics.median(found):.1f} ms, longest {max(found):.1f} ms")
    return list(found)


RAISED = """() => {
    window.__raised = 0;
    const line = document.querySelector('[data-testid="hears"]');
    new MutationObserver(() => {
        if (line.dataset.hears === "floor") window.__raised ||= Date.now();
    }).observe(line, { attributes: true });
}"""
TONE_AFTER = """async ([language, loud, silent]) => {
    const choice = document.querySelector('[data-testid="language"]'), began = performance.now();
    choice.querySelector(`[value="${language}"]`).click();
    while (!(heardAt(loud) > -45 && heardAt(silent) < heardAt(loud) - 20))
        await new Promise((done) => setTimeout(done, 5));
    return performance.now() - began;
}"""


def pages(folder: str) -> dict[str, float]:
    """Seconds until a page raises the floor once an interpreter's browser is killed, and ms to a chosen tone."""
    hall = Hall(Path(folder) / "pages")
    hall.prepare()
    hall.start()
    try:
        with sync_playwright() as playwright:
            return measured_pages(hall, playwright)
    finally:
        hall.stop()


def measured_pages(hall: Hall, playwright: Playwright) -> dict[str, float]:
    """Measure with the browsers of a hall."""
    ours = launched(playwright, path="/usr/bin/chromium-headless-shell")
    booths = Booths(hall, ours, **{f"Interpreter {number}": "fr" for number in range(DEATHS)}, Eva="es")
    fiji = seated(hall, listening_page(ours, FLOOR), "fiji")
    fiji.join()
    fiji.press("request-floor")
    moderator = seated(hall, listening_page(ours, 60), "moderator")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")
    booths.opened("Eva", SPANISH).page.keyboard.press("d")
    chile = seated(hall, listening_page(ours, 60), "chile")
    chile.press("join-without")
    chile.get("languages").wait_for()
    chile.choose("language", "fr")
    fallbacks, tones = [], []
    for number in range(DEATHS):
        fallbacks.append(
            death(booths, playwright, chile, f"Interpreter {number}", number == DEATHS - 1, tones)
        )
        print(f"fallback after {fallbacks[-1]:.2f} s")
    return {
        "booth_fallback_s": max(fallbacks),
        "booth_fallback_median_s": statistics.median(fallbacks),
        "chromium_time_to_tone_median_ms": statistics.median(tones),
        "chromium_time_to_tone_longest_ms": max(tones),
    }


def death(
    booths: Booths, playwright: Playwright, chile: Tab, name: str, chooses: bool, tones: list[float]
) -> float:
    """An interpreter goes on duty in a browser of its own, which is then killed. Returns the seconds to the floor."""
    browser = launched(playwright)
    booth = booths.opened(name, FRENCH, browser)
    booth.page.keyboard.press("d" if booth.get("on-duty").count() else "n")
    chile.waits_until(HEARS, [[FRENCH], [], [SPANISH]])
    if chooses:
        for number in range(CHOICES):
            there, gone = (("es", SPANISH), FRENCH) if number % 2 == 0 else (("fr", FRENCH), SPANISH)
            tones.append(chile.page.evaluate(TONE_AFTER, [*there, gone]))
            chile.page.wait_for_timeout(500)
    chile.page.evaluate(RAISED)
    killed = kill(browser)
    chile.waits_until("() => window.__raised > 0")
    return float(chile.page.evaluate("() => window.__raised")) / 1000 - killed


def kill(browser: Browser) -> float:
    """Kill all processes of a browser at once. Returns the Unix time."""
    session = browser.new_browser_cdp_session()
    processes = [one["id"] for one in session.send("SystemInfo.getProcessInfo")["processInfo"]]
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for one in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, number)
    return time.time()


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", choices=["cost", "recording", "handover", "delay", "switches", "pages"], help="one part"
    )
    parser.add_argument(
        "--listeners", type=int, default=CONNECTED, help="listeners that connect, with those who switch"
    )
    given = parser.parse_args()
    wanted = [given.only] if given.only else []
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
    figures: dict[str, float] = {}
    parts = {
        "cost": cost,
        "recording": recording,
        "handover": handover,
        "delay": delay,
        "switches": partial(switches, listeners=given.listeners),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, part in parts.items():
            if not wanted or name in wanted:
                Path(folder, name).mkdir()
                figures |= asyncio.run(part(f"{folder}/{name}"))
        if not wanted or "pages" in wanted:
            figures |= pages(folder)
    ratios = {}
    if "relay_ms_per_listener_with" in figures:
        base = figures["relay_ms_per_listener_without"]
        ratios["with_channels"] = figures["relay_ms_per_listener_with"] / base
        ratios["with_channels_floor_off"] = figures["relay_ms_per_listener_floor_off"] / base
    for key, value in (figures | ratios).items():
        print(f"{key:40} {value:9.3f}")
    path = report.merge("languages", figures) if wanted else report.write("languages", figures, ratios)
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
