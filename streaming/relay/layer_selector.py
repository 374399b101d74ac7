"""Selects the layer of each picture for one listener, as its bandwidth and its screen change.

Sound is always sent, because pictures take most of the bandwidth.
"""

import asyncio
from collections.abc import Mapping, Sequence

from streaming.relay import layers, rtcp
from streaming.relay.bandwidth_estimator import BandwidthEstimator
from streaming.relay.extensions import SEND_TIME
from streaming.relay.negotiated_media import NegotiatedMedia
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.sender import Sender
from streaming.relay.track import Track

TICK = 0.04
"""Seconds between two bursts of padding in a probe."""
PADDING = 255
"""Octets of padding in a padding packet (RFC 3550, section 5.1)."""
MAX_AT_ONCE = 40
MAX_PROBES = 20
"""The highest number of listeners probed at once: the padding of one takes up to 1,000 packets a second.

Without this limit all listeners of a new picture would be probed in the same second.
"""
DOUBT = 4.0
"""Seconds that the line must be too slow for the smallest layer before a picture is turned off.

Jitter and a moment of heavy loss pass by themselves, and a picture that is turned on again waits for a keyframe.
"""
AIMS = 1.05
"""Factor of the next layer's rate that is probed, so that a varying rate does not fail the probe."""
ENOUGH, MAX_EXPECTED = 30, 10_000
"""The least number of packets from which a fraction lost is computed, and the highest.

A higher number means that the sequence numbers began anew.
"""


