"""The concept “api_tokens”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(
    statuses={
        "api_token.forged": 401,
        "api_token.unsigned": 401,
        "api_token.revoked": 401,
        "api_token.expired": 401,
        "api_token.maker_left": 403,
        "api_token.not_here": 403,
        "api_token.scope_missing": 403,
        "api_token.unknown": 404,
    },
)
