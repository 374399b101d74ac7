"""Rules of roles in one session, and the reasons why somebody may do something there. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from foundation.accounts.roles import ROLE_ELSEWHERE, roles_in
from foundation.refusals import Refusal
from sessions import permissions
from sessions.access.rules import clearance, may_enter
from sessions.roles.protocol import RoleInSession

CHANNELS: Final = "language_channels"
"""The language channels of a session, which `streaming` adds to it. They say which languages are signed."""

MAX_LANGUAGES: Final = 12
"""Into how many spoken languages a session is interpreted at most."""

SIGN_LANGUAGES = frozenset(
    (
        "ils", "ase", "asf", "bfi", "bzs", "csl", "esl", "fsl", "gsg", "inl", "ins", "jsl", "kvk", "mfs", "rsl",
        "sfs", "ssp", "xki",
    )
)  # fmt: skip
"""The sign languages that organisers choose from, by BCP 47 tag."""

MAX_SESSION_ROLES = 60
"""The highest number of roles in single sessions that a participant may have. Each of the participant's seat tokens
lists them.
"""


def check_new_role(role: RoleInSession, language: str, roles_held: int) -> None:
    """Check that a participant can get another role in a single session. `roles_held` is how many the participant has.

    Refuses `session_roles.language`, `session_roles.too_many`.
    """
    if language and role != "interpreter":
        raise Refusal("session_roles.language", "Only interpreters have a language. Leave it out.")
    if roles_held >= MAX_SESSION_ROLES:
        raise Refusal(
            "session_roles.too_many",
            f"This person has roles in {MAX_SESSION_ROLES} sessions. Give a role in the whole conference instead.",
        )


def check_removal(role: str, session_state: str, has_other_moderators: bool) -> None:
    """Check that a role in one session can be taken away.

    Refuses `session_roles.last_moderator` if it is the role of the only moderator of a running session.
    """
    if role == "moderator" and session_state in ("open", "suspended") and not has_other_moderators:
        raise Refusal(
            "session_roles.last_moderator",
            "This is the only moderator of a session that runs. Make another one first.",
        )


@dataclass(frozen=True)
class RightReason:
    """The reason why something is allowed: a role in the conference or in the session, or the session's
    access policy.
    """

    source: Literal["conference", "session", "policy"]
    name: str
    """The role, or the access policy."""


ENTER: Final = "wire.follow_session"
ACTS: Final[Mapping[str, str]] = {
    "enter": ENTER,
    "listen": "media.listen",
    "ask": "question.ask",
    "speak": "media.publish",
    "moderate": "floor.grant",
    "operate": "media.publish_hall",
    "read_ahead": "written.read_held",
}
"""The acts that the page *Who may do what, and why* lists, and the permission that each needs."""


def reasons_by_permission(
    session: str,
    access: str,
    roles: Collection[str],
    session_roles: Iterable[tuple[str, str]],
    *,
    is_registered: bool = True,
    has_code: bool = False,
) -> dict[str, list[RightReason]]:
    """For each permission that somebody has in a session, all the reasons that give it.

    Empty if the session's access policy does not let the person enter. The policy is the first reason of `ENTER`.
    """
    stream, pairs = f"session/{session}", tuple(session_roles)
    held = roles_in(stream, roles, pairs)
    if not may_enter(access, clearance(held, is_registered=is_registered, has_code=has_code)):
        return {}
    in_session = [role for of, role in pairs if of == session]
    elsewhere = [ROLE_ELSEWHERE] if pairs else []
    grounds = [
        *(RightReason("conference", role) for role in [*roles, *elsewhere]),
        *(RightReason("session", role) for role in dict.fromkeys(in_session)),
    ]
    given = {
        permission: [ground for ground in grounds if permission in permissions.TABLE.get(ground.name, ())]
        for permission in sorted(set().union(*(permissions.TABLE.get(role, ()) for role in held)))
    }
    return given | ({ENTER: [RightReason("policy", access), *given[ENTER]]} if ENTER in given else {})
