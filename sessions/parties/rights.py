"""Changes of the rights of parties. A concept that decides something refuses them meanwhile with a `Guard`."""

from collections.abc import Collection
from dataclasses import dataclass

from foundation.accounts.roles import SessionRoles, roles_in
from foundation.refusals import Refusal
from sessions import permissions
from sessions.parties.models import Participant, Party


@dataclass(frozen=True)
class MemberChange:
    """A participant is about to get another party, or other roles. `row` still has the present ones. A withdrawal of
    access is none: it is done whatever is decided, because it may be urgent.
    """

    row: Participant
    party: str | None
    roles: Collection[str]
    session_roles: SessionRoles

    def takes_last(self, permission: str, stream: str) -> bool:
        """Whether the party has a member with this permission in a stream now, and would have none. Simulated members
        do not count.
        """
        row = self.row
        if row.party_id is None or not _allows(row, permission, stream):
            return False
        keeps = permissions.allows(roles_in(stream, self.roles, self.session_roles), permission)
        if keeps and self.party == str(row.party_id):
            return False
        others = Participant.objects.filter(party=row.party_id, simulated=False).exclude(pk=row.pk)
        with_roles = others.prefetch_related("session_roles")
        return not any(_allows(each, permission, stream) for each in with_roles)


@dataclass(frozen=True)
class RightToVoteChange:
    """A party is about to be accredited, not to be any more, or to be removed. `row` still has the present values."""

    row: Party
    accredited: bool

    @property
    def takes_right(self) -> bool:
        """Whether the party has the right to vote now, and would have none."""
        return self.row.accredited and not self.accredited


def session_roles_of(row: Participant) -> SessionRoles:
    """A participant's roles in single sessions, each with its session."""
    held = sorted({(each.session_id, each.role) for each in row.session_roles.all()})
    return tuple((str(session), role) for session, role in held)


def _allows(row: Participant, permission: str, stream: str) -> bool:
    return permissions.allows(roles_in(stream, row.roles, session_roles_of(row)), permission)


def under_way_refusal(party: Party, what: str) -> Refusal:
    """The refusal `decision.under_way`: a party would lose its voice in a decision under way."""
    return Refusal(
        "decision.under_way",
        f"{party} takes part in {what}, and would lose its voice in it. Wait until it is decided, or let another of its"
        " members have this right first. Access can still be withdrawn.",
    )
