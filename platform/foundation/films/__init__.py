"""Films of simulated speakers: a drawn figure that speaks, a name, a clock and a hum. Nobody's face or voice.

WebM with VP8 and Opus, made once and then played unchanged. Independent of Django.
"""

from foundation.films.clips import clip, make_missing_clips
from foundation.films.film import KEYFRAME_SECONDS, make_film
from foundation.films.voice import level_dbov

__all__ = ["KEYFRAME_SECONDS", "clip", "level_dbov", "make_film", "make_missing_clips"]
