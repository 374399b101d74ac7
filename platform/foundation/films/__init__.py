"""Films of a rehearsal: drawn figures that speak, and a drawn hall. Nobody's face or voice.

WebM with VP8 and Opus, made once and then played unchanged. Independent of Django.
"""

from foundation.films.clips import clip, make_missing_clips
from foundation.films.film import KEYFRAME_SECONDS, make_film
from foundation.films.shot import Shot, hall_shots

__all__ = ["KEYFRAME_SECONDS", "Shot", "clip", "hall_shots", "make_film", "make_missing_clips"]
