"""The concept “floor”, as `config/concepts.py` lists it."""

from foundation.registry import Concept, Reaction
from sessions.floor import handlers, projections, protocol, services
from sessions.programme.protocol import SessionAdded

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    reactions=[Reaction(SessionAdded, services.make_floor)],
)
