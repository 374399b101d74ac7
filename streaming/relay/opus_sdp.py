"""The sound of an SDP answer: Opus parameters (RFC 7587, section 6.1) and NACK.

aiortc knows neither, so they are written into its answer.
"""

import re
from collections.abc import Collection

SPEECH = "minptime=10;useinbandfec=1;usedtx=1"
"""For speech: FEC, which browsers send only on request, and DTX, which sends one packet every 400 ms of silence."""
HALL = "minptime=10;useinbandfec=1;stereo=1;maxaveragebitrate=96000"
"""For the sound of a room and for music: stereo, and no DTX."""
BOOTH = "minptime=10;useinbandfec=1;maxaveragebitrate=64000"
"""For interpreters: the full band up to 20 kHz at any moment (ISO 20108), and no DTX."""
FORWARDED = "minptime=10;useinbandfec=1;sprop-stereo=1"
"""For a listener: the sound may be the hall's, in stereo."""

_OPUS = re.compile(r"^a=rtpmap:(\d+) opus/48000/2\r\n(?:a=(?:fmtp|rtcp-fb):\1 .*\r\n)*", re.M | re.I)


def with_opus(answer: str, nacks: Collection[str], parameters: str) -> str:
    """The answer with these parameters for Opus, and NACK for the payload types `nacks`."""

    def line(found: re.Match[str]) -> str:
        name = found[1]
        nack = f"a=rtcp-fb:{name} nack\r\n" if name in nacks else ""
        return f"a=rtpmap:{name} opus/48000/2\r\n{nack}a=fmtp:{name} {parameters}\r\n"

    return _OPUS.sub(line, answer)
