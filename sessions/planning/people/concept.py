"""The concept “planning delegations and people”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.planning.people import handlers, projections, protocol

CONCEPT = Concept(protocol=protocol, handlers=handlers.HANDLERS, projections=projections.PROJECTIONS)
