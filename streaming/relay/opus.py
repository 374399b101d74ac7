"""The duration of an Opus packet, from its first octets (RFC 6716, section 3.1)."""

LONGEST = 5760
"""120 ms, the longest packet, in ticks of the 48 kHz clock."""
_SILK, _HYBRID, _CELT = (480, 960, 1920, 2880), (480, 960), (120, 240, 480, 960)


def duration(payload: bytes) -> int:
    """The duration of a packet in ticks of the 48 kHz clock, or 0 if it has no sound."""
    if not payload:
        return 0
    said = payload[1] & 0x3F if len(payload) > 1 else 0
    frames = (1, 2, 2, said)[payload[0] & 3]
    return min(LONGEST, frames * _frame_duration(payload[0] >> 3))


def _frame_duration(configuration: int) -> int:
    if configuration < 12:
        return _SILK[configuration & 3]
    return _HYBRID[configuration & 1] if configuration < 16 else _CELT[configuration & 3]
