"""What all codecs that the relay carries have in common."""

CLOCK_RATES = {"audio": 48000, "video": 90000}
"""RTP ticks in a second: Opus (RFC 7587), VP8 (RFC 7741) and H.264 (RFC 6184)."""
