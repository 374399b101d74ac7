"""Films of those who are not there: a nameplate, a moving waveform, a clock and a hum. No face and no voice of anyone.

WebM, VP8 and Opus, made once and then played as it is. Knows nothing of Django.
"""

from foundation.films.clips import clip, clips
from foundation.films.film import KEYFRAME_SECONDS, make
from foundation.films.voice import level

__all__ = ["KEYFRAME_SECONDS", "clip", "clips", "level", "make"]
