"""The concept “video statements”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from streaming.video_statements import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    statuses={
        "video_statement.too_large": 413,
        "video_statement.no_room": 507,
        "video_statement.too_slow": 408,
        "video_statement.no_party": 403,
        "video_statement.not_a_video": 415,
        "video_statement.disguised": 415,
        "video_statement.unknown_codec": 415,
        "video_statement.cut_short": 422,
        "video_statement.corrupt": 422,
        "video_statement.no_picture": 422,
        "video_statement.no_sound": 422,
        "video_statement.too_long": 422,
        "video_statement.unreadable": 422,
        "video_statement.none": 404,
        "video_statement.range_needed": 416,
    },
)
