"""Constants that all codecs of the relay share."""

CLOCK_RATES = {"audio": 48000, "video": 90000}
"""RTP clock rates in Hz: Opus (RFC 7587), VP8 (RFC 7741) and H.264 (RFC 6184)."""
