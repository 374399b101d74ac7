"""Handlers of planning delegations and people."""

from foundation.registry import Handler
from sessions.planning.people import protocol, services

HANDLERS = [
    Handler(
        protocol.ChangeParty,
        "parties.change",
        services.change_party,
        stream="conference",
        state=services.party_state,
        personal=("values", "seen"),
    ),
    Handler(
        protocol.RemoveParty,
        "parties.remove",
        services.remove_party,
        stream="conference",
        state=services.party_state,
    ),
    Handler(
        protocol.ChangePerson,
        "people.change",
        services.change_person,
        stream="conference",
        state=services.person_state,
        personal=("values", "seen"),
    ),
]
