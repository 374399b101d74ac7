"""Speech in the hall becomes captions: a real server, a real publisher, and `manage.py captions`."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.contrib.media import MediaPlayer

from tests.support.hall import ROOT, Hall
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared
from tests.support.speech import speech_file
from tests.support.whisper_model import whisper_model

pytestmark = pytest.mark.real_time
SPOKEN = "I now give the floor to the next speaker on the list. Are there any objections? I see none. It is so decided."


@pytest.fixture
def hall(tmp_path: Path) -> Any:
    hall = prepared(tmp_path / "data")
    hall.start()
    yield hall
    hall.stop()


@asynccontextmanager
async def spoken_in_the_hall(hall: Hall, file: Path) -> AsyncIterator[None]:
    """Publish a sound file as the hall's mix, again and again."""
    seat, session = hall.seat("operator")["token"], hall.session()
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    peer.addTransceiver(MediaPlayer(str(file), loop=True).audio, direction="sendonly")
    ice: Any = peer.getTransceivers()[0].sender.transport.transport._connection
    gather = ice.get_component_candidates
    ice.get_component_candidates = lambda component, addresses, **rest: gather(
        component=component, addresses=[*addresses, "127.0.0.1"], **rest
    )
    await peer.setLocalDescription(await peer.createOffer())
    async with aiohttp.ClientSession() as http:
        asked = {"action": "publish", "feed": "hall"}
        address = f"{hall.url}/api/v1/sessions/{session}/media-token"
        async with http.post(address, json=asked, headers={"Authorization": f"Bearer {seat}"}) as answer:
            given = await answer.json()
        headers = {"Content-Type": "application/sdp", "Authorization": f"Bearer {given['token']}"}
        offer = peer.localDescription.sdp
        async with http.post(hall.url + given["url"], data=offer, headers=headers) as answer:
            assert answer.status == 201, await answer.text()
            await peer.setRemoteDescription(RTCSessionDescription(await answer.text(), "answer"))
    try:
        yield
    finally:
        await peer.close()


async def captions_of(hall: Hall, http: aiohttp.ClientSession, session: str, token: str) -> list[Any]:
    """The captions of a session in English."""
    address = f"{hall.url}/api/v1/sessions/{session}/captions?language=en"
    async with http.get(address, headers={"Authorization": f"Bearer {token}"}) as answer:
        assert answer.status == 200, await answer.text()
        items: list[Any] = (await answer.json())["items"]
        return items


@pytest.mark.thorough
@pytest.mark.parametrize("engine", ["sphinx", "faster-whisper"])
async def test_speech_in_the_hall_becomes_captions(hall: Hall, tmp_path: Path, engine: str) -> None:
    file = speech_file(SPOKEN, tmp_path / "speech.wav")
    session, token = hall.session(), hall.seat("moderator")["token"]
    command = [sys.executable, "platform/manage.py", "captions", "--session", session, "--engine", engine]
    enough: Callable[[set[str]], bool] = {"objections", "decided", "speaker"}.issubset
    if engine == "faster-whisper":
        command += ["--model", str(whisper_model(tmp_path / "model"))]
        enough = bool  # the model hears nothing: its words have nothing to do with what is said
    async with spoken_in_the_hall(hall, file), aiohttp.ClientSession() as http:
        worker = await asyncio.create_subprocess_exec(
            *command, "--url", hall.url, cwd=ROOT, env=hall.environment
        )
        try:
            words: set[str] = set()
            async with asyncio.timeout(PATIENCE):
                while not enough(words):
                    await asyncio.sleep(0.2)
                    found = await captions_of(hall, http, session, token)
                    assert all(each["source"] == "automatic" for each in found)
                    words = {word for each in found for word in each["text"].split()}
        finally:
            worker.terminate()
            await asyncio.wait_for(worker.wait(), PATIENCE)
