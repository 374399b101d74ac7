"""A listener whose network lets only the TURN server through hears the floor: over UDP, TCP and TLS."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from foundation.lan.certificates import certificate_for
from tests.journeys.conftest import PATIENCE_MS, launched, seated
from tests.journeys.known import trusting
from tests.journeys.pages import Tab, give
from tests.support.hall import Hall, copied
from tests.support.turn import SECRET, Coturn

pytestmark = pytest.mark.thorough

LISTEN = """async ([url, token, iceServers]) => {
    const peer = new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay", bundlePolicy: "max-bundle" });
    window.peer = peer;
    for (const kind of ["audio", "video"]) peer.addTransceiver(kind, { direction: "recvonly" });
    await peer.setLocalDescription();
    await new Promise((done) => {
        const gathered = () => peer.iceGatheringState === "complete" && done();
        peer.onicegatheringstatechange = gathered;
        gathered();
    });
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/sdp" };
    const answer = await fetch(url, { method: "POST", headers, body: peer.localDescription.sdp });
    await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
}"""
DECODED = """async () => [...(await peer.getStats()).values()]
    .some((one) => one.type === "inbound-rtp" && one.framesDecoded > 20)"""
WAY = """async () => {
    const stats = await peer.getStats();
    const transport = [...stats.values()].find((one) => one.type === "transport");
    const pair = stats.get(transport?.selectedCandidatePairId);
    if (!pair) return null;
    const mine = stats.get(pair.localCandidateId);
    return [mine.candidateType, mine.relayProtocol];
}"""


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate of this machine."""
    folder = tmp_path_factory.mktemp("certified")
    certificate_for(folder, "127.0.0.1", "turn.hall.test")
    return folder


@pytest.fixture
def coturn(tmp_path: Path, certified: Path) -> Iterator[Coturn]:
    """A TURN server over UDP, TCP and TLS."""
    server = Coturn(tmp_path, certified / "hall.crt", certified / "hall.key")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def chromium(playwright: Playwright, certified: Path) -> Iterator[Browser]:
    """A Chromium that trusts the certificate."""
    browser = launched(playwright, trusting(certified / "hall.crt"))
    yield browser
    browser.close()


def test_the_way_round(tmp_path: Path, prepared: Path, coturn: Coturn, chromium: Browser) -> None:
    ways = {way: coturn.url(way) for way in ("udp", "tcp", "tls")}
    hall = Hall(copied(prepared, tmp_path / "data"), TURN_URLS=",".join(ways.values()), TURN_SECRET=SECRET)
    hall.start()
    try:
        context = chromium.new_context(locale="en-GB")
        context.set_default_timeout(PATIENCE_MS)
        moderator = seated(hall, context.new_page(), "moderator")
        for party in ("Australia", "Cambodia"):
            give(moderator, party)
        for way, url in ways.items():
            page = context.new_page()
            page.goto(f"{hall.url}/api/v1/demo")
            given = hall.post(
                f"/api/v1/sessions/{hall.session()}/media-token",
                {"action": "listen"},
                hall.seat("audience")["token"],
            )
            (server,) = given["ice_servers"]
            assert url in server["urls"]
            page.evaluate(LISTEN, [given["url"], given["token"], [server | {"urls": [url]}]])
            Tab(page).waits_for_promised(DECODED)
            assert page.evaluate(WAY) == ["relay", way]
            page.close()
        context.close()
    finally:
        hall.stop()
