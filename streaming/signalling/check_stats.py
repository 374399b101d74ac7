"""Statistics of what the relay received in a technical check."""

from dataclasses import dataclass

from streaming.relay import Source


@dataclass(frozen=True)
class CheckStats:
    """What the relay received in a technical check. `loss` is the fraction of all packets lost on the way to the relay,
    `level_dbov` the present audio level (RFC 6464). `heard` is whether a voice was heard since the check began. Unknown
    values are None.
    """

    connected: bool
    audio_packets: int
    video_packets: int
    loss: float | None
    rtt_ms: float | None
    level_dbov: int | None
    heard: bool


NOTHING = CheckStats(False, 0, 0, None, None, None, False)


def stats_of(source: Source | None) -> CheckStats:
    """The statistics of a source. They are empty if it is gone, or its person has begun another check."""
    if source is None or source.state == "gone":
        return NOTHING
    packets = {
        kind: sum(layer.reception.packets for layer in layers) for kind, layers in source.layers.items()
    }
    expected = sum(track.reception.expected_packets for track in source.tracks)
    lost = max(0, expected - sum(packets.values()))
    return CheckStats(
        connected=source.connected,
        audio_packets=packets.get("audio", 0),
        video_packets=packets.get("video", 0),
        loss=lost / expected if expected else None,
        rtt_ms=None if source.rtt is None else 1000 * source.rtt,
        level_dbov=source.level,
        heard=source.heard_at is not None,
    )
