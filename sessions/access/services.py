"""Changes who may enter a session, and refuses those who may not."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from foundation.accounts.roles import SessionRoles, roles_in
from foundation.accounts.seats import Seat
from foundation.audit.services import State, Subject
from foundation.ids import kind
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions import permissions
from sessions.access import rules
from sessions.access.protocol import AccessChanged, SetAccess
from sessions.parties.rights import Decision, check_change
from sessions.programme.models import Conference, Session
from sessions.programme.services import find_session, journal_session_change

REFUSALS = {
    "code": Refusal(
        "session.code_needed", "This session asks for its code. Type it, or scan it in the hall."
    ),
    "registered": Refusal(
        "session.registered_only",
        "This session is for registered participants. Sign in, or ask the organiser.",
    ),
    "delegations": Refusal(
        "session.delegations_only",
        "This session is for delegations. Sign in with your delegation's account, or follow another session.",
    ),
    "staff": Refusal(
        "session.staff_only", "This session is closed. Ask the organiser, or follow another session."
    ),
}
"""The refusal that says why a seat may not enter, by access policy."""


def audience_of(roles: Collection[str], stream: str) -> Audience:
    """What readers with these roles see of a stream. Visitors, who can only call for help, see their own call."""
    if permissions.sees_withheld(roles, stream):
        return Audience.MODERATORS
    return Audience.OUTSIDE if set(roles) == {"visitor"} else Audience.EVERYONE


def clearance(seat: Seat, session: str) -> int:
    """The clearance of a seat for a session, by the session's number."""
    return rules.clearance(
        seat.roles_in(f"session/{session}"),
        is_registered=seat.participant is not None or seat.registered,
        has_code=session in seat.entered,
    )


def clearance_in(seat: Seat, session: str | None) -> int:
    """The clearance of a seat for a session, or in the whole conference if `session` is None."""
    if session is not None:
        return clearance(seat, session)
    return rules.clearance(
        seat.roles_in(f"conference/{seat.conference}"),
        is_registered=seat.participant is not None or seat.registered,
        has_code=False,
    )


def owner_keys_of_groups(seat: Seat) -> frozenset[str]:
    """The owner keys of the groups whose entities a seat may see: its clearances (`rules.owner_keys`), `notes` if it
    may write notes, `drafters` if it drafts outcome documents, and the channels of messages that it reads. Staff have
    no clearance group, because they see everything.
    """
    is_registered = seat.participant is not None or seat.registered
    return _owner_keys(seat.conference, seat.roles, seat.session_roles, is_registered, seat.entered)


@lru_cache(4096)
def _owner_keys(
    conference: str,
    roles: tuple[str, ...],
    session_roles: SessionRoles,
    is_registered: bool,
    entered: tuple[str, ...],
) -> frozenset[str]:
    """The owner keys of a seat's groups. They are cached, because a hub asks for them for each reader of each event."""

    def held(stream: str, *, has_code: bool = False) -> int:
        here = roles_in(stream, roles, session_roles)
        return rules.clearance(here, is_registered=is_registered, has_code=has_code)

    stream = f"conference/{conference}"
    everywhere = roles_in(stream, roles, session_roles)
    others = _note_owner_keys(everywhere, session_roles) | _channel_owner_keys(everywhere, session_roles)
    if permissions.sees_withheld(everywhere, stream):
        return others
    sessions = {session for session, _ in session_roles} | {*entered}
    drafters = frozenset({DRAFTERS} if permissions.allows(everywhere, "outcome.draft") else ())
    return (
        others
        | drafters
        | rules.owner_keys(
            held(stream),
            {each: held(f"session/{each}", has_code=each in entered) for each in sessions},
        )
    )


DRAFTERS = "drafters"
"""The owner key of what those see who draft outcome documents, and do not see everything."""
NOTES = "notes"
"""The owner key of entities for those who may write notes of the minutes in the whole conference."""


def notes_key_in(session: str) -> str:
    """The owner key of entities for those who may write notes of the minutes because of a role in this session."""
    return f"notes/{session}"


