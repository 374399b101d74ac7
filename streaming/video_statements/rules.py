"""Rules for which videos may be handed in, and which can be played without conversion (FL4).

Pure: they decide by the facts of a file.
"""

from dataclasses import dataclass

from foundation.refusals import Refusal
from streaming.video_statements.containers import Container

KEY_SECONDS = 2.0
"""The longest time between keyframes, in seconds: a listener that joins has to wait for the next one."""
SLACK = 0.1
"""Tolerance in seconds: a video that exceeds a limit by one frame is not converted for that."""
MAX_WIDTH, MAX_HEIGHT = 1280, 720
MAX_BITS = 2_000_000
"""The highest bitrate in bits a second. Every listener's line has to carry it.

On a poor line at least the sound gets through.
"""
MAX_OCTETS_AT_ONCE, MAX_PACKETS_AT_ONCE = 4 * MAX_BITS // 8, 500
"""The highest numbers of octets and of packets that a video may have in one second, because every listener gets them at
once.

Balai's own encoder stays below these limits for the worst pictures. Real videos have up to 60 packets of pictures and
400 of sound a second.
"""
PICTURES = frozenset({"vp8", "vp9", "h264", "hevc"})
SOUNDS = frozenset({"opus", "vorbis", "aac"})
PLAYABLE: frozenset[tuple[str, str]] = frozenset({("webm", "vp8"), ("mp4", "h264")})
"""The containers that the relay plays, each with its codec of pictures. The sound is Opus in both."""


@dataclass(frozen=True)
class Facts:
    """The facts of a file, from its packets. `key_gap` is the longest time between two keyframes, in seconds.

    `most_octets` and `most_packets` are the highest numbers that are due in one second.

    `baseline` is whether every browser decodes its H.264 (RFC 7742, section 6.2).
    """

    container: Container
    picture: str
    sound: str
    seconds: float
    octets: int
    most_octets: int
    most_packets: int
    width: int
    height: int
    key_gap: float
    reordered: bool
    turned: bool
    channels: int
    tracks: int
    baseline: bool


def check_facts(facts: Facts, most_seconds: int) -> None:
    """Check that a video can be handed in.

    Refuses `video_statement.no_picture`, `.no_sound`, `.unknown_codec` and `.too_long`.
    """
    if not facts.picture:
        raise Refusal(
            "video_statement.no_picture", "The file has no picture. Choose a video with picture and sound."
        )
    if not facts.sound:
        raise Refusal(
            "video_statement.no_sound", "The file has no sound. Choose a video with picture and sound."
        )
    if facts.picture not in PICTURES or facts.sound not in SOUNDS:
        raise Refusal(
            "video_statement.unknown_codec",
            "Picture or sound are in a format that is not known here. Export it as MP4 (H.264 and AAC).",
        )
    if facts.seconds > most_seconds:
        limit = duration_text(most_seconds)
        raise Refusal(
            "video_statement.too_long",
            f"The video is {duration_text(facts.seconds)} long; at most {limit} are taken. Cut it.",
        )


def duration_text(seconds: float) -> str:
    """A duration as minutes and seconds, for a sentence."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def needs_converting(facts: Facts) -> bool:
    """Whether the relay cannot play it unchanged to every browser."""
    return (
        (facts.container, facts.picture) not in PLAYABLE
        or facts.sound != "opus"
        or facts.channels > 2
        or facts.tracks > 2
        or facts.key_gap > KEY_SECONDS + SLACK
        or facts.reordered
        or facts.turned
        or not facts.baseline
        or facts.width > MAX_WIDTH
        or facts.height > MAX_HEIGHT
        or facts.most_octets > MAX_OCTETS_AT_ONCE
        or facts.most_packets > MAX_PACKETS_AT_ONCE
        or 8 * facts.octets > MAX_BITS * max(facts.seconds, 1.0)
    )
