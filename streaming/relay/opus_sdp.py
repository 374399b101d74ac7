"""The sound of an SDP answer: Opus parameters (RFC 7587, section 6.1) and NACK.

aiortc knows neither of them, so they are written into its answer.
"""

import re
from collections.abc import Collection

SPEECH = "minptime=10;useinbandfec=1;usedtx=1"
"""Error correction, without which browsers send none; of silence a packet every 400 ms."""
HALL = "minptime=10;useinbandfec=1;stereo=1;maxaveragebitrate=96000"
"""A room and the music in it: both channels, and its silence too."""
FORWARDED = "minptime=10;useinbandfec=1;sprop-stereo=1"
"""To who listens: what comes may be the hall's."""

_OPUS = re.compile(r"^a=rtpmap:(\d+) opus/48000/2\r\n(?:a=(?:fmtp|rtcp-fb):\1 .*\r\n)*", re.M | re.I)


def described(answer: str, nacks: Collection[str], parameters: str) -> str:
    """The answer with these parameters for Opus. Packets of the payload types `nacks` are asked for again."""

    def line(found: re.Match[str]) -> str:
        name = found[1]
        nack = f"a=rtcp-fb:{name} nack\r\n" if name in nacks else ""
        return f"a=rtpmap:{name} opus/48000/2\r\n{nack}a=fmtp:{name} {parameters}\r\n"

    return _OPUS.sub(line, answer)
