"""The concept “webhooks”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(
    statuses={
        "webhook.unknown": 404,
        "webhook.bad_address": 400,
        "webhook.private_address": 400,
        "webhook.no_event": 400,
        "webhook.unknown_event": 400,
    },
)
