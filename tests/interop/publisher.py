"""GStreamer's webrtcbin publishes H.264 and Opus by WHIP, as OBS does, until its standard input ends.

    WHIP_TOKEN=... /usr/bin/python3 tests/interop/publisher.py ENDPOINT

Runs on Debian's Python, which has GStreamer's bindings. Says "connected" and "gone" as lines, and stops after a
minute or so by itself.
"""

import os
import signal
import sys
import threading
import urllib.request
from typing import Any
from urllib.parse import urljoin

import gi

for name in ("Gst", "GstWebRTC", "GstSdp"):
    gi.require_version(name, "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

MAX_SECONDS = 90
PIPELINE = """
    webrtcbin name=peer bundle-policy=max-bundle
    videotestsrc is-live=true pattern=ball ! video/x-raw,width=640,height=360,framerate=30/1
        ! x264enc tune=zerolatency speed-preset=ultrafast bitrate=800 key-int-max=60 bframes=0
        ! video/x-h264,profile=constrained-baseline
        ! rtph264pay config-interval=-1 aggregate-mode=zero-latency pt=102
        ! application/x-rtp,media=video,encoding-name=H264,payload=102 ! peer.
    audiotestsrc is-live=true wave=ticks ! audioconvert ! audioresample ! audio/x-raw,rate=48000,channels=2
        ! opusenc ! rtpopuspay pt=111
        ! application/x-rtp,media=audio,encoding-name=OPUS,payload=111 ! peer.
"""


class Publisher:
    """One peer connection; `end` hangs up."""

    def __init__(self, endpoint: str, token: str) -> None:
        self.endpoint, self.token, self.resource = endpoint, token, ""
        self.pipeline = Gst.parse_launch(PIPELINE)
        self.peer = self.pipeline.get_by_name("peer")
        # All of it stays on this machine, whose own address would not be tried. The bindings give the agent away
        # with the name that holds it, so one does to the end.
        self.ice = self.peer.get_property("ice-agent")
        self.ice.emit("add-local-ip-address", "127.0.0.1")
        self.peer.connect("on-negotiation-needed", self._negotiate)
        self.peer.connect("notify::ice-gathering-state", self._gathered)
        self.peer.connect("notify::connection-state", self._changed)

    def run(self) -> None:
        """Publish until `end`."""
        self.pipeline.set_state(Gst.State.PLAYING)
        GLib.MainLoop().run()

    def end(self) -> None:
        """Hang up as RFC 9725 says, and end this process."""
        self._ask("DELETE", self.resource)
        _say("gone")
        os._exit(0)

    def _negotiate(self, peer: Any) -> None:
        for number in range(2):
            line = peer.emit("get-transceiver", number)
            line.set_property("direction", GstWebRTC.WebRTCRTPTransceiverDirection.SENDONLY)
        peer.emit("create-offer", None, Gst.Promise.new_with_change_func(self._offered))

    def _offered(self, promise: Any, *_: Any) -> None:
        reply = promise.get_reply()  # The offer lives no longer than this name.
        offer = reply.get_value("offer")
        self.peer.emit("set-local-description", offer, Gst.Promise.new())

    def _gathered(self, peer: Any, _: Any) -> None:
        if peer.get_property("ice-gathering-state") == GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            threading.Thread(target=self._post).start()

    def _post(self) -> None:
        offer = self.peer.get_property("local-description").sdp.as_text()
        answer, location = self._ask("POST", self.endpoint, offer.encode())
        self.resource = urljoin(self.endpoint, location)
        self.peer.emit("set-remote-description", _described("ANSWER", answer), Gst.Promise.new())

    def _changed(self, peer: Any, _: Any) -> None:
        if peer.get_property("connection-state") == GstWebRTC.WebRTCPeerConnectionState.CONNECTED:
            _say("connected")

    def _ask(self, method: str, url: str, body: bytes | None = None) -> tuple[str, str]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/sdp"}
        request = urllib.request.Request(url, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read().decode(), answer.headers.get("Location", "")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _described(kind: str, text: str) -> Any:
    _, parsed = GstSdp.SDPMessage.new_from_text(text)
    return GstWebRTC.WebRTCSessionDescription.new(getattr(GstWebRTC.WebRTCSDPType, kind), parsed)


def main() -> None:
    """Publish to the endpoint that was named."""
    Gst.init(None)
    publisher = Publisher(sys.argv[1], os.environ["WHIP_TOKEN"])
    signal.alarm(MAX_SECONDS)
    threading.Thread(target=lambda: (sys.stdin.read(), publisher.end()), daemon=True).start()
    publisher.run()


if __name__ == "__main__":
    main()
