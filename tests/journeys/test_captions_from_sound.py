"""From sound to WebVTT: Fiji speaks in a browser, speech recognition listens by WHEP, and others read what it said."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PATIENCE_MS, Take, seated
from tests.journeys.pages import Tab, give, sees, thank
from tests.support.hall import ROOT, Hall
from tests.support.patience import PATIENCE
from tests.support.speech import speech_file

SPOKEN = "We welcome the report on digital diplomacy. We support the proposal before the conference."

HAND_IN = """
import json, sys
from foundation.messages.protocol import CommandFrame
from foundation.wire.execution import execute
from sessions.demo.seats import conference, main_session, take_seat
text = json.loads(sys.argv[-1])
command = {"type": "written.submit", "language": "en", "spoken": True, "text": text}
frame = CommandFrame(id="hand-it-in", stream=main_session(conference()).stream, command=command)
print(type(execute(take_seat("fiji"), frame)).__name__)
"""

VOICE = """(sound) => {
    navigator.mediaDevices.getUserMedia = async () => {
        const context = new AudioContext({ sampleRate: 48000 });
        const octets = Uint8Array.from(atob(sound), (one) => one.charCodeAt(0));
        const buffer = await context.decodeAudioData(octets.buffer);
        const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
        // A second of silence after the words ends the phrase, also while they are repeated.
        const voice = new AudioBufferSourceNode(context, {
            buffer: new AudioBuffer({ length: buffer.length + 48000, sampleRate: 48000 }), loop: true,
        });
        voice.buffer.copyToChannel(buffer.getChannelData(0), 0);
        voice.connect(out);
        voice.start();
        await context.resume();
        return out.stream;
    };
}"""
"""Each microphone of the page is this sound, a WAV file in Base64, again and again."""


@pytest.fixture
def fiji(hall: Hall, browser: Browser, tmp_path: Path) -> Tab:
    """Fiji, who has handed in what it will say, and whose microphone is a voice that says it."""
    assert hall.python("\n" + HAND_IN, json.dumps(SPOKEN)).strip() == "Done"
    sound = base64.b64encode(speech_file(SPOKEN, tmp_path / "speech.wav").read_bytes()).decode()
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(f"({VOICE})({json.dumps(sound)})")
    tab = seated(hall, context.new_page(), "fiji")
    tab.join()
    return tab


@pytest.fixture
def recognition(hall: Hall, fiji: Tab) -> Iterator[None]:
    """`manage.py captions` with PocketSphinx, which knows the words of the held statement."""
    command = [sys.executable, "platform/manage.py", "captions", f"--session={hall.session()}"]
    with (hall.folder / "captions.log").open("wb") as log:
        worker = subprocess.Popen(
            [*command, "--engine=sphinx", f"--url={hall.url}"],
            cwd=ROOT,
            env=hall.environment,
            stdout=log,
            stderr=log,
        )
    yield
    worker.terminate()
    worker.wait(PATIENCE)


@pytest.mark.thorough
@pytest.mark.usefixtures("recognition")
def test_captions_from_sound_to_webvtt(hall: Hall, take: Take, fiji: Tab) -> None:
    fiji.press("request-floor")
    moderator, reader = take("moderator"), take("audience")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")

    reader.choose("caption-language", "en")
    said = reader.get("caption-log").locator("p").filter(has_text="digital diplomacy")
    expect(said.first).to_be_visible()
    words = said.first.inner_text()

    reader.page.goto(f"{hall.pages}/session/{hall.session()}/transcript")
    expect(reader.get("transcript-text").locator("h2")).to_contain_text(["Fiji"])
    sees(reader, "transcript-text", words)
    sees(reader, "transcript-text", "Automatic")
    with reader.page.expect_download() as taken:
        reader.press("transcript-vtt")
    webvtt = taken.value.path().read_text()
    assert webvtt.startswith("WEBVTT")
    assert words in webvtt
