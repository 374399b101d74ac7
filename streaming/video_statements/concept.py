"""The concept “video statements”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from streaming.video_statements import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    statuses={
        "recording.too_large": 413,
        "recording.no_room": 507,
        "recording.too_slow": 408,
        "recording.no_party": 403,
        "recording.not_a_film": 415,
        "recording.disguised": 415,
        "recording.unknown_codec": 415,
        "recording.cut_short": 422,
        "recording.corrupt": 422,
        "recording.no_picture": 422,
        "recording.no_sound": 422,
        "recording.too_long": 422,
        "recording.unreadable": 422,
        "recording.none": 404,
        "recording.range_needed": 416,
    },
)
