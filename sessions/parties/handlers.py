"""Handlers of parties and participants."""

from foundation.ids import number
from foundation.registry import Handler
from sessions.parties import protocol, services

HANDLERS = [
    Handler(
        protocol.AddParty,
        "parties.add",
        services.add_party,
        stream="conference",
        state=services.party_added,
        personal=("name",),
    ),
    Handler(
        protocol.SetMaxMembers,
        "parties.add",
        services.set_max_members,
        stream="conference",
        state=services.max_members_of,
    ),
    Handler(
        protocol.ChangeRoles,
        "parties.change_roles",
        services.change_roles,
        stream="conference",
        state=services.roles_of,
    ),
    Handler(
        protocol.RemoveMember,
        "parties.remove_member",
        services.remove_member,
        stream="conference",
        state=services.roles_of,
        locks=lambda command: services.interpreted_streams(number(command.participant)),
    ),
]
