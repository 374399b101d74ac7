"""The concept “calendars”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(
    statuses={"calendar.unknown": 404, "calendar.no_person": 403, "calendar.no_delegation": 403,
              "calendar.not_yours": 403}
)  # fmt: skip
