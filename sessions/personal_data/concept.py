"""The concept “personal data”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(statuses={"privacy.unknown_request": 404, "seat.not_yours": 403})
