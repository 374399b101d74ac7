"""What each role may do: this table, and nowhere else.

The names of permissions are those of the commands they allow, where there is one.
"""

from collections.abc import Collection
from typing import Final

ALL_LISTENERS: Final = frozenset(
    {"wire.follow", "media.listen", "question.ask", "question.vote", "question.withdraw_vote"}
)
SPEAKERS: Final = ALL_LISTENERS | {
    "media.publish",
    "floor.inscribe",
    "written.submit",
    "floor.withdraw",
    "floor.restore",
    "floor.change_speaker",
    "floor.finish",
}
CHAIR: Final = ALL_LISTENERS | {
    "media.publish",
    "seats.simulate",
    "session.open",
    "session.suspend",
    "session.resume",
    "session.close",
    "parties.change_roles",
    "floor.open_list",
    "floor.close_list",
    "floor.inscribe",
    "floor.inscribe_others",
    "floor.withdraw",
    "floor.withdraw_others",
    "floor.restore",
    "floor.change_speaker",
    "floor.move",
    "floor.call_later",
    "floor.wait",
    "floor.play_recording",
    "floor.read_out",
    "floor.return_to_list",
    "floor.grant",
    "floor.end",
    "floor.revoke",
    "floor.extend",
    "floor.suspend_turn",
    "floor.resume_turn",
    "floor.set_limits",
    "floor.seat",
    "floor.unseat",
    "question.moderate",
    "presence.check_in",
    "presence.check_out",
}

TABLE: Final[dict[str, frozenset[str]]] = {
    "moderator": CHAIR,
    "organiser": ALL_LISTENERS | {"parties.change_roles", "seats.simulate"},
    "operator": ALL_LISTENERS
    | {
        "media.publish_hall",
        "floor.inscribe",
        "floor.inscribe_others",
        "floor.withdraw",
        "floor.withdraw_others",
        "floor.restore",
        "presence.check_in",
        "presence.check_out",
    },
    "panellist": SPEAKERS,
    "delegate": SPEAKERS,
    "audience": ALL_LISTENERS,
    "hall_screen": frozenset({"wire.follow", "media.listen"}),
}


def allows(roles: Collection[str], permission: str) -> bool:
    """Whether any of the roles may do it; a role the table does not know may do nothing."""
    return any(permission in TABLE.get(role, ()) for role in roles)


def moderates(roles: Collection[str]) -> bool:
    """Whether the roles belong to the audience of moderators on the wire."""
    return allows(roles, "question.moderate")
