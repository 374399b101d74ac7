"""The concept “signalling”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from streaming.signalling import protocol, signal_sources

CONCEPT = Concept(
    protocol=protocol,
    signals=signal_sources.SIGNALS,
    statuses={
        "media.token_missing": 401,
        "media.token_forged": 401,
        "media.token_expired": 401,
        "media.withdrawn": 403,
        "media.wrong_token": 403,
        "media.hall_is_silent": 403,
        "media.screen_is_silent": 403,
        "media.unknown_resource": 404,
        "media.not_sdp": 415,
        "media.not_a_fragment": 415,
        "media.no_tag": 428,
        "media.displaced": 409,
        "media.too_large": 413,
        "media.sdp_malformed": 400,
        "media.unknown_slot": 400,
        "media.slots_mismatch": 400,
        "media.too_many_tracks": 400,
        "media.no_common_codec": 422,
        "media.restart_unsupported": 422,
        "media.checks_full": 503,
        "media.full": 503,
        "media.no_port": 503,
        "media.no_relay": 503,
        "media.throttled": 429,
        "media.busy": 503,
        "media.other_session": 412,
        "media.layers_malformed": 400,
        "media.language_malformed": 400,
        "media.talkback_malformed": 400,
        "media.talkback_busy": 409,
        "media.talkback_silent": 409,
    },
)