def _note_owner_keys(everywhere: Collection[str], session_roles: SessionRoles) -> frozenset[str]:
    if permissions.allows(everywhere, "minutes.note"):
        return frozenset({NOTES})
    return frozenset(
        notes_key_in(session)
        for session, role in session_roles
        if permissions.allows((role,), "minutes.note")
    )


CHANNELS = {
    "delegates": "message.read_delegates",
    "backstage": "message.read_backstage",
    "booths": "message.read_booths",
}
"""The permission to read each channel of messages that only a group reads."""


def channel_key(channel: str) -> str:
    """The owner key of the messages of a group's channel, for those who read it in the whole conference."""
    return f"channel/{channel}"


def channel_key_in(channel: str, session: str) -> str:
    """The owner key of the messages of a group's channel, for those who read it because of a role in this session."""
    return f"channel/{channel}/{session}"


def _channel_owner_keys(everywhere: Collection[str], session_roles: SessionRoles) -> frozenset[str]:
    found: set[str] = set()
    for channel, permission in CHANNELS.items():
        if permissions.allows(everywhere, permission):
            found.add(channel_key(channel))
        else:
            here = {session for session, role in session_roles if permissions.allows((role,), permission)}
            found |= {channel_key_in(channel, session) for session in here}
    return frozenset(found)


def may_see_outcome(seat: Seat, access: str) -> bool:
    """Whether an outcome document with this access is open to a seat. Those who draft the documents see each."""
    roles = seat.roles_in(f"conference/{seat.conference}")
    return permissions.allows(roles, "outcome.draft") or rules.may_enter(access, clearance_in(seat, None))


def check_entrance(seat: Seat, stream: str, access: str) -> None:
    """Refuse a seat that an access policy keeps out of a session's stream, with one of `REFUSALS`, or out of an
    outcome document's (`outcome.not_open`).
    """
    if kind(stream) == "outcome":
        if not may_see_outcome(seat, access):
            raise Refusal("outcome.not_open", "This document is not open to you. Ask the organiser.")
    elif not rules.may_enter(access, clearance(seat, stream.partition("/")[2])):
        why = REFUSALS[access]
        raise Refusal(why.code, why.message)


def check_invited(conference: Conference) -> None:
    """Refuse `seat.invited_only` to a person without a part in a conference that has no public session."""
    if not conference.sessions.filter(access="public").exists():
        raise Refusal(
            "seat.invited_only",
            "This conference is open to those who are invited. Sign in, type a session's code, or ask the organiser.",
        )


def access_of(context: Context, command: SetAccess) -> State:
    """A session and its access policy, for the audit log."""
    session = find_session(context.subject)
    return State(Subject("session", str(session.pk), str(session)), {"access": session.access})


@dataclass(frozen=True)
class PolicyChange:
    """A session is about to have another access policy. `session` still has the present one."""

    session: Session
    access: str

    @property
    def conference(self) -> int:
        """The id of the conference."""
        return self.session.conference_id

    def check(self, decision: Decision) -> None:
        """Keep the session open to delegations while they vote there. Refuses `decision.under_way`."""
        if decision.stream == self.session.stream and not rules.may_enter(
            self.access, rules.CLEARANCE["delegations"]
        ):
            raise Refusal(
                "decision.under_way",
                "Delegations are voting in this session, so it stays open to them. Close the vote first, or end it"
                " without a result.",
            )


def set_access(context: Context, command: SetAccess) -> None:
    """Change who may enter the session. To set the present policy again has no effect. Refuses `decision.under_way`."""
    session = find_session(context.subject)
    if session.access == command.access:
        return
    check_change(PolicyChange(session, command.access))
    session.access = command.access
    session.save(update_fields=["access"])
    journal.append(
        context.stream,
        AccessChanged(access=command.access),
        at=context.now,
        changed=[session],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
    # Only of public sessions the programme shows the speaker and the code to everyone.
    journal_session_change(session, context.now, [session, session.floor])