class LayerSelector:
    """Selects the layers for the picture senders of one listener, by an estimate of its bandwidth."""

    def __init__(self, packet_writer: PacketWriter) -> None:
        self._packet_writer = packet_writer
        self._senders: list[Sender] = []
        self._estimator = BandwidthEstimator(has_remb=False)
        # By SSRC: the highest number and the packets lost at the last look.
        self._reported: dict[int, tuple[int, int]] = {}
        # By SSRC: since when there is no room for the smallest layer.
        self._doubted: dict[int, float] = {}
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._padded_at = 0.0

    def begin(self, senders: Sequence[Sender], media: Sequence[NegotiatedMedia]) -> None:
        """Begin to select for these senders and their media. Called once the listener has its SDP answer."""
        self._senders = [sender for sender in senders if sender.kind == "video"]
        has_remb = any(medium.kind == "video" and SEND_TIME in medium.extensions for medium in media)
        self._estimator = BandwidthEstimator(has_remb=has_remb)
        self._reported = {sender.ssrc: (-MAX_EXPECTED, 0) for sender in self._senders}

    def set_heights(self, heights: Mapping[str, int | None]) -> list[str]:
        """Set the height at which each picture is shown, in pixels, by `mid`: 0 is hidden, None is unknown.

        Returns the `mid`s of pictures that are off because the line is too slow.
        """
        for sender in self._senders:
            sender.shown = heights.get(sender.mid, sender.shown)
        self.select_layers(self._loop.time())
        return [sender.mid for sender in self._senders if sender.is_off]

    def close(self) -> None:
        """Stop sending padding."""
        self._packet_writer.padded.discard(self)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def note_feedback(self, message: rtcp.Remb | rtcp.ReportBlock, now: float) -> None:
        """Take the browser's REMB or report block. If it shows that the line carries less than is sent, send less at
        once.
        """
        if isinstance(message, rtcp.Remb):
            fell = self._estimator.note_remb(message.bits_per_second, self._sent_bitrate(now), now)
        else:
            fraction = self._lost_fraction(message)
            fell = fraction is not None and self._estimator.note_loss(fraction, self._sent_bitrate(now), now)
        if fell:
            self.select_layers(now)

    def _lost_fraction(self, block: rtcp.ReportBlock) -> float | None:
        """The fraction of a picture's packets that was lost, or None if too few arrived since the last time."""
        if block.ssrc not in self._reported:
            return None
        highest, lost = self._reported[block.ssrc]
        expected = block.highest - highest
        if not 0 <= expected < MAX_EXPECTED:
            self._reported[block.ssrc] = block.highest, block.lost
            return None
        if expected < ENOUGH:
            return None
        self._reported[block.ssrc] = block.highest, block.lost
        return max(0, block.lost - lost) / expected

    def update(self, now: float) -> None:
        """Once a second: follow the sources and the line, and probe for more bandwidth if it helps."""
        sent = self._sent_bitrate(now)
        self._estimator.update(sent, now)
        self._estimator.end_probe(sent, now)
        self.select_layers(now)
        goal = self._next_step(now)
        if goal is not None and self._estimator.may_probe(now):
            self._begin_probe(goal, now)

    def select_layers(self, now: float) -> None:
        """Select the layer of each picture that fits the bandwidth now."""
        shown = [sender for sender in self._senders if sender.layers]
        found = [flowing_layers(sender, now) for sender in shown]
        pictures = [
            _layers_of_picture(sender, tracks, now) for sender, tracks in zip(shown, found, strict=True)
        ]
        chosen = layers.choose_layers(pictures, self._estimator.bits)
        for sender, tracks, layer in zip(shown, found, chosen, strict=True):
            # A new listener gets every picture until its browser reports an estimate.
            stays = self._estimator.is_guess or self._is_doubted(sender, layer, tracks, now)
            at = max(0, layer) if stays else layer
            sender.switch_to(tracks[at] if at != layers.OFF else None)

    def _is_doubted(self, sender: Sender, layer: int, tracks: Sequence[Track], now: float) -> bool:
        """Whether a picture is still sent for a while, although the bandwidth is too low for it.

        It is sent until the bandwidth has been too low for `DOUBT` seconds, or until feedback shows that the line is
        far too slow.
        """
        if layer != layers.OFF:
            self._doubted.pop(sender.ssrc, None)
            return False
        since = self._doubted.setdefault(sender.ssrc, now)
        if sender.track is None or now - since >= DOUBT:
            return False
        return not self._estimator.is_far_below(tracks[0].rate(now))

    def _sent_bitrate(self, now: float) -> float:
        """The bits a second that are sent now."""
        return sum(
            sender.track.rate(now) for sender in self._senders if sender.track and sender.is_sending(now)
        )

    def _planned_bitrate(self, now: float) -> float:
        """The bits a second of all selected layers, including pictures that wait for a keyframe or stand still."""
        return sum(sender.track.rate(now) for sender in self._senders if sender.track is not None)

    def _next_step(self, now: float) -> float | None:
        """The bits a second of all pictures if the first one with a larger useful layer gets it.

        None if there is no such one.
        """
        for sender in self._senders:
            if not sender.layers or sender.path is None:
                continue
            tracks = flowing_layers(sender, now)
            picture = _layers_of_picture(sender, tracks, now)
            if picture.now < picture.most:
                more = layers.counted_bitrate(picture, picture.now + 1)
                less = picture.rates[picture.now] if picture.now != layers.OFF else 0.0
                return AIMS * (self._planned_bitrate(now) + more - less)
        return None

    def _begin_probe(self, goal: float, now: float) -> None:
        """Begin a probe, unless too many listeners are probed."""
        padded = self._packet_writer.padded
        if self not in padded and len(padded) >= MAX_PROBES:
            return
        padded.add(self)
        self._estimator.begin_probe(goal, now)
        self._padded_at = now
        if self._timer is None:
            self._timer = self._loop.call_later(TICK, self._send_padding)

    def _send_padding(self) -> None:
        """Send padding up to the probe's rate, in the stream of retransmissions (RTX)."""
        self._timer = None
        now, goal = self._loop.time(), self._estimator.probe_goal
        if goal is None:
            self._packet_writer.padded.discard(self)
            return
        bits = (goal - self._sent_bitrate(now)) * (now - self._padded_at)
        count = min(MAX_AT_ONCE, int(bits / 8 / PADDING))
        sender = next((o for o in self._senders if o.layers and o.rtx_payload_type is not None), None)
        if count > 0 and sender is not None:
            self._packet_writer.send_padding(sender, count, PADDING)
        if count > 0 or bits < 0:
            self._padded_at = now
        self._timer = self._loop.call_later(TICK, self._send_padding)


def flowing_layers(sender: Sender, now: float) -> Sequence[Track]:
    """The layers of a sender's picture that arrive, the smallest first.

    A layer whose bitrate is unknown is not among them.
    """
    if len(sender.layers) < 2:
        return sender.layers
    come = [track for track in sender.layers if track.bitrate.is_flowing(now) and track.rate(now)]
    # A layer without a keyframe so far has no height; then the order of the offer is taken.
    known = all(track.height for track in come)
    return (sorted(come, key=lambda track: track.height) if known else come) or sender.layers[:1]


def _layers_of_picture(sender: Sender, tracks: Sequence[Track], now: float) -> layers.PictureLayers:
    rates = tuple(track.rate(now) for track in tracks)
    goes_out, at = sender.coming or sender.track, layers.OFF
    if goes_out is not None:
        at = tracks.index(goes_out) if goes_out in tracks else len(tracks) - 1
    return layers.PictureLayers(
        rates, at, layers.largest_useful_layer([track.height for track in tracks], sender.shown)
    )
