"""Interpreters of the demo's session, and tones by which a test tells who is heard, by FFT."""

import json
from typing import Any

from playwright.sync_api import Browser, Page

from tests.journeys.conftest import PATIENCE_MS, STORE_SEAT
from tests.journeys.pages import Tab
from tests.support.hall import Hall

FLOOR, FRENCH, FRENCH_TOO, SPANISH = 440, 880, 1320, 1760
"""The tones of the speaker, of two French interpreters, and of a Spanish one, in Hz."""

_INTERPRETERS = """
import json, sys
from foundation.accounts.models import User
from foundation.rest.authentication import seat_body
from sessions.demo.seats import conference, main_session
from sessions.models import Participant, SessionRole
from sessions.parties.services import seat_of
from streaming.models import LanguageChannel

of = conference()
session = main_session(of)
people = {}
# The demo's own booths are empty here.
LanguageChannel.objects.all().delete()
SessionRole.objects.filter(role="interpreter").delete()
for position, language in enumerate(("fr", "es", "en")):
    LanguageChannel.objects.create(session=session, language=language, position=position)
wanted = json.loads(sys.argv[-1])
if "ase" in wanted.values():
    LanguageChannel.objects.create(session=session, language="ase", signed=True, position=0)
for name, language in wanted.items():
    row = Participant.objects.create(
        conference=of, person=User.objects.create_guest(name), name=name, place="remote", roles=["interpreter"]
    )
    SessionRole.objects.create(session=session, participant=row, role="interpreter", language=language)
    people[name] = seat_body(seat_of(row))
print(json.dumps(people))
"""

TONE = """(hz) => {
    navigator.mediaDevices.getUserMedia = async () => {
        const context = new AudioContext({ sampleRate: 48000 });
        const oscillator = new OscillatorNode(context, { frequency: hz });
        const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
        oscillator.connect(new GainNode(context, { gain: 0.3 })).connect(out);
        oscillator.start();
        await context.resume();
        return out.stream;
    };
}"""
"""Each microphone of the page is this tone."""

CAMERA = """(colour) => {
    navigator.mediaDevices.getUserMedia = async () => {
        const canvas = new OffscreenCanvas(960, 720), context = canvas.getContext("2d");
        const out = document.createElement("canvas");
        [out.width, out.height] = [960, 720];
        const shown = out.getContext("bitmaprenderer");
        let at = 0;
        setInterval(() => {
            context.fillStyle = colour;
            context.fillRect(0, 0, 960, 720);
            context.fillStyle = "white";
            context.fillRect((at = (at + 16) % 900), 20, 60, 60);
            shown.transferFromImageBitmap(canvas.transferToImageBitmap());
        }, 33);
        return out.captureStream(30);
    };
}"""
"""Each camera of the page is a picture of this colour in which something moves."""

EAR = """() => {
    const voices = new Set(), taps = [], connect = AudioNode.prototype.connect;
    window.Audio = class extends window.Audio { constructor(...all) { super(...all); voices.add(this); } };
    AudioNode.prototype.connect = function (to, ...more) {
        if (to instanceof AudioDestinationNode) {
            const tap = new AnalyserNode(this.context, { fftSize: 8192, smoothingTimeConstant: 0 });
            connect.call(this, tap);
            taps.push(tap);
        }
        return connect.call(this, to, ...more);
    };
    const level = (tap, hz) => {
        const bins = new Float32Array(tap.frequencyBinCount);
        tap.getFloatFrequencyData(bins);
        const at = Math.round((hz * tap.fftSize) / tap.context.sampleRate);
        return Math.max(...bins.slice(at - 2, at + 3));
    };
    let context, ears = new Map();
    const earOf = (voice) => {
        const track = voice.srcObject?.getAudioTracks()[0];
        if (!track) return null;
        context ??= new AudioContext({ sampleRate: 48000 });
        if (ears.get(voice)?.track !== track) {
            const tap = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
            connect.call(context.createMediaStreamSource(new MediaStream([track])), tap);
            ears.set(voice, { track, tap });
        }
        return ears.get(voice).tap;
    };
    const playing = () => [...voices].filter((voice) => !voice.muted && !voice.paused);
    window.outputs = () => playing().map((voice) => voice.sinkId);
    window.heardAt = (hz) => {
        const open = playing().map(earOf);
        return Math.max(-200, ...[...open, ...taps].filter(Boolean).map((tap) => level(tap, hz)));
    };
}"""
"""`heardAt(hz)`: the level in dB at which the page plays a tone, by elements that are not muted and by WebAudio.
`outputs()`: the ids of the outputs into which these elements play.
"""

HEARS = """([loud, low, silent]) => {
    const at = (hz) => window.heardAt(hz);
    return loud.every((hz) => at(hz) > -45) && low.every((hz) => at(hz) > -75 && at(hz) < -40) &&
        silent.every((hz) => at(hz) < -80);
}"""


class Booths:
    """The channels French, Spanish and English of the demo's session, and interpreters, each with a language."""

    def __init__(self, hall: Hall, browser: Browser, **languages: str) -> None:
        self._hall, self._browser = hall, browser
        self._people: dict[str, Any] = json.loads(hall.python("\n" + _INTERPRETERS, json.dumps(languages)))
        self._languages = languages

    def opened(self, name: str, tone: int | None, browser: Browser | None = None) -> Tab:
        """The booth's page of an interpreter, whose microphone is a tone, or the browser's own without one."""
        return self._booth(name, listening_page(browser or self._browser, tone))

    def opened_to_sign(self, name: str, colour: str) -> Tab:
        """The booth's page of a sign-language interpreter, whose camera shows a colour."""
        return self._booth(name, filmed_page(self._browser, colour))

    def _booth(self, name: str, page: Page) -> Tab:
        seat = self._people[name]
        page.goto(f"{self._hall.url}/api/v1/demo")
        page.evaluate(STORE_SEAT, [seat["seat"]["slug"], seat])
        page.goto(f"{self._hall.pages}/session/{self._hall.session()}/booth/{self._languages[name]}")
        tab = Tab(page)
        tab.is_live()
        return tab


def listening_page(browser: Browser, tone: int | None) -> Page:
    """A page of a browser of one's own, whose microphone is a tone, and which measures what it plays.

    Without a tone the microphone is the browser's.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    if tone is not None:
        context.add_init_script(f"({TONE})({tone})")
    context.add_init_script(f"({EAR})()")
    return context.new_page()


def filmed_page(browser: Browser, colour: str) -> Page:
    """A page of a browser of one's own, whose camera shows a colour."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(f"({CAMERA})({json.dumps(colour)})")
    return context.new_page()


def hears(tab: Tab, *loud: int, low: tuple[int, ...] = (), silent: tuple[int, ...] = ()) -> None:
    """Wait until a tab plays these tones loudly, these at a low level, and these not at all."""
    tab.waits_until(HEARS, [loud, low, silent])
