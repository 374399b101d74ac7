"""Decisions under way, and the changes that would take a voice in them. `Concept.decisions` lists the decisions."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from foundation.accounts.roles import SessionRoles, roles_in
from foundation.refusals import Refusal
from foundation.registry import registry
from sessions import permissions
from sessions.parties.models import Participant, Party


@dataclass(frozen=True)
class Decision:
    """Something that parties decide in a stream. `permission` is what those who speak for a party need.

    `what` names the decision in a refusal. `until` is when it ends by itself, if that is known.
    """

    stream: str
    what: str
    title: Mapping[str, str]
    permission: str
    parties: frozenset[str]
    until: datetime | None


class Change(Protocol):
    """A change that is about to be made, and that may take a voice in a decision."""

    @property
    def conference(self) -> int:
        """The id of the conference."""

    def check(self, decision: Decision) -> None:
        """Refuse `decision.under_way` if the change takes a voice in the decision."""


def decisions_under_way(conference: int) -> list[Decision]:
    """All decisions under way in a conference."""
    reads = (concept.decisions for concept in registry().concepts if concept.decisions)
    return [decision for read in reads for decision in read(conference)]


def check_change(change: Change) -> None:
    """Check that a change takes no voice in a decision under way. Refuses `decision.under_way`.

    The caller holds the stream of the row that changes.
    """
    for decision in decisions_under_way(change.conference):
        change.check(decision)


def last_voices(decision: Decision) -> list[str]:
    """The ids of the participants who are the only ones with a voice of their party in the decision."""
    voices = defaultdict(list)
    for row in _voices(decision.parties, decision.permission, decision.stream):
        voices[row.party_id].append(str(row.pk))
    return sorted((members[0] for members in voices.values() if len(members) == 1), key=int)


@dataclass(frozen=True)
class MemberChange:
    """A participant is about to get another party, or other roles. `row` still has the present ones. A withdrawal of
    access is none: it is done whatever is decided, because it may be urgent.
    """

    row: Participant
    party: str | None
    roles: Collection[str]
    session_roles: SessionRoles

    @property
    def conference(self) -> int:
        """The id of the conference."""
        return self.row.conference_id

    def check(self, decision: Decision) -> None:
        """Keep the members who have the voice of their party. Refuses `decision.under_way`."""
        party = self.row.party
        if party is None or str(party.pk) not in decision.parties:
            return
        if self.takes_last(decision.permission, decision.stream):
            raise _under_way_refusal(party, decision)

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
        return all(each.pk == row.pk for each in _voices([str(row.party_id)], permission, stream))


@dataclass(frozen=True)
class RightToVoteChange:
    """A party is about to be accredited, not to be any more, or to be removed. `row` still has the present values."""

    row: Party
    accredited: bool

    @property
    def conference(self) -> int:
        """The id of the conference."""
        return self.row.conference_id

    def check(self, decision: Decision) -> None:
        """Keep the right to vote. Refuses `decision.under_way`."""
        if self.row.accredited and not self.accredited and str(self.row.pk) in decision.parties:
            raise _under_way_refusal(self.row, decision)


def session_roles_of(row: Participant) -> SessionRoles:
    """A participant's roles in single sessions, each with its session."""
    held = sorted({(each.session_id, each.role) for each in row.session_roles.all()})
    return tuple((str(session), role) for session, role in held)


def _allows(row: Participant, permission: str, stream: str) -> bool:
    return permissions.allows(roles_in(stream, row.roles, session_roles_of(row)), permission)


def _voices(parties: Collection[str], permission: str, stream: str) -> list[Participant]:
    """The members of parties who have a permission in a stream. Simulated members do not count."""
    members = Participant.objects.filter(party__in=[*map(int, parties)], simulated=False).prefetch_related(
        "session_roles"
    )
    return [row for row in members if _allows(row, permission, stream)]


def _under_way_refusal(party: Party, decision: Decision) -> Refusal:
    return Refusal(
        "decision.under_way",
        f"{party} takes part in {decision.what}, and would lose its voice in it. Wait until it is decided, or let"
        " another of its members have this right first. Access can still be withdrawn.",
    )
